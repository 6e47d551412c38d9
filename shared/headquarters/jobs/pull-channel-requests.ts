// Job P-0001: pulls the requests that wait in the channel into headquarters.

import { isRequest } from '../../channel/channel-request.ts'
import type { ChannelRequests } from '../../channel/store/requests.ts'
import type { Log } from '../../domain/log-events.ts'
import { gathered } from '../../platform/gathered.ts'
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
  (begins = notNoted) => {
    // What was pulled stands together, so parts that come at the same time are stored together.
    const add = gathered(deps.incoming.add)
    return workThrough(
      'P-0001',
      {
        next: (part) => deps.requests.pending(part, batchSize, deps.now().toISOString().slice(0, 10)),
        work: async (part, pending) => {
          // Headquarters first: a request leaves the channel's list only after it is stored here.
          const pulledAt = deps.now().toISOString()
          await add(pending.map((one) => (isRequest(one) ? { ...one, pulledAt } : one)))
          await deps.requests.settle(part, pending)
          for (const { requestId } of pending.filter(isRequest))
            deps.log.info('request-pulled', { correlationId: requestId })
          return pending.length
        },
      },
      { ...deps, begins },
    )
  }
