// What of the comparison with Sales cannot be done, table by table.

import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { card, moment, table } from './parts.ts'

/** A table of Sales that may not be read, or that lacks the marker. */
export type UncomparedTable = {
  readonly table: 'leads' | 'opportunities' | 'accounts' | 'contacts' | 'annotations'
  /** The code that Sales gave. */
  readonly code?: string | undefined
  /** Since when; ISO 8601. */
  readonly since?: string | undefined
  readonly withoutMarker: boolean
}

const { pages, failureText } = staffWords
const words = pages.dualWrite.comparison

// For these people can do something; whatever else it is, it may pass.
const lacksRights: readonly string[] = ['0x80040220', '0x80042f09']

const problemOf = ({ code, withoutMarker }: UncomparedTable): Html =>
  html`${code !== undefined && html`<code>${code}</code><p>${lacksRights.includes(code) ? failureText(`sales-${code}`) : words.refused}</p>`}
${withoutMarker && html`<p>${words.withoutMarker}</p>`}`

/** The card; nothing where everything is compared. */
export const comparisonCard = (uncompared: readonly UncomparedTable[]): Html | false =>
  uncompared.length > 0 &&
  card(
    'comparison',
    words.title,
    table(
      words.table,
      ['table', 'problem', 'since'],
      uncompared.map((one) => [
        words.tables[one.table],
        problemOf(one),
        one.since === undefined ? '–' : moment(one.since),
      ]),
    ),
  )
