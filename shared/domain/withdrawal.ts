// The end of a request before anybody decided it: its applicant withdrew it, or never confirmed the address.

import { isKeptFlag, type ProspectFlag } from './flags.ts'
import type { Prospect } from './prospect.ts'
import { withoutQuestion } from './question.ts'
import type { SalesOutcome } from './sales-outcome.ts'
import type { TimelineEntry } from './timeline.ts'

export const withdrawalReasons = ['applicant', 'unconfirmed'] as const
export type WithdrawalReason = (typeof withdrawalReasons)[number]

export type Withdrawal = {
  /** When the applicant said so, or time was up; ISO 8601. */
  readonly at: string
  readonly because: WithdrawalReason
}

const codes = { applicant: 'prospect-withdrawn', unconfirmed: 'prospect-unconfirmed' } as const
const actors = { applicant: 'applicant', unconfirmed: 'headquarters' } as const

/**
 * An open prospect as it is once withdrawn: rejected, without a mail. What is decided stays as it was decided. What Sales
 * was flagged for needs nobody any more: where a lead is left to be closed, Sales is looked at again.
 * @param at now; ISO 8601
 * @returns `undefined` where nothing is left to withdraw
 */
export const withdrawn = (
  prospect: Prospect,
  withdrawal: Withdrawal,
  at: string,
): { readonly next: Prospect; readonly entries: readonly TimelineEntry[] } | undefined => {
  if (prospect.status !== 'Open') return undefined
  // What staff decided and could still have taken back gives way.
  const { ruling: _, reopened: __, ...rest } = prospect
  const next: Prospect = {
    ...rest,
    status: 'Rejected',
    flags: prospect.flags.filter(isKeptFlag),
    withdrawn: withdrawal,
    decision: { number: (prospect.decision?.number ?? 0) + 1, status: 'Rejected', decidedAt: at },
  }
  return {
    next: withoutQuestion(next, at),
    entries: [{ at, actor: actors[withdrawal.because], code: codes[withdrawal.because] }],
  }
}

/**
 * What Sales means for a prospect that was withdrawn: it stays so, and whoever works on it there, or won it, is told by a
 * flag. What cannot be read, was deleted or merged needs nobody any more.
 */
export const afterWithdrawal = ({ closing: _, ...found }: SalesOutcome): SalesOutcome => {
  const { status, stage } = found
  const isWorkedOn = status === 'Open' || stage === 'Lead qualified'
  const flags: readonly ProspectFlag[] =
    status === 'Approved' ? ['won-after-withdrawal'] : isWorkedOn ? ['withdrawn-in-sales'] : []
  return { ...found, status: 'Rejected', flags, writeCustomers: false }
}

/** Whether the requestor is told of the decision: whoever withdrew knows, and an address that nobody confirmed is left alone. */
export const isTold = ({ withdrawn: withdrawal }: Pick<Prospect, 'withdrawn'>): boolean => withdrawal === undefined
