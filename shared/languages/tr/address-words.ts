// What the parts of an address are called, in Turkish.

import type { AddressWords } from '../site-texts.ts'

export const addressWords: AddressWords = {
  state: {
    area: 'Bölge',
    county: 'İl',
    department: 'Departman',
    district: 'Bölge',
    emirate: 'Emirlik',
    island: 'Ada',
    oblast: 'Oblast',
    parish: 'Bucak',
    prefecture: 'Prefektörlük',
    province: 'İl',
    state: 'Eyalet',
  },
  city: {
    city: 'Şehir',
    district: 'İlçe',
    suburb: 'Semt',
    town: 'Şehir',
  },
  postalCode: {
    postal: 'Posta kodu',
    postcode: 'Posta kodu',
    zip: 'ZIP kodu',
    pin: 'PIN kodu',
    eircode: 'Eircode',
  },
}
