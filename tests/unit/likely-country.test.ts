// The country that the form begins with.

import { expect, it } from 'vitest'
import { likelyCountry } from '../../shared/channel/likely-country.ts'

it.each([
  ['nl-BE,nl;q=0.9,en;q=0.8', 'nl', 'BE'],
  ['en-GB,en;q=0.9', 'nl', 'NL'],
  ['en-GB,en;q=0.9', 'en', 'GB'],
  ['de-AT,de;q=0.9,en;q=0.8', 'en', 'AT'],
  ['zh-Hans-SG', 'zh-Hans', 'SG'],
  ['zh_CN', 'zh-Hans', 'CN'],
  ['tr', 'tr', 'TR'],
  ['en', 'en', undefined],
  ['en-XX', 'en', undefined],
  ['en-001', 'en', undefined],
  [undefined, 'et', 'EE'],
  ['*', 'en', undefined],
  ['sq-XK', 'en', 'XK'],
] as const)('of a browser that says %s on a page in %s is %s', (accepted, language, country) => {
  expect(likelyCountry(accepted, language)).toBe(country)
})
