// What the channel has to be told of a prospect, kept until job 1010 has told it.

import type { ChannelUser } from '../channel/channel-request.ts'
import type { Prospect, ProspectStatus } from '../domain/prospect.ts'
import { type ShownQuestion, shownQuestion } from '../domain/question.ts'
import { isTold } from '../domain/withdrawal.ts'
import type { PartnerPush } from './users/partner-push.ts'

export type ChannelPush = {
  readonly prospectId: string
  /** The prospect's number; absent in what an earlier version stored. */
  readonly number?: string
  /** Revision of the prospect this tells of; the channel never goes back to an earlier one. */
  readonly revision: number
  readonly status: ProspectStatus
  readonly decision?: number
  readonly decidedAt?: string
  readonly submittedAt: string
  /** When the applicant confirmed the address. */
  readonly confirmedAt?: string
  /** The applicant gets no mail about it. */
  readonly isUntold?: true
  /** When the applicant withdrew it. */
  readonly withdrawnAt?: string
  /** What the applicant is asked. */
  readonly question?: ShownQuestion
  /** It was asked just now: once the channel shows it, the applicant is told by mail. */
  readonly isAsked?: true
  /** The last question that was answered, and when. */
  readonly answered?: { readonly number: number; readonly at: string }
  /** Who may sign in from now on, as an earlier version told it. */
  readonly users: readonly ChannelUser[]
  /** The partner that the approval made, or joined. */
  readonly partner?: PartnerPush
  /** The channel of the request. */
  readonly channel?: string
}

const questionOf = (prospect: Prospect): Pick<ChannelPush, 'question' | 'answered'> => {
  const question = shownQuestion(prospect)
  // One that came late may be of an earlier question.
  const last = prospect.answers?.toSorted((one, other) => one.number - other.number).at(-1)
  return {
    ...(question ? { question } : {}),
    ...(last ? { answered: { number: last.number, at: last.at } } : {}),
  }
}

/** The push of a change that asked the applicant something. @param revision as of `channelPush` */
export const questionPush = (prospect: Prospect, revision: number): ChannelPush => ({
  ...channelPush(prospect, revision),
  isAsked: true,
})

/** @param revision of the prospect after the change that is told */
export const channelPush = (prospect: Prospect, revision: number, partner?: PartnerPush): ChannelPush => ({
  prospectId: prospect.prospectId,
  number: prospect.number,
  revision,
  status: prospect.status,
  ...(prospect.status !== 'Open' && prospect.decision
    ? { decision: prospect.decision.number, decidedAt: prospect.decision.decidedAt }
    : {}),
  submittedAt: prospect.submittedAt,
  ...(prospect.confirmation?.confirmedAt ? { confirmedAt: prospect.confirmation.confirmedAt } : {}),
  ...(isTold(prospect) ? {} : { isUntold: true as const }),
  ...(prospect.withdrawn?.because === 'applicant' ? { withdrawnAt: prospect.withdrawn.at } : {}),
  ...questionOf(prospect),
  users: [],
  ...(partner ? { partner } : {}),
  ...(prospect.request.channel ? { channel: prospect.request.channel } : {}),
})
