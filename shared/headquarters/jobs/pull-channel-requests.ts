// Job P-0001: pulls the requests that wait in the channel into headquarters.

import type { ChannelRequests } from '../../channel/store/requests.ts'
import type { Log } from '../../domain/log-events.ts'
import type { IncomingRequests } from '../store/intents.ts'
import { batchSize, type JobReport, workThrough } from './job.ts'

export type PullDeps = {
  readonly requests: Pick<ChannelRequests, 'pending' | 'settle'>
  readonly incoming: Pick<IncomingRequests, 'add'>
  readonly now: () => Date
  readonly log: Log
}

/** Runs the job once. */
export const pullChannelRequests = (deps: PullDeps) => (): Promise<JobReport> =>
  workThrough(
    'P-0001',
    async (part) => {
      const pending = await deps.requests.pending(part, batchSize, deps.now().toISOString().slice(0, 10))
      if (pending.length > 0) {
        // Headquarters first: a request leaves the channel's list only after it is stored here.
        await deps.incoming.add(part, pending)
        await deps.requests.settle(part, pending)
        for (const { requestId } of pending) deps.log.info('request-pulled', { correlationId: requestId })
      }
      return { seen: pending.length, finished: pending.length }
    },
    deps,
  )
