// Job 1010 (Customers): the channel learns what became of a request and who may sign in; then the approval mail may go.

import { type RequestState, type RequestStatus, requestKey, type UserRow, userKey } from '../../channel/rows.ts'
import type { Log } from '../../domain/log-events.ts'
import { decisionMailMessage, type Send } from '../../domain/messages.ts'
import type { ProspectStatus } from '../../domain/prospect.ts'
import { create, put, type Row, removeUnchanged, replace, type Table, type Write } from '../../platform/table.ts'
import type { ChannelPush } from '../channel-push.ts'
import { allOf } from '../keys.ts'
import { batchSize, forEachShard, type JobReport, jobTimeMs } from './job.ts'

export type PushDeps = {
  readonly channel: Table
  readonly headquarters: Table
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

const usersOf = ({ users }: ChannelPush): Write[] =>
  users.map((user) => put(userKey(user.customerId), { ...user, status: 'Active' } satisfies UserRow))

/** An approval is final, so nothing the channel knows can be later, and all of a partition go together. */
const tellApprovals = async (channel: Table, shard: string, pushes: readonly ChannelPush[]): Promise<boolean> => {
  const writes = pushes.flatMap((push) => [put(requestKey(push.prospectId), stateOf(push)), ...usersOf(push)])
  // Several onboardings can share a person, and a transaction takes each row once.
  const distinct = new Map(writes.map((write) => [write.key, write]))
  return (await channel.write(shard, [...distinct.values()])) === 'written'
}

/** Whether the channel knows this or something later now. */
const tellOther = async (channel: Table, shard: string, push: ChannelPush): Promise<boolean> => {
  const key = requestKey(push.prospectId)
  const state = stateOf(push)
  const row = await channel.read<RequestState>(shard, key)
  if (row && row.value.revision >= push.revision) return true
  return (await channel.write(shard, [row ? replace(row, state) : create(key, state)])) === 'written'
}

/** What is left to do when the channel has been told. */
const finish = async (deps: PushDeps, shard: string, row: Row<ChannelPush>): Promise<void> => {
  const push = row.value
  if (push.status === 'Approved' && push.decision !== undefined && deps.mailAfterPush)
    await deps.send([decisionMailMessage(push.prospectId, push.decision)])
  deps.log.info('channel-told', { correlationId: push.prospectId, status: push.status })
  // A push that was renewed meanwhile stays for the next run.
  await deps.headquarters.write(shard, [removeUnchanged(row)])
}

const isApproval = ({ value }: Row<ChannelPush>): boolean => value.status === 'Approved'

/** @returns how many were told */
const pushAll = async (deps: PushDeps, shard: string, rows: readonly Row<ChannelPush>[]): Promise<number> => {
  const approvals = rows.filter(isApproval)
  const areTold =
    approvals.length > 0 &&
    (await tellApprovals(
      deps.channel,
      shard,
      approvals.map(({ value }) => value),
    ))
  const told = await Promise.all(
    rows.map(async (row) => {
      const isTold = isApproval(row) ? areTold : await tellOther(deps.channel, shard, row.value)
      if (isTold) await finish(deps, shard, row)
      return isTold
    }),
  )
  return told.filter(Boolean).length
}

/** Runs the job once. */
export const pushCustomersToChannel = (deps: PushDeps) => (): Promise<JobReport> =>
  forEachShard(
    async (shard) => {
      const rows = await deps.headquarters.range<ChannelPush>(shard, ...allOf('push'), batchSize)
      return { seen: rows.length, finished: await pushAll(deps, shard, rows) }
    },
    { now: deps.now, deadline: deps.now().getTime() + jobTimeMs, log: deps.log, job: '1010' },
  )
