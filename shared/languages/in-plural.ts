// A sentence with a number in it, in the form that the number takes in the language, and with the number as it writes it, on one line with its noun.

import type { Language } from '../domain/languages.ts'

/** The forms of a sentence; `{count}` stands for the number. A language has those that its numbers need. */
export type PluralForms = { readonly [Rule in Intl.LDMLPluralRule]?: string } & { readonly other: string }

/** https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html */
export const inPlural = (forms: PluralForms, count: number, language: Language): string =>
  (forms[new Intl.PluralRules(language).select(count)] ?? forms.other).replace(
    /\{count\}( ?)/,
    (_, space) => `${new Intl.NumberFormat(language).format(count)}${space && '\u00a0'}`,
  )
