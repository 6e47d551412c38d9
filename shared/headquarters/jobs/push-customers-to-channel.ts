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
import { batchSize, type Job, notNoted, workThrough } from './job.ts'

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
const finish = async (deps: PushDeps, part: string, told: readonly Stored<ChannelPush>[]): Promise<void> => {
  const mails = told.flatMap(({ value: { status, decision, prospectId } }) =>
    status === 'Approved' && decision !== undefined && deps.mailAfterPush
      ? [decisionMailMessage(prospectId, decision)]
      : [],
  )
  if (mails.length > 0) await deps.send(mails)
  for (const { value } of told) deps.log.info('channel-told', { correlationId: value.prospectId, status: value.status })
  await deps.pushes.done(part, told)
}

const isApproval = ({ value }: Stored<ChannelPush>): boolean => value.status === 'Approved'

/**
 * Of several changes of one prospect only the last one's state is told; the users of all approvals are.
 * @param pushes of one part, those of a prospect in their order
 * @returns how many were told
 */
const pushAll = async (deps: PushDeps, part: string, pushes: readonly Stored<ChannelPush>[]): Promise<number> => {
  const approvals = pushes.filter(isApproval).map(({ value }) => ({ state: stateOf(value), users: value.users }))
  const areApprovalsTold = approvals.length > 0 && (await deps.requests.tellApprovals(part, approvals))
  const last = new Map(pushes.map((push) => [push.value.prospectId, push]))
  const told = new Set<string>()
  await Promise.all(
    [...last.values()].map(async (push) => {
      const isTold = isApproval(push)
        ? areApprovalsTold
        : await unlessUnreadable(deps.requests.tell(stateOf(push.value)), false)
      if (isTold) told.add(push.value.prospectId)
    }),
  )
  const finished = pushes.filter(({ value }) => told.has(value.prospectId))
  await finish(deps, part, finished)
  return finished.length
}

/** Runs the job once. */
export const pushCustomersToChannel =
  (deps: PushDeps): Job =>
  (begins = notNoted) =>
    workThrough(
      '1010',
      {
        next: (part) => deps.pushes.next(part, batchSize),
        work: (part, pushes) => pushAll(deps, part, pushes),
      },
      { ...deps, begins },
    )
