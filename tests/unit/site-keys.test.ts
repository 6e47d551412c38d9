// By which keys sites prove themselves, and what is wrong with a setting, named by its place.

import { describe, expect, it } from 'vitest'
import { readSiteKeys, siteOf } from '../../shared/channel/site-keys.ts'

const a = 'a'.repeat(32)
const b = 'b'.repeat(40)
const c = 'c'.repeat(32)
const channels = ['eu', 'us']
const read = (value: unknown) => readSiteKeys(JSON.stringify(value), channels)

describe('the keys of sites', () => {
  it('are one or two for each', () => {
    const { keys, problems } = read({ eu: [a, b], us: [c] })
    expect(problems).toEqual([])
    expect([a, b, c, 'x'.repeat(32), '', `${a} `].map((key) => siteOf(keys, key))).toEqual([
      'eu',
      'eu',
      'us',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('are none when nothing is set', () => {
    const { keys, problems } = readSiteKeys('', channels)
    expect([keys.size, problems, siteOf(keys, '')]).toEqual([0, [], undefined])
  })

  it.each<[unknown, string]>([
    [{ fr: [a] }, 'SITE_KEYS.fr is no channel of CHANNELS.'],
    [{ eu: a }, 'SITE_KEYS.eu must be a list of one key, or of two while one replaces the other.'],
    [{ eu: [] }, 'SITE_KEYS.eu must be a list of one key, or of two while one replaces the other.'],
    [{ eu: [a, b, c] }, 'SITE_KEYS.eu must be a list of one key, or of two while one replaces the other.'],
    [{ eu: [a, 'short'] }, 'SITE_KEYS.eu[1] must be at least 32 visible ASCII characters.'],
    [{ eu: [`${'ä'.repeat(32)}`] }, 'SITE_KEYS.eu[0] must be at least 32 visible ASCII characters.'],
    [{ eu: [7] }, 'SITE_KEYS.eu[0] must be at least 32 visible ASCII characters.'],
    [{ eu: [a], us: [a] }, 'SITE_KEYS has one key twice; each site needs its own.'],
    [[a], 'SITE_KEYS must be JSON such as { "eu": ["key", "next key"] }.'],
  ])('%j are refused', (value, problem) => {
    const { keys, problems } = read(value)
    expect([problems, keys.size]).toEqual([[problem], 0])
  })

  it('that are no JSON are refused without being repeated', () => {
    const { problems } = readSiteKeys(`{ eu: ['${a}'] }`, channels)
    expect(problems).toEqual(['SITE_KEYS must be JSON such as { "eu": ["key", "next key"] }.'])
  })
})
