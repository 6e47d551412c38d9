// Job *Synchronize orders and channel requests*: pulled requests become prospects, and each asks for its lead in Sales.

import type { PendingRequest } from '../../channel/channel-request.ts'
import type { Log } from '../../domain/log-events.ts'
import { type Send, writeLeadMessage } from '../../domain/messages.ts'
import type { Prospect } from '../../domain/prospect.ts'
import type { IncomingRequests } from '../store/intents.ts'
import type { TakeNumber } from '../store/number-sequences.ts'
import type { ProspectStore } from '../store/prospects.ts'
import { batchSize, type JobReport, workThrough } from './job.ts'

export type SynchronizeDeps = {
  readonly incoming: Pick<IncomingRequests, 'next' | 'done'>
  readonly prospects: Pick<ProspectStore, 'create'>
  readonly send: Send
  readonly takeNumber: TakeNumber
  readonly now: () => Date
  readonly log: Log
}

const prospectOf = (pulled: PendingRequest, number: string, at: string): Prospect => ({
  prospectId: pulled.requestId,
  number,
  type: 'B2B prospect',
  status: 'Open',
  request: pulled.request,
  submittedAt: pulled.submittedAt,
  createdAt: at,
  changedAt: at,
  revision: 0,
  sales: { leadId: pulled.requestId, stage: 'Waiting for Sales' },
  flags: [],
})

const makeProspect = async (deps: SynchronizeDeps, pulled: PendingRequest): Promise<void> => {
  const at = deps.now().toISOString()
  const prospect = prospectOf(pulled, await deps.takeNumber('prospect'), at)
  const entry = { at, actor: 'headquarters', code: 'prospect-created', number: prospect.number } as const
  // When an earlier run made it, what follows is done again all the same.
  const outcome = await deps.prospects.create(prospect, [entry])
  deps.log.info(outcome === 'exists' ? 'prospect-exists' : 'prospect-created', { correlationId: pulled.requestId })
}

/** Runs the job once. */
export const synchronizeChannelRequests = (deps: SynchronizeDeps) => (): Promise<JobReport> =>
  workThrough(
    'Synchronize',
    async (part) => {
      const pulled = await deps.incoming.next(part, batchSize)
      if (pulled.length > 0) {
        await Promise.all(pulled.map((request) => makeProspect(deps, request)))
        // What was pulled goes only after the broker has the message, so a crash in between repeats the message.
        await deps.send(pulled.map(({ requestId }) => writeLeadMessage(requestId)))
        await deps.incoming.done(part, pulled)
      }
      return { seen: pulled.length, finished: pulled.length }
    },
    deps,
  )
