// What the parts of an address are called, in Estonian.

import type { AddressWords } from '../site-texts.ts'

export const addressWords: AddressWords = {
  state: {
    area: 'Piirkond',
    county: 'Maakond',
    department: 'Departemang',
    district: 'Ringkond',
    emirate: 'Emiraat',
    island: 'Saar',
    oblast: 'Oblast',
    parish: 'Kihelkond',
    prefecture: 'Prefektuur',
    province: 'Provints',
    state: 'Osariik',
  },
  city: {
    city: 'Linn või vald',
    district: 'Ringkond',
    suburb: 'Linnaosa',
    town: 'Linn',
  },
  postalCode: {
    postal: 'Sihtnumber',
    postcode: 'Sihtnumber',
    zip: 'ZIP-kood',
    pin: 'PIN-kood',
    eircode: 'Eircode',
  },
}
