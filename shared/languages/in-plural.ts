// A sentence with a number in it, in the form that the number takes in the language, and with the number as it writes it.

import type { Language } from '../domain/languages.ts'

/** The forms of a sentence; `{count}` stands for the number. A language has those that its numbers need. */
export type PluralForms = { readonly [Rule in Intl.LDMLPluralRule]?: string } & { readonly other: string }

/** https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html */
export const inPlural = (forms: PluralForms, count: number, language: Language): string =>
  (forms[new Intl.PluralRules(language).select(count)] ?? forms.other).replace(
    '{count}',
    new Intl.NumberFormat(language).format(count),
  )
