// Job P-0001: pulls the requests that wait in the channel into headquarters.

import type { ChannelRequests } from '../../channel/store/requests.ts'
import type { Log } from '../../domain/log-events.ts'
import type { IncomingRequests } from '../store/intents.ts'
import { batchSize, type Job, notNoted, workThrough } from './job.ts'

export type PullDeps = {
  readonly requests: Pick<ChannelRequests, 'pending' | 'settle'>
  readonly incoming: Pick<IncomingRequests, 'add'>
  readonly now: () => Date
  readonly log: Log
}

/** Runs the job once. */
export const pullChannelRequests =
  (deps: PullDeps): Job =>
  (begins = notNoted) =>
    workThrough(
      'P-0001',
      {
        next: (part) => deps.requests.pending(part, batchSize, deps.now().toISOString().slice(0, 10)),
        work: async (part, pending) => {
          // Headquarters first: a request leaves the channel's list only after it is stored here.
          await deps.incoming.add(part, pending)
          await deps.requests.settle(part, pending)
          for (const { requestId } of pending) deps.log.info('request-pulled', { correlationId: requestId })
          return pending.length
        },
      },
      { ...deps, begins },
    )
