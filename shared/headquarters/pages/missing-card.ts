// What staff do after Sales was restored: have everything compared, see how much is missing, and have it written again; how
// far that came, and what came of it.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Role } from '../access.ts'
import { mayDo } from '../act-roles.ts'
import { badge, card, foreign, moment, table } from './parts.ts'

/** A round that staff asked for, as it is now. */
export type RoundView = {
  readonly kind: 'compare-all' | 'write-missing'
  /** `still`: under way, and nothing moved for some time. */
  readonly state: 'running' | 'ended' | 'still'
  readonly by: string
  /** ISO 8601. */
  readonly begunAt: string
  readonly movedAt: string
  readonly prospects: number
  readonly missing: { readonly leads: number; readonly accounts: number; readonly contacts: number }
  readonly different: number
  readonly isPartly?: boolean | undefined
}

const words = staffWords.pages.dualWrite
const tones = { running: 'neutral', ended: 'good', still: 'warn' } as const
const columns = [
  'round',
  'state',
  'begun',
  'moved',
  'by',
  'prospects',
  'leads',
  'accounts',
  'contacts',
  'different',
] as const
const counts = ['prospects', 'leads', 'accounts', 'contacts', 'different'] as const

const row = (round: RoundView): readonly HtmlValue[] => [
  words.rounds[round.kind],
  badge(words.roundStates[round.state], tones[round.state]),
  moment(round.begunAt),
  moment(round.movedAt),
  foreign(round.by),
  round.prospects,
  round.missing.leads,
  round.missing.accounts,
  round.missing.contacts,
  round.kind === 'compare-all' ? round.different : '–',
]

const button = (action: string, text: string): Html =>
  html`<form method="post" action="${linkTo('ChangeDualWrite', { action })}"><button class="button quiet" type="submit">${text}</button></form>`

/** The card; its buttons post to the page *Dual-write*. */
export const missingCard = (rounds: readonly RoundView[], role?: Role | undefined): Html =>
  card(
    'lost',
    words.lost,
    html`<p>${words.lostAbout}</p>
${mayDo(role, 'compare-all') && button('compare-all', words.compareAll)}
${mayDo(role, 'write-missing') && button('write-missing', words.writeMissing)}
${table({ ...words.round }, columns, rounds.map(row), counts)}
${rounds.some(({ state }) => state === 'still') && html`<p>${words.standsStill}</p>`}
${rounds.some(({ isPartly }) => isPartly) && html`<p>${words.partly}</p>`}
<p><a href="${linkTo('ProspectsPage', {}, { missing: 'true' })}">${words.seeMissing}</a></p>`,
  )
