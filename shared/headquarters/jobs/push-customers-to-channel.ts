// Job 1010 (Customers): the channel learns what became of a request and who may sign in; then the approval mail may go.

import type { RequestState } from '../../channel/channel-request.ts'
import type { ChannelRequests } from '../../channel/store/requests.ts'
import type { Log } from '../../domain/log-events.ts'
import { decisionMailMessage, type Send } from '../../domain/messages.ts'
import type { ProspectStatus } from '../../domain/prospect.ts'
import type { RequestStatus } from '../../domain/request-status.ts'
import type { Stored } from '../../platform/stored.ts'
import { unlessUnreadable } from '../../platform/unreadable-row.ts'
import type { ChannelPush } from '../channel-push.ts'
import type { ChannelPushes } from '../store/intents.ts'
import { batchSize, type JobReport, workThrough } from './job.ts'

export type PushDeps = {
  readonly requests: Pick<ChannelRequests, 'tellApprovals' | 'tell'>
  readonly pushes: Pick<ChannelPushes, 'next' | 'done'>
  readonly send: Send
  readonly mailAfterPush: boolean
  readonly now: () => Date
  readonly log: Log
}

const statuses: Record<ProspectStatus, RequestStatus> = { Open: 'InReview', Approved: 'Approved', Rejected: 'Declined' }

const stateOf = (push: ChannelPush): RequestState => ({
  requestId: push.prospectId,
  status: statuses[push.status],
  submittedAt: push.submittedAt,
  ...(push.decidedAt ? { decidedAt: push.decidedAt } : {}),
  revision: push.revision,
})

/** What is left to do when the channel has been told. */
const finish = async (deps: PushDeps, stored: Stored<ChannelPush>): Promise<void> => {
  const push = stored.value
  if (push.status === 'Approved' && push.decision !== undefined && deps.mailAfterPush)
    await deps.send([decisionMailMessage(push.prospectId, push.decision)])
  deps.log.info('channel-told', { correlationId: push.prospectId, status: push.status })
  await deps.pushes.done(stored)
}

const isApproval = ({ value }: Stored<ChannelPush>): boolean => value.status === 'Approved'

/** @returns how many were told */
const pushAll = async (deps: PushDeps, part: string, pushes: readonly Stored<ChannelPush>[]): Promise<number> => {
  const approvals = pushes.filter(isApproval).map(({ value }) => ({ state: stateOf(value), users: value.users }))
  const areApprovalsTold = approvals.length > 0 && (await deps.requests.tellApprovals(part, approvals))
  const told = await Promise.all(
    pushes.map(async (push) => {
      const isTold = isApproval(push)
        ? areApprovalsTold
        : await unlessUnreadable(deps.requests.tell(stateOf(push.value)), false)
      if (isTold) await finish(deps, push)
      return isTold
    }),
  )
  return told.filter(Boolean).length
}

/** Runs the job once. */
export const pushCustomersToChannel = (deps: PushDeps) => (): Promise<JobReport> =>
  workThrough(
    '1010',
    async (part) => {
      const pushes = await deps.pushes.next(part, batchSize)
      return { seen: pushes.length, finished: await pushAll(deps, part, pushes) }
    },
    deps,
  )
