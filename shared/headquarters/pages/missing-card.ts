// What staff do after Sales was restored: have everything compared, see how much is missing, and have it written again; how
// far that came, and what came of it.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import type { Viewer } from '../access.ts'
import { pressButton } from './allowed.ts'
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
const counted = staffWords.pages.lists.count
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
  ...[round.prospects, round.missing.leads, round.missing.accounts, round.missing.contacts].map(counted),
  round.kind === 'compare-all' ? counted(round.different) : '–',
]

/** The card; its buttons post to the page *Dual-write*. */
export const missingCard = (rounds: readonly RoundView[], viewer: Viewer | undefined): Html =>
  card(
    'lost',
    words.lost,
    html`<p>${words.lostAbout}</p>
${pressButton(viewer, 'ChangeDualWrite', { action: 'compare-all' }, words.compareAll)}
${pressButton(viewer, 'ChangeDualWrite', { action: 'write-missing' }, words.writeMissing)}
${table({ ...words.round }, columns, rounds.map(row), counts)}
${rounds.some(({ state }) => state === 'still') && html`<p>${words.standsStill}</p>`}
${rounds.some(({ isPartly }) => isPartly) && html`<p>${words.partly}</p>`}
<p><a href="${linkTo('ProspectsPage', {}, { missing: 'true' })}">${words.seeMissing}</a></p>`,
  )
