// How much faster leads reach Sales when several are written at once, with a Sales that takes 20 ms for each request, those
// in a batch one after the other, and has the limits every organization has.

import { randomUUID } from 'node:crypto'
import hostSettings from '../../host.json' with { type: 'json' }
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { acceptOnboardingRequest } from '../../shared/domain/accept-onboarding-request.ts'
import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { createFetchToken, createTokenCache } from '../../shared/sales/access-token.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import { createDataverse, type Dataverse } from '../../shared/sales/dataverse.ts'
import { createGatheringDataverse, leadGathering } from '../../shared/sales/gather-creates.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import { createServiceLimits } from '../../shared/sales/service-limits.ts'
import { aRequest } from '../support/people.ts'
import { startChild } from './child.ts'
import { median, medianRatio, ratio } from './median.ts'
import { judged, type Line, note } from './table.ts'

const latencyMs = 20
const few = 120
const many = 1_000
const rounds = 15
/** Rounds of batches; each takes seconds, and all calls together stay below what Sales takes within five minutes. */
const batchRounds = 5
/** Rounds before the first that counts: code is still being compiled in them. */
const warmUps = 3
const parallel = 8
/** Messages that one instance of the app works on at once. */
const waiting = hostSettings.extensions.serviceBus.maxConcurrentCalls

const theRequest = (): OnboardingRequest => {
  const intake = acceptOnboardingRequest(aRequest('Fabrikam GmbH'), { channels: ['default'], defaultLanguage: 'en' })
  if (intake.outcome === 'refused') throw new Error('The request of the bench is refused.')
  return intake.request
}

/** @returns milliseconds it took */
const writeLeads = async (sales: Sales, round: string, writers: number, leads = few): Promise<number> => {
  const request = theRequest()
  let next = 0
  const writer = async (): Promise<void> => {
    while (next < leads) {
      next += 1
      const prospectId = deriveId('bench-lead', round, writers, next)
      const outcome = await sales.writeLead({
        prospectId,
        number: `P-${next}`,
        submittedAt: new Date().toISOString(),
        noteId: deriveId('bench-note', prospectId),
        request,
      })
      if (outcome !== 'created') throw new Error('A lead of the bench existed before.')
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: writers }, writer))
  return performance.now() - start
}

export const leadWrites = async (): Promise<Line[]> => {
  const org = await startChild<{ url: string }>(new URL('./sales-process.ts', import.meta.url), [String(latencyMs)])
  const { url } = org.first
  try {
    // Nothing listens there; no event leaves for a lead that is only created.
    await installLocally(url, 'http://127.0.0.1:9/api/sales/events', 'key-of-the-bench')
    const secret = { clientId: 'integration', clientSecret: 'integration', tenantId: 'local' }
    const token = createFetchToken({ ...secret, authority: url, resource: url }, fetch, Date.now)
    const client = createDataverse(url, createTokenCache(token, Date.now), fetch)
    const sales = createSales(client)
    let calls = 0
    const counted: Dataverse = (request) => {
      calls += 1
      return client(request)
    }
    // As the app is composed. A lead that the limits turned away would end the bench.
    const limits = createServiceLimits(Date.now)
    const gathered = createSales(
      createGatheringDataverse(limits.keep(counted), randomUUID, leadGathering(limits.atOnce)),
    )
    for (let round = 0; round < warmUps; round += 1) await writeLeads(sales, `warm-up ${round}`, parallel)
    const single: number[] = []
    const several: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      single.push(await writeLeads(sales, `round ${round}`, 1))
      several.push(await writeLeads(sales, `round ${round}`, parallel))
    }
    const batched: number[] = []
    await writeLeads(gathered, 'warm-up of batches', waiting, many)
    calls = 0
    for (let round = 0; round < batchRounds; round += 1)
      batched.push(await writeLeads(gathered, `batches ${round}`, waiting, many))
    const perLead = (milliseconds: readonly number[], leads = few) => (median(milliseconds) / leads).toFixed(1)
    return [
      judged(
        `leads per second at ${latencyMs} ms of Sales: ${parallel} at once ÷ one at a time`,
        [medianRatio(single, several)],
        { first: [7.5], stretch: [80], atLeast: true },
        ratio,
      ),
      note('of the fastest rounds', ratio(Math.min(...single) / Math.min(...several))),
      judged(
        `leads per second as the app writes them, ${many} waiting: $batch ÷ one at a time`,
        [median(single) / few / (median(batched) / many)],
        { first: [7.5], stretch: [80], atLeast: true },
        ratio,
      ),
      note(`calls for ${many} leads, of which the limits refused none`, String(Math.round(calls / batchRounds))),
      note(
        'milliseconds per lead',
        `${perLead(single)} one at a time, ${perLead(several)} with ${parallel} at once, ${perLead(batched, many)} in batches`,
      ),
    ]
  } finally {
    await org.close()
  }
}
