// One catch-up error: work that was given up, with its reason, and how it is stored.

import type { FailureCode } from '../../domain/failures.ts'
import { type Message, readMessage } from '../../domain/messages.ts'
import { type QueueName, queueNames } from '../../domain/queue-names.ts'
import { deriveId } from '../../platform/ids.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { anything, number, objectOf, oneOf, onlyTrue, type Reader, text } from '../../platform/shape.ts'

/** Where a row stands; what stands in it is not told. */
export type RowName = { readonly table: string; readonly partition: string; readonly key: string }

export type CatchUpError = {
  readonly errorId: string
  /** Where the message was; absent when this is about a stored row. */
  readonly queue?: QueueName
  /** The stored row that cannot be read. */
  readonly row?: RowName
  readonly code: FailureCode
  /** What to send again; absent when the message could not be read. */
  readonly message?: Message
  readonly prospectId?: string
  readonly tries: number
  readonly firstAt: string
  readonly lastAt: string
  readonly state: 'Open' | 'Retried' | 'Dismissed'
  readonly dismissedBecause?: string
}

/** An error as it is stored. An earlier version had no lists, a later one only that of the open ones by time. */
export type KeptError = CatchUpError & {
  /** It stood among the open ones by time. */
  readonly listed?: true
  /** It stands in every list that it belongs to. */
  readonly placed?: true
}

/** Codes that others gave have no end; what is no code at all was never stored. */
export const readFailureCode: Reader<FailureCode> = (value, at) => text(value, at) as FailureCode

const read = objectOf<Omit<KeptError, 'message'> & { readonly message?: unknown }>(
  {
    errorId: text,
    code: readFailureCode,
    tries: number,
    firstAt: text,
    lastAt: text,
    state: oneOf<CatchUpError['state']>({ Open: true, Retried: true, Dismissed: true }),
  },
  {
    queue: oneOf<QueueName>(queueNames),
    row: objectOf<RowName>({ table: text, partition: text, key: text }),
    message: anything,
    prospectId: text,
    dismissedBecause: text,
    listed: onlyTrue,
    placed: onlyTrue,
  },
)

/** What an earlier version took for a message and is none any more cannot be sent again. */
export const errorFormat = createRowFormat<KeptError>((value, at) => {
  const { message: body, ...error } = read(value, at)
  const message = readMessage(body)
  return { ...error, ...(message ? { message } : {}) }
})

/** The id of the error that a message leads to: the same whenever it fails. */
export const errorIdOf = (queue: QueueName, message: Pick<Message, 'type' | 'data'>): string =>
  deriveId('error', queue, message.type, JSON.stringify(message.data))

/** What failed: a type of message, or the queue or table of what is none. */
export const kindOf = ({ message, queue, row }: CatchUpError): string => message?.type ?? queue ?? row?.table ?? ''

/** Work whose retry may have an effect twice: somebody decides that for each alone. */
export const mayHappenTwice = ({ code }: Pick<CatchUpError, 'code'>): boolean => code === 'mail-unknown'

/** Can be done again without a decision of its own. */
export const isRetryable = (error: CatchUpError): boolean => error.message !== undefined && !mayHappenTwice(error)
