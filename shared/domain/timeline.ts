// What a prospect's timeline tells, as data: a code for what happened, what it happened to, when, and who did it. It is
// worded where it is shown.

import { flagCodes } from './flags.ts'
import { either, instant, listOf, members, object, oneOf, type Read, text } from './readers.ts'
import { salesStages } from './sales-outcome.ts'

const customer = { number: text, type: oneOf('Organization', 'Person') }
const customerFields = { ...customer, fields: listOf(text) }
const reason = { reason: text }

/** Everything that can be told, with what is known of it. A code, once used, stands in stored rows. */
const timelineCodes = {
  'prospect-created': members({ number: text }),
  'lead-written': members({}),
  'stage-changed': members({ stage: oneOf(...salesStages) }, reason),
  'prospect-approved': members({}, reason),
  'prospect-rejected': members({}, reason),
  'prospect-reopened': members({}),
  flagged: members({ flag: oneOf(...flagCodes) }),
  'customer-made': members(customer),
  'customer-arrived': members(customer),
  'customer-linked': members(customer),
  'hierarchy-created': members({ number: text }),
  'hierarchy-joined': members({ number: text }),
  'customers-written': members({}),
  /** Columns of a row that was made in Sales: written in part, and not written at all. */
  'columns-too-short': members({
    record: oneOf('Lead', 'Account', 'Contact'),
    cut: listOf(text),
    tooLong: listOf(text),
  }),
  /** Fields that were changed here, came from Sales, are in Sales, are there in part, and have no room there. */
  'customer-edited': members(customerFields),
  'customer-taken': members(customerFields),
  'customer-written': members(customerFields),
  'customer-cut': members(customerFields),
  'customer-too-long': members(customerFields),
  'customer-flagged': members({ ...customer, flag: oneOf(...flagCodes) }),
  'customer-found': members(customer),
  /** A line that was stored in words, before lines were data. */
  worded: members({ what: text }, { why: text }),
} as const satisfies Readonly<Record<string, Read<object>>>

type Codes = typeof timelineCodes
export type TimelineCode = keyof Codes

/** A part of the system, or somebody by the name that is known. */
export type Actor = 'sales' | 'dual-write' | 'headquarters' | { readonly name: string }

type Entries = {
  readonly [C in TimelineCode]: Exclude<ReturnType<Codes[C]>, undefined> & {
    /** ISO 8601. */
    readonly at: string
    readonly actor: Actor
    readonly code: C
  }
}

/** One line of a prospect's timeline. */
export type TimelineEntry = Entries[TimelineCode]

/** A line with one code. */
export type TimelineEntryOf<C extends TimelineCode> = Entries[C]

const actors = either<Actor>(oneOf('sales', 'dual-write', 'headquarters'), members({ name: text }))
const isCode = (code: unknown): code is TimelineCode => typeof code === 'string' && Object.hasOwn(timelineCodes, code)

/** Reads a line; `undefined` when its code is not known, or something of it is missing or not what it has to be. */
export const readTimelineEntry: Read<TimelineEntry> = (value) => {
  const { at, actor, code, ...about } = object(value) ?? {}
  if (!isCode(code)) return undefined
  const known = { at: instant(at), actor: actors(actor), about: timelineCodes[code](about) }
  if (known.at === undefined || known.actor === undefined || known.about === undefined) return undefined
  return { at: known.at, actor: known.actor, code, ...known.about } as TimelineEntry
}
