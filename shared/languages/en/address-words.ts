// What the parts of an address are called, in English.

import type { AddressWords } from '../site-texts.ts'

export const addressWords: AddressWords = {
  state: {
    area: 'Area',
    county: 'County',
    department: 'Department',
    district: 'District',
    emirate: 'Emirate',
    island: 'Island',
    oblast: 'Oblast',
    parish: 'Parish',
    prefecture: 'Prefecture',
    province: 'Province',
    state: 'State',
  },
  city: {
    city: 'City',
    district: 'District',
    suburb: 'Suburb',
    town: 'Town',
  },
  postalCode: {
    postal: 'Postal code',
    postcode: 'Postcode',
    zip: 'ZIP code',
    pin: 'PIN code',
    eircode: 'Eircode',
  },
}
