// What staff do about one catch-up error: retry or dismiss it.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { type ApplicantMailMessage, asNew, isApplicantMail, type Send } from '../domain/messages.ts'
import { needsSales } from '../domain/needs-sales.ts'
import type { Stored } from '../platform/stored.ts'
import { type KeptError, mayHappenTwice } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'

export type RetryResult = 'done' | 'unknown' | 'unreadable'

export type RetryErrorsDeps = {
  readonly errors: Pick<CatchUpErrorStore, 'read' | 'replace'>
  readonly send: Send
  /** Absent: Sales. Without it, what needs it is not tried. */
  readonly desk?: ApprovalDesk
  /** Lets a mail of unknown end be sent once more. */
  readonly allowOneMore: (message: ApplicantMailMessage, at: string) => Promise<void>
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
  if (deps.desk === 'headquarters' && message && needsSales(message)) return 'unreadable'
  if (message && isApplicantMail(message) && mayHappenTwice(stored.value)) await deps.allowOneMore(message, at)
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
