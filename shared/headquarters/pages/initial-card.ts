// How far the initial synchronization is, and what came of it.

import { linkTo } from '../../domain/link-to.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type Html, html } from '../../platform/html.ts'
import { badge, card, foreign, moment, table } from './parts.ts'

export type InitialView = {
  readonly by: string
  readonly begunAt: string
  readonly movedAt: string
  readonly endedAt?: string | undefined
  readonly accounts: number
  readonly contacts: number
  readonly made: number
  readonly errors: number
}

const words = staffWords.pages.jobs.initial

const stateOf = ({ endedAt, movedAt }: InitialView): Html =>
  endedAt === undefined
    ? html`${badge(words.running, 'active')} ${words.moved(moment(movedAt))}`
    : html`${badge(words.ended, 'good')} ${moment(endedAt)}`

const errorsOf = ({ errors }: InitialView): Html =>
  errors === 0
    ? html`${words.noErrors}`
    : html`${badge(words.errors(errors), 'bad')} <a href="${linkTo('DualWritePage', {})}">${words.runAgain}</a>`

/** The card; nothing where nobody ever began one. */
export const initialCard = (initial: InitialView | undefined): Html | false =>
  initial !== undefined &&
  card(
    'initial',
    words.title,
    table(
      words.table,
      ['begun', 'looked', 'made', 'errors', 'state'],
      [
        [
          words.begun(moment(initial.begunAt), foreign(initial.by)),
          words.looked(initial.accounts, initial.contacts),
          words.made(initial.made),
          errorsOf(initial),
          stateOf(initial),
        ],
      ],
    ),
  )
