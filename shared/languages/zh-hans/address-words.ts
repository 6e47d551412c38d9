// What the parts of an address are called, in Simplified Chinese.

import type { AddressWords } from '../site-texts.ts'

export const addressWords: AddressWords = {
  state: {
    area: '地区',
    county: '郡',
    department: '省',
    district: '区',
    emirate: '酋长国',
    island: '岛屿',
    oblast: '州',
    parish: '教区',
    prefecture: '都道府县',
    province: '省、自治区或直辖市',
    state: '州',
  },
  city: {
    city: '城市',
    district: '区',
    suburb: '区',
    town: '城镇',
  },
  postalCode: {
    postal: '邮政编码',
    postcode: '邮政编码',
    zip: '邮政编码（ZIP）',
    pin: '邮政编码（PIN）',
    eircode: '邮政编码（Eircode）',
  },
}
