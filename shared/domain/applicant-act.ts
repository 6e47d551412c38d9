// What an applicant does about a request after submitting it, on its status page.

import type { GivenAnswer } from './question.ts'

export const applicantActs = ['confirm', 'withdraw', 'answer'] as const
export type ApplicantActName = (typeof applicantActs)[number]

/** Said once and kept until headquarters knows it. */
export type ApplicantAct = {
  readonly requestId: string
  readonly act: ApplicantActName
  /** ISO 8601. */
  readonly at: string
  /** What was answered to a question. */
  readonly answer?: GivenAnswer
}

/** Names what was done among all that one applicant does: a question is answered once. */
export const actName = ({ act, answer }: Pick<ApplicantAct, 'act' | 'answer'>): string =>
  answer === undefined ? act : `${act}-${answer.number}`
