// What the parts of an address are called, in Russian.

import type { AddressWords } from '../site-texts.ts'

export const addressWords: AddressWords = {
  state: {
    area: 'Район',
    county: 'Округ',
    department: 'Департамент',
    district: 'Округ',
    emirate: 'Эмират',
    island: 'Остров',
    oblast: 'Область, край или республика',
    parish: 'Приход',
    prefecture: 'Префектура',
    province: 'Область или провинция',
    state: 'Штат',
  },
  city: {
    city: 'Город',
    district: 'Район',
    suburb: 'Район',
    town: 'Город',
  },
  postalCode: {
    postal: 'Почтовый индекс',
    postcode: 'Почтовый индекс',
    zip: 'ZIP-код',
    pin: 'PIN-код',
    eircode: 'Eircode',
  },
}
