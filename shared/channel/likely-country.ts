// The country an applicant is likely in, for the form to begin with: what the browser says of it, else the language's own.

import { isCountryCode } from '../domain/countries.ts'
import { type Language, matchLanguage } from '../domain/languages.ts'

const homeOf: Readonly<Partial<Record<Language, string>>> = { tr: 'TR', et: 'EE', ru: 'RU', 'zh-Hans': 'CN', nl: 'NL' }

const regionIn = (tag: string): string | undefined => {
  const [, ...subtags] = tag.split(/[-_]/)
  const region = subtags.find((subtag) => /^[a-z]{2}$/i.test(subtag))?.toUpperCase()
  return region !== undefined && isCountryCode(region) ? region : undefined
}

/**
 * A guess, which the applicant changes freely.
 * @param accepted the header Accept-Language; its first region of the page's language counts, then its first region at all
 * @param language of the page
 */
export const likelyCountry = (accepted: string | undefined, language: Language): string | undefined => {
  const tags = (accepted ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '')
  const regions = (chosen: readonly string[]) => chosen.flatMap((tag) => regionIn(tag) ?? [])
  const ofLanguage = regions(tags.filter((tag) => matchLanguage(tag) === language))
  return ofLanguage[0] ?? homeOf[language] ?? regions(tags)[0]
}
