// Members whose value is chosen from a list: country, language and channel.

import { describe, expect, it } from 'vitest'
import { accepted, bodyWith, errorsOf, valueAt } from '../support/intake-samples.ts'

const takes = (path: string, values: readonly string[]) =>
  it.each(values.map((value) => [value] as const))('takes %j', (value) => {
    expect(valueAt(accepted(bodyWith(path, value)), path)).toBe(value)
  })

const refuses = (path: string, values: readonly string[], code: string) =>
  it.each(values.map((value) => [value] as const))('refuses %j', (value) => {
    expect(errorsOf(bodyWith(path, value))).toEqual([[path, code]])
  })

describe('a country', () => {
  takes('company.address.country', ['DE', 'TR', 'EE', 'US', 'AX', 'SS', 'XK'])
  refuses('company.address.country', ['XX', 'UK', 'EU', 'ZZ', 'D1', 'D', '🇩'], 'unknown-value')
})

describe('a language', () => {
  it.each([
    ['nl', 'nl'],
    ['NL-be', 'nl'],
    ['zh-CN', 'zh-Hans'],
    ['nl_BE', 'nl'],
    ['NL_be.UTF-8', 'nl'],
    ['et_EE@euro', 'et'],
    ['zh_Hans_CN', 'zh-Hans'],
    ['tr\u200b', 'tr'],
    ['de', 'en'],
    ['zh-TW', 'en'],
    ['tlh', 'en'],
  ])('%s is served by %s', (asked, served) => {
    expect(accepted(bodyWith('language', asked)).language).toBe(served)
  })

  it('that is not ours becomes the default of the installation', () => {
    expect(accepted(bodyWith('language', 'de'), { defaultLanguage: 'tr' }).language).toBe('tr')
  })

  refuses('language', ['e', 'english', 'en-', '-en', 'en--GB', '12', 'en;q=1', '*'], 'format')
})

describe('a channel', () => {
  takes('channel', ['default', 'benelux'])
  refuses('channel', ['Default', 'unknown', 'default,benelux', 'toString'], 'unknown-value')

  it('is the first of the installation when none is named', () => {
    expect(accepted(bodyWith('channel', undefined), { channels: ['first', 'second'] }).channel).toBe('first')
  })
})
