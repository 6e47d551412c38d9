// The messages of the queues, as one table: what each type carries, and which queue it goes through. Ids only: what a
// message is about is read again when it is worked on.

import { channelNameForm } from './channel-name.ts'
import type { HierarchyRole } from './customer-hierarchy.ts'
import type { ReminderNumber } from './question-reminders.ts'
import type { QueueName } from './queue-names.ts'
import {
  type Read,
  readEither,
  readGuid,
  readInstant,
  readInteger,
  readList,
  readMatch,
  readMembers,
  readObject,
  readOneOf,
} from './readers.ts'

const most = 999_999

/** The row of Sales that an event is about. */
const salesHint = readEither<SalesHint>(
  readMembers({ leadId: readGuid }),
  readMembers({ opportunityId: readGuid }),
  readMembers({ accountId: readGuid }, { cameWith: readGuid }),
  readMembers({ contactId: readGuid }, { cameWith: readGuid }),
)

/**
 * `cameWith` of an account or contact is the lead that it came from, or else its own id: if it is a customer, the customer
 * is kept there. Absent where nothing but its id is known.
 */
export type SalesHint =
  | { readonly leadId: string }
  | { readonly opportunityId: string }
  | { readonly accountId: string; readonly cameWith?: string }
  | { readonly contactId: string; readonly cameWith?: string }

const readBy = readMatch(/^[\w.@:-]{1,100}$/)
/** What a filter of errors says: a code or a kind, as others gave it. */
const readFilter = readMatch(/^[\x20-\x7e]{1,200}$/)
const fewGuids = readList(readGuid)

/** What users are told by mail. */
export const userMailKinds = ['user-added', 'user-removed', 'sign-in-address-changed', 'sign-in-address-left'] as const
export type UserMailKind = (typeof userMailKinds)[number]

const messageTypes = {
  'write-lead': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid }) },
  'close-lead': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid }) },
  'write-answer': {
    queue: 'sales-writes',
    data: readMembers({ prospectId: readGuid, question: readInteger(1, most) }),
  },
  'note-erasure': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid }) },
  'write-question': {
    queue: 'sales-writes',
    data: readMembers({ prospectId: readGuid, question: readInteger(1, most) }),
  },
  'refuse-note': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid, noteId: readGuid }) },
  'write-customers': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid }) },
  'write-customer': { queue: 'sales-writes', data: readMembers({ customerId: readGuid }) },
  'show-prospect': { queue: 'sales-writes', data: readMembers({ prospectId: readGuid }) },
  'show-user': {
    queue: 'sales-writes',
    data: readMembers(
      { organizationId: readGuid, userId: readGuid, place: readMatch(/^[0-9a-f]$/) },
      { home: readMatch(/^[0-9a-f]$/) },
    ),
  },
  'write-customer-again': { queue: 'sales-writes', data: readMembers({ customerId: readGuid }) },
  'write-missing': {
    queue: 'sales-writes',
    data: readMembers({ by: readBy }, { place: readMatch(/^[0-9a-f|-]{1,60}$/), run: readInstant }),
  },
  'retry-errors': {
    queue: 'sales-writes',
    data: readMembers(
      { retryId: readGuid, at: readInstant, by: readBy },
      {
        code: readFilter,
        kind: readFilter,
        errorIds: (value: unknown) => (Array.isArray(value) && value.length <= 100 ? fewGuids(value) : undefined),
      },
    ),
  },
  'compare-all': { queue: 'sales-writes', data: readMembers({ run: readInstant }) },
  'sales-change': { queue: 'sales-changes', data: salesHint },
  'decide-prospect': { queue: 'sales-changes', data: readMembers({ prospectId: readGuid }) },
  'decision-mail': {
    queue: 'mail',
    data: readMembers({ prospectId: readGuid, decision: readInteger(1, most) }, { role: readOneOf('Admin', 'User') }),
  },
  'received-mail': { queue: 'mail', data: readMembers({ prospectId: readGuid }) },
  'question-mail': {
    queue: 'mail',
    data: readMembers({ prospectId: readGuid, question: readInteger(1, most) }, { reminder: readOneOf(1, 2) }),
  },
  'link-again': {
    queue: 'mail',
    data: readMembers({ askId: readGuid, addressHash: readMatch(/^[0-9a-f]{64}$/), askedAt: readInstant }),
  },
  'user-mail': {
    queue: 'mail',
    data: readMembers({
      userId: readGuid,
      organizationId: readGuid,
      number: readInteger(1, most),
      kind: readOneOf(...userMailKinds),
      home: readMatch(/^[0-9a-f]$/),
      place: readMatch(/^[0-9a-f]$/),
    }),
  },
  'sign-in-mail': { queue: 'mail', data: readMembers({ linkId: readGuid }) },
  'site-event': {
    queue: 'site-events',
    data: readMembers({
      channel: readMatch(channelNameForm),
      after: readInteger(0, Number.MAX_SAFE_INTEGER),
      through: readInteger(1, Number.MAX_SAFE_INTEGER),
    }),
  },
  'bridge-paused-mail': { queue: 'mail', data: readMembers({ pausedAt: readInstant, errors: readInteger(0, most) }) },
} as const satisfies Readonly<Record<string, { readonly queue: QueueName; readonly data: Read<object> }>>

type Types = typeof messageTypes
export type MessageType = keyof Types
type DataOf<T extends MessageType> = Exclude<ReturnType<Types[T]['data']>, undefined>

/** The envelope of one type of message. */
type Envelope<T extends MessageType> = {
  readonly type: T
  readonly data: DataOf<T>
  /** How often this work was put off; 0 the first time. */
  readonly attempt: number
  /** One id for everything that happens because of one submission or one event. */
  readonly correlationId: string
  /** When the work was first asked for; how long it may be put off counts from here. */
  readonly since?: string
}

type Messages = { readonly [T in MessageType]: Envelope<T> }

/** A message of any type. */
export type Message = Messages[MessageType]

/** A message of one type. */
export type MessageOf<T extends MessageType> = Messages[T]

/** A message of any of the types that go through a queue. */
export type MessageOn<Q extends QueueName> = {
  readonly [T in MessageType]: Types[T]['queue'] extends Q ? Messages[T] : never
}[MessageType]

/** Sends messages, each to its queue; returns when the broker has stored them, throws when it could not. */
export type Send = (messages: readonly Message[], delayMs?: number) => Promise<void>

/** The queue that a message goes through. */
export const queueOf = ({ type }: Pick<Message, 'type'>): QueueName => messageTypes[type].queue

/** Whether it is work with Sales, which waits while the bridge does; what only sends other work on does not. */
export const isForSales = ({ type }: Pick<Message, 'type'>): boolean =>
  type !== 'retry-errors' && type !== 'decide-prospect'

/** Whether a message belongs to a queue. */
export const isOn = <Q extends QueueName>(queue: Q, message: Message): message is MessageOn<Q> =>
  queueOf(message) === queue

const message = <T extends MessageType>(type: T, data: DataOf<T>, correlationId: string): Envelope<T> => ({
  type,
  data,
  attempt: 0,
  correlationId,
})

/** Asks for the lead of a prospect. */
export const writeLeadMessage = (prospectId: string): MessageOf<'write-lead'> =>
  message('write-lead', { prospectId }, prospectId)

/** Asks to tell sellers that a request was withdrawn, and to close its lead where nobody works on it. */
export const closeLeadMessage = (prospectId: string): MessageOf<'close-lead'> =>
  message('close-lead', { prospectId }, prospectId)

/** Asks to tell Sales what the applicant answered to a question, by its number. */
export const writeAnswerMessage = (prospectId: string, question: number): MessageOf<'write-answer'> =>
  message('write-answer', { prospectId, question }, prospectId)

/** Asks to tell sellers that headquarters erased what was personal of a prospect. */
export const noteErasureMessage = (prospectId: string): MessageOf<'note-erasure'> =>
  message('note-erasure', { prospectId }, prospectId)

/** Asks to tell Sales what the applicant is asked, by the number of the question. */
export const writeQuestionMessage = (prospectId: string, question: number): MessageOf<'write-question'> =>
  message('write-question', { prospectId, question }, prospectId)

/** Asks to tell a seller that a note asks nothing that can be asked. */
export const refuseNoteMessage = (prospectId: string, noteId: string): MessageOf<'refuse-note'> =>
  message('refuse-note', { prospectId, noteId }, prospectId)

/** Asks for the customers of an approved prospect that Sales does not have. */
export const writeCustomersMessage = (prospectId: string): MessageOf<'write-customers'> =>
  message('write-customers', { prospectId }, prospectId)

/** Asks to look at a customer that was changed here. */
export const writeCustomerMessage = (customerId: string): MessageOf<'write-customer'> =>
  message('write-customer', { customerId }, customerId)

/** Asks that Sales shows what headquarters made of a decision now, and not by and by. */
export const showProspectMessage = (prospectId: string): MessageOf<'show-prospect'> =>
  message('show-prospect', { prospectId }, prospectId)

/**
 * Asks that Sales shows what a user of a partner is now, or that it was not added.
 * @param user `place` says where the organization is kept, `home` where the user's customer is
 */
export const showUserMessage = (user: DataOf<'show-user'>): MessageOf<'show-user'> =>
  message('show-user', user, user.userId)

/** Asks for the account or contact of a customer that Sales lost: only people ask for it. */
export const writeCustomerAgainMessage = (customerId: string): MessageOf<'write-customer-again'> =>
  message('write-customer-again', { customerId }, customerId)

/**
 * Asks to go on with the round that writes again what Sales lost.
 * @param by the id of the member of staff who wants it
 * @param of when the round began, which names it; an earlier version told where its next part begins instead
 */
export const writeMissingMessage = (
  by: string,
  of: { readonly run?: string; readonly place?: string } = {},
): MessageOf<'write-missing'> => message('write-missing', { by, ...of }, 'write-missing')

/** Asks to go on with the comparison of everything. @param run when it began, which names it */
export const compareAllMessage = (run: string): MessageOf<'compare-all'> =>
  message('compare-all', { run }, 'compare-all')

/** Asks to retry catch-up errors: those of a code, of a kind, of some ids, or all. */
export const retryErrorsMessage = (order: DataOf<'retry-errors'>): MessageOf<'retry-errors'> =>
  message('retry-errors', order, order.retryId)

/** Asks to look at the prospect of a lead, or of an opportunity's lead, or at the customer of an account or contact. */
export const salesChangeMessage = (hint: SalesHint): MessageOf<'sales-change'> =>
  message('sales-change', hint, Object.values<string>(hint)[0] ?? '')

/** Asks to carry out what staff decided of a prospect, when its time has come. It needs no answer of Sales. */
export const decideProspectMessage = (prospectId: string): MessageOf<'decide-prospect'> =>
  message('decide-prospect', { prospectId }, prospectId)

/**
 * Asks for the mail that tells the requestor of a decision.
 * @param role that the channel was told of the person just now; it is read where it is absent
 */
export const decisionMailMessage = (
  prospectId: string,
  decision: number,
  role?: HierarchyRole,
): MessageOf<'decision-mail'> =>
  message('decision-mail', { prospectId, decision, ...(role ? { role } : {}) }, prospectId)

/** Asks for the mail that says that a request was received, and asks whether the address is right. */
export const receivedMailMessage = (prospectId: string): MessageOf<'received-mail'> =>
  message('received-mail', { prospectId }, prospectId)

/**
 * Asks for the mail that tells the requestor that something is asked.
 * @param question its number
 * @param reminder which reminder of it is asked for; absent = the mail that asks it
 */
export const questionMailMessage = (
  prospectId: string,
  question: number,
  reminder?: ReminderNumber,
): MessageOf<'question-mail'> =>
  message('question-mail', { prospectId, question, ...(reminder ? { reminder } : {}) }, prospectId)

/**
 * Asks for the mail with the links to the requests of an address.
 * @param ask.askId the same for whoever asks again within minutes
 * @param ask.addressHash the address itself goes through no queue; SHA-256 in hexadecimal digits
 */
export const linkAgainMessage = (ask: DataOf<'link-again'>): MessageOf<'link-again'> =>
  message('link-again', ask, ask.askId)

/**
 * Asks for a mail to a user of a partner.
 * @param order `number` is that of the ledger; `home` says where the customer is kept, `place` where its organization is
 */
export const userMailMessage = (order: DataOf<'user-mail'>): MessageOf<'user-mail'> =>
  message('user-mail', order, order.userId)

/** Asks for the mail with a link to sign in, if the address that it was asked for may. */
export const signInMailMessage = (linkId: string): MessageOf<'sign-in-mail'> =>
  message('sign-in-mail', { linkId }, linkId)

/** A message that asks for a mail to the requestor. */
export type ApplicantMailMessage = MessageOf<'decision-mail'> | MessageOf<'received-mail'> | MessageOf<'question-mail'>

export const isApplicantMail = (message: Message): message is ApplicantMailMessage =>
  message.type === 'decision-mail' || message.type === 'received-mail' || message.type === 'question-mail'

/**
 * Asks for the mail that tells staff that the bridge paused itself.
 * @param pausedAt ISO 8601
 * @param errors how many there were
 */
export const bridgePausedMailMessage = (pausedAt: string, errors: number): MessageOf<'bridge-paused-mail'> =>
  message('bridge-paused-mail', { pausedAt, errors }, pausedAt)

/**
 * Asks to tell a site that something changed on its channel.
 * @param after the number in the feed after which it begins
 * @param through the last one
 */
export const siteEventMessage = (channel: string, after: number, through: number): MessageOf<'site-event'> =>
  message('site-event', { channel, after, through }, `${channel}:${through}`)

/**
 * The same message as if it was asked for just now, under the id by which the log knows it. The role that a mail was asked
 * for with is left out: it may be another one by now, and is read anew.
 */
export const asNew = ({ since: _, ...rest }: Message): Message =>
  rest.type === 'decision-mail'
    ? { ...decisionMailMessage(rest.data.prospectId, rest.data.decision), correlationId: rest.correlationId }
    : { ...rest, attempt: 0 }

const isType = (type: unknown): type is MessageType => typeof type === 'string' && Object.hasOwn(messageTypes, type)

// Ids and moments of our own; it stands in every line of the log, so nothing else may.
const correlation = readMatch(/^[\w.:-]{0,100}$/)
const attempts = readInteger(0, most)

/**
 * Reads what a queue, or a stored row, holds. Everything is bounded: whoever may send to a queue must not be able to fill
 * a row, a log or a retry with something else.
 * @returns `undefined` for an unknown type, a member that the type does not have, an id that is no GUID, a number or text
 *   out of bounds. A count of tries or a beginning that cannot be read are those of a message that is new
 */
export const readMessage = (body: unknown): Message | undefined => {
  const { type, data, attempt, correlationId, since } = readObject(body) ?? {}
  if (!isType(type)) return undefined
  const known = {
    data: messageTypes[type].data(data),
    correlationId: correlation(correlationId),
    since: readInstant(since),
  }
  if (known.data === undefined || known.correlationId === undefined) return undefined
  return {
    type,
    data: known.data,
    attempt: attempts(attempt) ?? 0,
    correlationId: known.correlationId,
    ...(known.since === undefined ? {} : { since: known.since }),
  } as Message
}
