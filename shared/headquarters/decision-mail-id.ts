// The id of the mail that tells of a decision, or that the request was received.

import { deriveId } from '../platform/ids.ts'

/** The number under which the ledger keeps the mail that says that a request was received. */
export const receivedNumber = 0

/** The number under which the ledger keeps the mail of a question; greater than any number of a decision. */
export const questionMailNumber = (question: number): number => 800_000 + question

/**
 * Under these the ledger keeps the mails that repeat a link: the last three, each until it is a day old. Greater than any
 * number of a decision.
 */
export const linkAgainNumbers: readonly number[] = [900_001, 900_002, 900_003]

/** The same however often the mail is asked for. @param cause where a number is used for one cause after the other */
export const decisionMailId = (prospectId: string, decision: number, cause?: string): string =>
  deriveId('mail', prospectId, decision, ...(cause === undefined ? [] : [cause]))
