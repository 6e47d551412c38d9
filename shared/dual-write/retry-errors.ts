// What staff do about one catch-up error: retry or dismiss it.

import { asNew, type MessageOf, type Send } from '../domain/messages.ts'
import type { Stored } from '../platform/stored.ts'
import { type KeptError, mayHappenTwice } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'

export type RetryResult = 'done' | 'unknown' | 'unreadable'

export type RetryErrorsDeps = {
  readonly errors: Pick<CatchUpErrorStore, 'read' | 'replace'>
  readonly send: Send
  /** Lets a mail of unknown end be sent once more. */
  readonly allowOneMore: (message: MessageOf<'decision-mail'>, at: string) => Promise<void>
}

const sendAgain = async (deps: RetryErrorsDeps, stored: Stored<KeptError>): Promise<RetryResult> => {
  const { message } = stored.value
  if (!message) return 'unreadable'
  // When it failed stays as it was: a retry is no failure. Sent before it is marked: a crash in between retries once more, which is safe.
  await deps.send([asNew(message)])
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

/** Puts an error aside for good, with the reason; it stays listed. */
export const dismissError = async (
  errors: RetryErrorsDeps['errors'],
  errorId: string,
  reason: string,
): Promise<RetryResult> => {
  const stored = await errors.read(errorId)
  if (!stored) return 'unknown'
  await errors.replace(stored, { ...stored.value, state: 'Dismissed', dismissedBecause: reason })
  return 'done'
}
