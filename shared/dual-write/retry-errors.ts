// What staff do about catch-up errors: retry and dismiss them.

import { asNew, type MessageOf, type Send } from '../domain/messages.ts'
import type { Stored } from '../platform/stored.ts'
import { delayAt } from './bridge.ts'
import type { CatchUpError, CatchUpErrorStore } from './store/catch-up-errors.ts'

export type RetryResult = 'done' | 'unknown' | 'unreadable'

export type RetryErrorsDeps = {
  readonly errors: CatchUpErrorStore
  readonly send: Send
  /** Lets a mail of unknown end be sent once more. */
  readonly allowOneMore: (message: MessageOf<'decision-mail'>, at: string) => Promise<void>
}

/** As many as one request can do before whoever waits for it gives up. */
const retriedAtOnce = 500

/** An error whose retry may have an effect twice: somebody decides that for each alone. */
const mayHappenTwice = ({ code }: CatchUpError): boolean => code === 'mail-unknown'

const sendAgain = async (deps: RetryErrorsDeps, stored: Stored<CatchUpError>, delayMs = 0): Promise<RetryResult> => {
  const { message } = stored.value
  if (!message) return 'unreadable'
  // When it failed stays as it was: a retry is no failure. Sent before it is marked: a crash in between retries once more, which is safe.
  await deps.send([asNew(message)], delayMs)
  await deps.errors.replace(stored, { ...stored.value, state: 'Retried' })
  return 'done'
}

/** Does the work of one error again; a mail of unknown end is sent once more, knowing that it may arrive twice. */
export const retryError = async (deps: RetryErrorsDeps, errorId: string, at: string): Promise<RetryResult> => {
  const stored = await deps.errors.read(errorId)
  if (!stored) return 'unknown'
  const { message } = stored.value
  if (message?.type === 'decision-mail' && mayHappenTwice(stored.value)) await deps.allowOneMore(message, at)
  return sendAgain(deps, stored)
}

export type RetriedMany = {
  readonly retried: number
  /** Open ones that cannot be done again, or only by a decision of their own. */
  readonly impossible: number
  /** There are more: one request does a bounded part. */
  readonly isMore: boolean
}

/** Can be done again without a decision of its own. */
const isRetryable = (error: CatchUpError): boolean => error.message !== undefined && !mayHappenTwice(error)

/**
 * Does the work of open errors again, spread over time, until all were seen or so many were retried. Mails of unknown end
 * are left to a decision of their own.
 */
export const retryAllErrors = async (deps: RetryErrorsDeps, most = retriedAtOnce): Promise<RetriedMany> => {
  let retried = 0
  let impossible = 0
  for await (const stored of deps.errors.every()) {
    if (stored.value.state !== 'Open') continue
    if (!isRetryable(stored.value)) impossible += 1
    else if (retried >= most) return { retried, impossible, isMore: true }
    else if ((await sendAgain(deps, stored, delayAt(retried))) === 'done') retried += 1
  }
  return { retried, impossible, isMore: false }
}

/** Puts an error aside for good, with the reason; it stays listed. */
export const dismissError = async (
  errors: CatchUpErrorStore,
  errorId: string,
  reason: string,
): Promise<RetryResult> => {
  const stored = await errors.read(errorId)
  if (!stored) return 'unknown'
  await errors.replace(stored, { ...stored.value, state: 'Dismissed', dismissedBecause: reason })
  return 'done'
}
