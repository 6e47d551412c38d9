// A thousand requests that wait together, through the whole app: how many calls bring them into Sales, and whether its
// limits refuse any. The limits are those every organization has: 6,000 calls in 300 seconds, 52 at once.

import { defaultLimit } from '../../infra/local/sales/http/limits.ts'
import { startEnvironment } from '../support/environment.ts'
import { aRequest, quiet, runJobs, submit } from '../support/people.ts'
import { type Line, note } from './table.ts'

const many = 1_000
const together = 32
const latencyMs = 20

export const waitingProspects = async (): Promise<Line[]> => {
  const env = await startEnvironment({}, false, { sales: { latencyMs, rateLimit: defaultLimit } })
  try {
    for (let from = 0; from < many; from += together)
      await Promise.all(
        Array.from({ length: Math.min(together, many - from) }, (_, at) =>
          submit(env, aRequest(`Company ${from + at} of many`)),
        ),
      )
    await runJobs(env, 'PullChannelRequests')
    const before = env.sales.stats()
    const begun = performance.now()
    await runJobs(env, 'SynchronizeChannelRequests')
    await quiet(env)
    const seconds = (performance.now() - begun) / 1000
    const { requests, byOperation } = env.sales.stats()
    const leads = (byOperation['POST leads'] ?? 0) - (before.byOperation['POST leads'] ?? 0)
    const putOff = env.lines.filter((line) => line.includes('work-put-off')).length
    return [
      note(
        `${many} waiting requests through the whole app at ${latencyMs} ms of Sales`,
        `${leads} leads in ${requests - before.requests} calls, ${putOff} put off, ${seconds.toFixed(1)} s`,
      ),
    ]
  } finally {
    await env.close()
  }
}
