// The id of the mail that tells of a decision, or that the request was received.

import type { ReminderNumber } from '../domain/question-reminders.ts'
import { deriveId } from '../platform/ids.ts'

/** The number under which the ledger keeps the mail that says that a request was received. */
export const receivedNumber = 0

/**
 * The number under which the ledger keeps the mail of a question, or a reminder of it; greater than any number of a decision.
 * @param reminder which one; absent = the mail that asks it
 */
export const questionMailNumber = (question: number, reminder?: ReminderNumber): number =>
  reminder === undefined ? 800_000 + question : 810_000 + question * 10 + reminder

const questionMails = [undefined, 1, 2] as const

/** Which mail of a question has a number in the ledger: the one that asks it, or a reminder; `undefined` = none of them. */
export const questionMailOf = (
  question: number,
  number: number,
): { readonly reminder?: ReminderNumber | undefined } | undefined => {
  const reminder = questionMails.find((each) => questionMailNumber(question, each) === number)
  return reminder === undefined && number !== questionMailNumber(question) ? undefined : { reminder }
}

/**
 * Under these the ledger keeps the mails that repeat a link: the last three, each until it is a day old. Greater than any
 * number of a decision.
 */
export const linkAgainNumbers: readonly number[] = [900_001, 900_002, 900_003]

/** The same however often the mail is asked for. @param cause where a number is used for one cause after the other */
export const decisionMailId = (prospectId: string, decision: number, cause?: string): string =>
  deriveId('mail', prospectId, decision, ...(cause === undefined ? [] : [cause]))
