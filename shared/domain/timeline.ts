// What a prospect's timeline tells, as data: a code for what happened, what it happened to, when, and who did it. It is
// worded where it is shown.

import { flagCodes } from './flags.ts'
import { mailStates } from './prospect-view.ts'
import {
  type Read,
  readEither,
  readInstant,
  readList,
  readMembers,
  readObject,
  readOneOf,
  readText,
} from './readers.ts'
import { salesStages } from './sales-outcome.ts'

const customer = { number: readText, type: readOneOf('Organization', 'Person') }
const customerFields = { ...customer, fields: readList(readText) }
/** From what to what, and who in Sales; absent on lines that were stored before this was told. */
const changes = {
  changes: readList(readMembers({ path: readText }, { before: readText, after: readText })),
  by: readText,
}
const reason = { reason: readText, statusReason: readText, decidedBy: readText }

/** Everything that can be told, with what is known of it. A code, once used, stands in stored rows. */
const timelineCodes = {
  'prospect-created': readMembers({ number: readText }),
  'lead-written': readMembers({}),
  /** Somebody wants a lead written again that Sales lost. */
  'lead-asked-again': readMembers({}),
  'stage-changed': readMembers({ stage: readOneOf(...salesStages) }, reason),
  'prospect-approved': readMembers({}, reason),
  'prospect-rejected': readMembers({}, reason),
  'prospect-reopened': readMembers({}),
  flagged: readMembers({ flag: readOneOf(...flagCodes) }),
  'customer-made': readMembers(customer),
  'customer-arrived': readMembers(customer),
  'customer-linked': readMembers(customer),
  'hierarchy-created': readMembers({ number: readText }),
  'hierarchy-joined': readMembers({ number: readText }),
  'customers-written': readMembers({}),
  /** Columns of a row that was made in Sales: written in part, and not written at all. */
  'columns-too-short': readMembers({
    record: readOneOf('Lead', 'Account', 'Contact'),
    cut: readList(readText),
    tooLong: readList(readText),
  }),
  /** Columns that were left out because they are secured. */
  'columns-secured': readMembers({ record: readOneOf('Lead', 'Account', 'Contact'), columns: readList(readText) }),
  /** Fields that were changed here, came from Sales, are in Sales, are there in part, and have no room there. */
  'customer-edited': readMembers(customerFields, changes),
  'customer-taken': readMembers(customerFields, changes),
  'customer-written': readMembers(customerFields),
  'customer-cut': readMembers(customerFields),
  'customer-too-long': readMembers(customerFields),
  'customer-flagged': readMembers({ ...customer, flag: readOneOf(...flagCodes) }),
  'customer-found': readMembers(customer),
  /** Somebody wants its account or contact written again. */
  'customer-asked-again': readMembers(customer),
  /** Its account or contact was merged: into another one, which it follows now, or into another customer's. */
  'customer-rebound': readMembers(customer),
  'customer-merged': readMembers({ ...customer, into: readText }),
  /** What became of a decision's mail. Never stored: it stands in the ledger of mails. */
  mail: readMembers({ kind: readOneOf('approved', 'rejected'), state: readOneOf(...mailStates) }),
  /** A line that was stored in words, before lines were data. */
  worded: readMembers({ what: readText }, { why: readText }),
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

const actors = readEither<Actor>(readOneOf('sales', 'dual-write', 'headquarters'), readMembers({ name: readText }))
const isCode = (code: unknown): code is TimelineCode => typeof code === 'string' && Object.hasOwn(timelineCodes, code)

/** Reads a line; `undefined` when its code is not known, or something of it is missing or not what it has to be. */
export const readTimelineEntry: Read<TimelineEntry> = (value) => {
  const { at, actor, code, ...about } = readObject(value) ?? {}
  if (!isCode(code)) return undefined
  const known = { at: readInstant(at), actor: actors(actor), about: timelineCodes[code](about) }
  if (known.at === undefined || known.actor === undefined || known.about === undefined) return undefined
  return { at: known.at, actor: known.actor, code, ...known.about } as TimelineEntry
}
