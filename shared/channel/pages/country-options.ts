// Names of countries as the reader's language has them, in that language's order.

import { countryCodes } from '../../domain/countries.ts'
import type { Language } from '../../domain/languages.ts'

export type CountryOption = { readonly code: string; readonly name: string }

const byLanguage = new Map<Language, readonly CountryOption[]>()

/**
 * Every country with its name, sorted for the reader. Sorting some 250 names costs milliseconds, so each language is
 * done once.
 */
export const countryOptions = (language: Language): readonly CountryOption[] => {
  const known = byLanguage.get(language)
  if (known) return known
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const order = new Intl.Collator(language)
  const options = countryCodes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => order.compare(a.name, b.name))
  byLanguage.set(language, options)
  return options
}
