// Job *Synchronize orders and channel requests*: pulled requests become prospects, and each asks for its lead in Sales.

import type { PendingRequest } from '../../channel/channel-request.ts'
import type { Log } from '../../domain/log-events.ts'
import { type Send, writeLeadMessage } from '../../domain/messages.ts'
import type { Prospect } from '../../domain/prospect.ts'
import type { IncomingRequests } from '../store/intents.ts'
import type { TakeNumber } from '../store/number-sequences.ts'
import type { NewProspect, ProspectStore } from '../store/prospects.ts'
import { batchSize, type Job, notNoted, workThrough } from './job.ts'

export type SynchronizeDeps = {
  readonly incoming: Pick<IncomingRequests, 'next' | 'done'>
  readonly prospects: Pick<ProspectStore, 'createAll'>
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

const newProspect = async (deps: SynchronizeDeps, pulled: PendingRequest): Promise<NewProspect> => {
  const at = deps.now().toISOString()
  const prospect = prospectOf(pulled, await deps.takeNumber('prospect'), at)
  return { prospect, entries: [{ at, actor: 'headquarters', code: 'prospect-created', number: prospect.number }] }
}

const makeProspects = async (deps: SynchronizeDeps, pulled: readonly PendingRequest[]): Promise<void> => {
  // When an earlier run made one, what follows is done again all the same.
  const there = await deps.prospects.createAll(await Promise.all(pulled.map((request) => newProspect(deps, request))))
  for (const { requestId } of pulled)
    if (there.has(requestId)) deps.log.info('prospect-exists', { correlationId: requestId })
    else deps.log.info('prospect-created', { correlationId: requestId })
}

/** Runs the job once. */
export const synchronizeChannelRequests =
  (deps: SynchronizeDeps): Job =>
  (begins = notNoted) =>
    workThrough(
      'Synchronize',
      {
        next: (part) => deps.incoming.next(part, batchSize),
        work: async (part, pulled) => {
          await makeProspects(deps, pulled)
          // What was pulled goes only after the broker has the message, so a crash in between repeats the message.
          await deps.send(pulled.map(({ requestId }) => writeLeadMessage(requestId)))
          await deps.incoming.done(part, pulled)
          return pulled.length
        },
      },
      { ...deps, begins },
    )
