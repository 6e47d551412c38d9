// What a prospect's timeline tells, as data: a code for what happened, what it happened to, when, and who did it. It is
// worded where it is shown.

import { erasureCauses } from './erasure.ts'
import { flagCodes } from './flags.ts'
import { mailKinds, mailStates } from './prospect-view.ts'
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
import { requestStatuses } from './request-status.ts'
import { salesStages } from './sales-outcome.ts'
import { partnerStatuses, userChangeKinds } from './users/user.ts'

const customer = { number: readText, type: readOneOf('Organization', 'Person') }
const customerFields = { ...customer, fields: readList(readText) }
/** From what to what, and who in Sales; absent on lines that were stored before this was told. */
export const readChanges = readList(readMembers({ path: readText }, { before: readText, after: readText }))
const changes = { changes: readChanges, by: readText }
/** Who it is, from what to what, and when a partner's Admin asked for it; absent on lines of earlier versions. */
const changedUser = { userId: readText, changes: changes.changes, askedAt: readInstant }
const toldUsers = readList(
  readMembers({ customerId: readText, name: readText, role: readOneOf('Admin', 'User'), status: readText }),
)
const reason = { reason: readText, statusReason: readText, decidedBy: readText }

/** Everything that can be told, with what is known of it. A code, once used, stands in stored rows. */
const timelineCodes = {
  /** With the site that sent the request, where it proved itself by its key, and when job P-0001 pulled it. */
  'prospect-created': readMembers({ number: readText }, { site: readText, pulledAt: readInstant }),
  'lead-written': readMembers({}),
  /** Somebody wants a lead written again that Sales lost. */
  'lead-asked-again': readMembers({}),
  'stage-changed': readMembers({ stage: readOneOf(...salesStages) }, reason),
  'prospect-approved': readMembers({}, reason),
  'prospect-rejected': readMembers({}, reason),
  'prospect-reopened': readMembers({}),
  /** The requestor followed the link of the mail. */
  'address-confirmed': readMembers({}),
  /** The applicant took the request back; too late where it is decided. */
  'prospect-withdrawn': readMembers({}),
  'withdrawn-too-late': readMembers({}),
  /** Nobody confirmed the address in time. */
  'prospect-unconfirmed': readMembers({}),
  /** What was personal of it is gone, with the lines that were here. */
  'prospect-erased': readMembers({ because: readOneOf(...erasureCauses) }),
  flagged: readMembers({ flag: readOneOf(...flagCodes) }),
  'customer-made': readMembers(customer),
  'customer-arrived': readMembers(customer),
  'customer-linked': readMembers(customer),
  'hierarchy-created': readMembers({ number: readText }),
  'hierarchy-joined': readMembers({ number: readText }),
  /** Staff gave it another name, or other channels. */
  'hierarchy-edited': readMembers({ number: readText }, { changes: changes.changes }),
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
  /** Credit: a change waits for a second person, who confirmed it, or withdrew it; by whom it was wanted, and from when. */
  'credit-proposed': readMembers(customerFields, changes),
  'credit-confirmed': readMembers(customerFields, { ...changes, proposedBy: readText }),
  'credit-withdrawn': readMembers(customerFields, { ...changes, proposedBy: readText }),
  /** Staff copied terms of the first Admin of a hierarchy to it, or took that back. */
  'override-applied': readMembers(customerFields, changes),
  'override-undone': readMembers(customerFields, changes),
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
  /** A user of the partner: what was done, and what was not taken, by the number of its customer where it has one. */
  'user-changed': readMembers(
    { number: readText, change: readOneOf(...userChangeKinds) },
    { role: readText, reason: readText, ...changedUser },
  ),
  'user-refused': readMembers(
    { change: readOneOf(...userChangeKinds), why: readText },
    { holder: readText, userId: readText, askedAt: readInstant },
  ),
  /** What job 1010 told the channel: what became of the request, and of which users, each with the status it has there. */
  'channel-told': readMembers({ status: readOneOf(...requestStatuses), users: toldUsers }),
  /** What it told the channel of a partner and its users. */
  'partner-told': readMembers({ status: readOneOf(...partnerStatuses), users: toldUsers }),
  /** Staff decided in headquarters: it holds from then on, or waits for a second Approver; and what became of that. */
  'ruling-made': readMembers({ decision: readOneOf('Approved', 'Rejected'), from: readInstant }, { reason: readText }),
  'ruling-proposed': readMembers({ decision: readOneOf('Approved', 'Rejected') }, { reason: readText }),
  'ruling-confirmed': readMembers({ decision: readOneOf('Approved', 'Rejected'), from: readInstant }),
  'ruling-declined': readMembers({ decision: readOneOf('Approved', 'Rejected'), reason: readText }),
  'ruling-taken-back': readMembers({ decision: readOneOf('Approved', 'Rejected'), reason: readText }),
  'reopened-here': readMembers({ reason: readText }),
  'flag-dismissed': readMembers({ flag: readOneOf(...flagCodes), reason: readText }),
  /** The applicant was asked something, by staff or by a seller; staff took that back; and what the applicant answered. */
  'question-asked': readMembers({ question: readText, fields: readList(readText) }),
  'question-taken-back': readMembers({ reason: readText }),
  /** Nobody answered it in time. */
  'question-unanswered': readMembers({}),
  'question-answered': readMembers({ answer: readText, changes: readChanges }),
  /** Nobody waited for it any more: what it would have changed stays. */
  'answer-too-late': readMembers({ answer: readText, changes: readChanges }),
  /** Staff want no mail about the decision, or want it after all. */
  'mail-unwanted': readMembers({ reason: readText }),
  'mail-wanted': readMembers({ reason: readText }),
  /** Staff had one sent again that did not reach its reader, or need no other. */
  'mail-again': readMembers({ kind: readOneOf(...mailKinds), reason: readText }),
  'mail-settled': readMembers({ reason: readText }),
  /** What became of a decision's mail. Never stored: it stands in the ledger of mails. */
  mail: readMembers({ kind: readOneOf(...mailKinds), state: readOneOf(...mailStates) }),
  /** A line that was stored in words, before lines were data. */
  worded: readMembers({ what: readText }, { why: readText }),
} as const satisfies Readonly<Record<string, Read<object>>>

type Codes = typeof timelineCodes
export type TimelineCode = keyof Codes

/** Those that are stored, and so stand in the log of changes. */
export const storedTimelineCodes = Object.keys(timelineCodes).filter((code) => code !== 'mail') as TimelineCode[]

/** A part of the system, a job by its name, or somebody by the name that is known, and by id where that is another. */
export type Actor =
  | 'sales'
  | 'dual-write'
  | 'headquarters'
  | 'applicant'
  | { readonly job: string }
  | { readonly name: string; readonly id?: string }

/** One text for who it was, by which changes are looked for. */
export const actorId = (actor: Actor): string => {
  if (typeof actor === 'string') return actor
  return 'job' in actor ? actor.job : (actor.id ?? actor.name)
}

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

export const readActor: Read<Actor> = readEither<Actor>(
  readOneOf('sales', 'dual-write', 'headquarters', 'applicant'),
  readEither<Actor>(readMembers({ job: readText }), readMembers({ name: readText }, { id: readText })),
)
const isCode = (code: unknown): code is TimelineCode => typeof code === 'string' && Object.hasOwn(timelineCodes, code)

/** Reads a line; `undefined` when its code is not known, or something of it is missing or not what it has to be. */
export const readTimelineEntry: Read<TimelineEntry> = (value) => {
  const { at, actor, code, ...about } = readObject(value) ?? {}
  if (!isCode(code)) return undefined
  const known = { at: readInstant(at), actor: readActor(actor), about: timelineCodes[code](about) }
  if (known.at === undefined || known.actor === undefined || known.about === undefined) return undefined
  return { at: known.at, actor: known.actor, code, ...known.about } as TimelineEntry
}
