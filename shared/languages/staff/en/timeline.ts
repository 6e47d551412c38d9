// What staff read on a prospect's timeline.

import type { Actor, TimelineCode, TimelineEntry, TimelineEntryOf } from '../../../domain/timeline.ts'
import { flagWords } from './flags.ts'
import { labelsOf } from './labels.ts'

/** A line in words, as pages show it and the interface gives it. */
export type TimelineLine = {
  readonly at: string
  readonly who: string
  readonly what: string
  readonly why?: string
}

type Words = Pick<TimelineLine, 'what' | 'why'>
type CustomerEntry = { readonly number: string; readonly type: 'Organization' | 'Person' }

const customer = ({ number, type }: CustomerEntry): string => `Customer ${number} (${type})`

const fields =
  (what: string) =>
  (entry: CustomerEntry & { readonly fields: readonly string[] }): Words => ({
    what: `${customer(entry)} ${what}`,
    why: labelsOf(entry.type, entry.fields),
  })

const because = (what: string, reason: string | undefined): Words => ({ what, ...(reason ? { why: reason } : {}) })

const words: { readonly [C in TimelineCode]: (entry: TimelineEntryOf<C>) => Words } = {
  'prospect-created': ({ number }) => ({ what: `Prospect ${number} created from a channel request` }),
  'lead-written': () => ({ what: 'Lead created in Sales, with a note on its Timeline' }),
  'stage-changed': ({ stage, reason }) => because(stage, reason),
  'prospect-approved': ({ reason }) => because('Prospect approved', reason),
  'prospect-rejected': ({ reason }) => because('Prospect rejected', reason),
  'prospect-reopened': () => ({ what: 'Prospect reopened' }),
  // The code, which programs know; pages show its name instead.
  flagged: ({ flag }) => ({ what: 'Flagged', why: flag }),
  'customer-made': (entry) => ({ what: `${customer(entry)} created from the request` }),
  'customer-arrived': (entry) => ({ what: `${customer(entry)} arrived from Sales` }),
  'customer-linked': ({ number, type }) => ({ what: `Existing customer ${number} (${type}) linked` }),
  'hierarchy-created': ({ number }) => ({ what: `Customer hierarchy ${number} created, the requestor is its Admin` }),
  'hierarchy-joined': ({ number }) => ({ what: `Added to customer hierarchy ${number}` }),
  'customers-written': () => ({ what: 'Customers written to Sales' }),
  'columns-too-short': ({ record, cut, tooLong }) => ({
    what: `${record}: columns in Sales are too short`,
    why: [...cut.map((name) => `${name} cut`), ...tooLong.map((name) => `${name} left out`)].join(', '),
  }),
  'customer-edited': fields('changed'),
  'customer-taken': fields('changed in Sales'),
  'customer-written': fields('written to Sales'),
  'customer-cut': fields('is in Sales cut to the length of its columns'),
  'customer-too-long': fields('not written: the column is too short'),
  'customer-flagged': (entry) => ({ what: `${customer(entry)} flagged`, why: flagWords[entry.flag].sentence }),
  'customer-found': (entry) => ({ what: `${customer(entry)} found in Sales again` }),
  worded: ({ what, why }) => ({ what, ...(why === undefined ? {} : { why }) }),
}

const actorNames = { sales: 'Dynamics 365 Sales', 'dual-write': 'dual-write', headquarters: 'Headquarters' } as const

const nameOf = (actor: Actor): string => (typeof actor === 'string' ? actorNames[actor] : actor.name)

const wordsOf = <C extends TimelineCode>(code: C, entry: TimelineEntryOf<C>): Words => words[code](entry)

/** A line of the timeline in words. */
export const timelineLine = (entry: TimelineEntry): TimelineLine => ({
  at: entry.at,
  who: nameOf(entry.actor),
  ...wordsOf(entry.code, entry),
})
