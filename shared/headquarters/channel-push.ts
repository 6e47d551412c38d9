// What the channel has to be told of a prospect, kept until job 1010 has told it.

import type { ChannelUser } from '../channel/channel-request.ts'
import type { Prospect, ProspectStatus } from '../domain/prospect.ts'

export type ChannelPush = {
  readonly prospectId: string
  /** Revision of the prospect this tells of; the channel never goes back to an earlier one. */
  readonly revision: number
  readonly status: ProspectStatus
  readonly decision?: number
  readonly decidedAt?: string
  readonly submittedAt: string
  /** Who may sign in from now on. */
  readonly users: readonly ChannelUser[]
}

/** @param revision of the prospect after the change that is told */
export const channelPush = (prospect: Prospect, revision: number, users: readonly ChannelUser[]): ChannelPush => ({
  prospectId: prospect.prospectId,
  revision,
  status: prospect.status,
  ...(prospect.status !== 'Open' && prospect.decision
    ? { decision: prospect.decision.number, decidedAt: prospect.decision.decidedAt }
    : {}),
  submittedAt: prospect.submittedAt,
  users,
})
