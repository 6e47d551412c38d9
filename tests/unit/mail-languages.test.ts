// Which language serves which language tag.
import { describe, expect, it } from 'vitest'
import { languages, matchLanguage } from '../../shared/domain/languages.ts'

describe('the language of a tag', () => {
  it.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['EN-us', 'en'],
    ['nl-BE', 'nl'],
    [' tr ', 'tr'],
    ['et-EE', 'et'],
    ['ru-KZ', 'ru'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
  ])('%s is served by %s', (tag, language) => {
    expect(matchLanguage(tag)).toBe(language)
  })

  it.each(['de', 'zh-TW', 'zh-Hant', 'zh-Hant-CN', 'zh-HK', '', 'english', 'en_US', 'en-', '<script>', 'est'])(
    '%s is served by none',
    (tag) => {
      expect(matchLanguage(tag)).toBeUndefined()
    },
  )

  it('is unknown without a tag', () => {
    expect(matchLanguage(undefined)).toBeUndefined()
  })

  it('finds every language that is offered, and each has a name', () => {
    for (const { tag, name } of languages) {
      expect(matchLanguage(tag)).toBe(tag)
      expect(name).not.toBe('')
    }
  })
})
