// When an applicant who did not answer a question is reminded of it, and when it is closed (PARTNERS I6). It is told from the
// ledger of mails and the present moment alone, so nothing else has to be stored of it.

import type { MailState } from './prospect-view.ts'

/** How often an applicant is reminded of one question. */
export const mostReminders = 2
export type ReminderNumber = 1 | 2

/** Milliseconds after a question was asked: of both reminders, and of its end. */
export type ReminderTimes = readonly [first: number, second: number, end: number]

const dayMs = 24 * 3_600_000
const form = /^([1-9]\d{0,2}) *, *([1-9]\d{0,2}) *, *([1-9]\d{0,2})$/

/**
 * Reads days such as `3,7,14`.
 * @returns `never` where there are none; `undefined` where they cannot be read, or one is no later than the one before
 */
export const readReminderTimes = (text: string): ReminderTimes | 'never' | undefined => {
  if (text.trim() === '') return 'never'
  const [, first, second, end] = form.exec(text.trim()) ?? []
  const days = [Number(first), Number(second), Number(end)] as const
  if (!(days[0] < days[1] && days[1] < days[2])) return undefined
  return [days[0] * dayMs, days[1] * dayMs, days[2] * dayMs]
}

/** A mail as the ledger has it. @member at when it came to that; milliseconds since 1970 */
export type MailOfQuestion = { readonly state: MailState; readonly at: number }

/** The mails about one question: the one that asked it, and the reminders; absent = none yet. */
export type QuestionMails = readonly [
  asked: MailOfQuestion | undefined,
  first: MailOfQuestion | undefined,
  second: MailOfQuestion | undefined,
]

/** It left, or never will: its reader complained, or nobody knows. What the provider refused waits for staff. */
const isOver = (state: MailState): boolean => state !== 'Waiting' && state !== 'Sending' && state !== 'Refused'

export type ReminderStep = { readonly remind: ReminderNumber } | 'close'

/**
 * What is to be done about an open question now, if anything. Each step waits for the mail before it, and then for as long as
 * the settings have between the two: a host that stood still makes up for nothing at once.
 * @param askedAt milliseconds since 1970, as `now` is
 */
export const reminderStep = (
  askedAt: number,
  mails: QuestionMails,
  times: ReminderTimes,
  now: number,
): ReminderStep | undefined => {
  const next = mails.indexOf(undefined)
  const done = next === -1 ? mails.length : next
  const before = mails[done - 1]
  if (!before || !isOver(before.state)) return undefined
  const [due = 0, dueBefore = 0] = [times[done - 1], times[done - 2]]
  const dueAt = Math.max(askedAt + due, before.at + due - dueBefore)
  if (now < dueAt) return undefined
  return done > mostReminders ? 'close' : { remind: done === 1 ? 1 : 2 }
}
