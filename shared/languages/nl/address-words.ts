// What the parts of an address are called, in Dutch.

import type { AddressWords } from '../site-texts.ts'

export const addressWords: AddressWords = {
  state: {
    area: 'Gebied',
    county: 'Graafschap',
    department: 'Departement',
    district: 'District',
    emirate: 'Emiraat',
    island: 'Eiland',
    oblast: 'Oblast',
    parish: 'Parochie',
    prefecture: 'Prefectuur',
    province: 'Provincie',
    state: 'Staat',
  },
  city: {
    city: 'Plaats',
    district: 'District',
    suburb: 'Wijk',
    town: 'Plaats',
  },
  postalCode: {
    postal: 'Postcode',
    postcode: 'Postcode',
    zip: 'ZIP-code',
    pin: 'PIN-code',
    eircode: 'Eircode',
  },
}
