// Texts in the other languages of the organization: which of them a label lacks, and how the names of rows get them.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { type Labels, readRowLabels, setRowLabels } from '../organization/labels.ts'
import { isTranslated, type Languages, languageName, type Text, textIn } from '../wanted/texts.ts'
import type { Columns, WantedRow } from '../wanted/wanted-row.ts'
import type { PlanItem } from './plan-item.ts'
import { inSolution, planRow } from './plan-row.ts'

/** The languages besides the base language that the organization has, and we have texts in. */
export const otherLanguages = ({ base, all }: Languages): readonly number[] =>
  [...new Set(all)].filter((code) => code !== base && isTranslated(code))

/**
 * The languages in which a label lacks our text. One that people gave another text lacks none; the base language’s own text
 * in another language is what the service shows where there is none.
 */
export const lackingIn = (text: Text, labels: Labels, languages: Languages): readonly number[] => {
  const base = labels.get(languages.base)
  return otherLanguages(languages).filter((code) => {
    const label = labels.get(code)
    return label === undefined || (label === base && textIn(text, code) !== base)
  })
}

/** A label with our texts in the languages that it lacks. */
export const completed = (text: Text, labels: Labels, languages: Languages): Labels =>
  new Map([...labels, ...lackingIn(text, labels, languages).map((code) => [code, textIn(text, code)] as const)])

/** A row whose names are had in several languages. */
type WantedNames = WantedRow & { readonly table: string; readonly localized: Readonly<Record<string, Text>> }

const planNames = (wanted: WantedNames, languages: Languages, there: ReadonlyMap<string, Labels>): PlanItem => {
  const texts = Object.entries(wanted.localized)
  const lacking = texts.flatMap(([column, text]) => lackingIn(text, there.get(column) ?? new Map(), languages))
  return {
    action: lacking.length === 0 ? 'keep' : there.size === 0 ? 'create' : 'update',
    what: `other languages of the ${wanted.what}`,
    differing: [...new Set(lacking)].map(languageName),
    mayBeRefused: true,
    apply: async (call) => {
      for (const [column, text] of texts) {
        const labels = await readRowLabels(call, wanted, column, true)
        const own = labels.size > 0 ? labels : new Map([[languages.base, textIn(text, languages.base)]])
        if (lackingIn(text, own, languages).length > 0)
          await setRowLabels(call, wanted, column, completed(text, own, languages), inSolution)
      }
    },
  }
}

/**
 * Plans a row whose names are had in several languages: the row itself and, where the organization has more languages that
 * we have, its other names. Whoever reads the row sees its names in their own language, so they are compared by its labels.
 */
export const planNamed = async (
  call: Dataverse,
  wanted: WantedNames,
  languages: Languages,
): Promise<readonly PlanItem[]> => {
  if (languages.all.length < 2) return [await planRow(call, wanted)]
  const found = await Promise.all(
    Object.keys(wanted.localized).map(
      async (column) => [column, await readRowLabels(call, wanted, column, false)] as const,
    ),
  )
  const there = new Map(found.filter(([, labels]) => labels.size > 0))
  const baseNames: Columns = Object.fromEntries(
    [...there].flatMap(([column, labels]) => {
      const base = labels.get(languages.base)
      return base === undefined ? [] : [[column, base]]
    }),
  )
  const row = await planRow(call, wanted, baseNames)
  return otherLanguages(languages).length === 0 ? [row] : [row, planNames(wanted, languages, there)]
}
