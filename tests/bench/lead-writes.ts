// How much faster leads reach Sales when several are written at once, with a Sales that takes 20 ms for each call.

import { installLocally } from '../../infra/local/start/neighbours.ts'
import { acceptOnboardingRequest } from '../../shared/domain/accept-onboarding-request.ts'
import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { cachedToken, clientSecretToken } from '../../shared/sales/access-token.ts'
import { dataverseClient } from '../../shared/sales/dataverse.ts'
import { dataverseSales, type Sales } from '../../shared/sales/sales.ts'
import { aRequest } from '../support/people.ts'
import { startChild } from './child.ts'
import { median, medianRatio, ratio } from './median.ts'
import { judged, type Line, note } from './table.ts'

const latencyMs = 20
const leads = 120
const rounds = 7
const parallel = 8

const theRequest = (): OnboardingRequest => {
  const intake = acceptOnboardingRequest(aRequest('Fabrikam GmbH'), { channels: ['default'], defaultLanguage: 'en' })
  if (intake.outcome === 'refused') throw new Error('The request of the bench is refused.')
  return intake.request
}

/** @returns milliseconds it took */
const writeLeads = async (sales: Sales, round: string, writers: number): Promise<number> => {
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
    const token = clientSecretToken({ ...secret, authority: url, resource: url }, fetch, Date.now)
    const sales = dataverseSales(dataverseClient(url, cachedToken(token, Date.now), fetch))
    await writeLeads(sales, 'warm-up', parallel)
    const single: number[] = []
    const several: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      single.push(await writeLeads(sales, `round ${round}`, 1))
      several.push(await writeLeads(sales, `round ${round}`, parallel))
    }
    const perLead = (milliseconds: readonly number[]) => (median(milliseconds) / leads).toFixed(1)
    return [
      judged(
        `leads per second at ${latencyMs} ms of Sales: ${parallel} at once ÷ one at a time`,
        [medianRatio(single, several)],
        { first: [7.5], stretch: [80], atLeast: true },
        ratio,
      ),
      note('of the fastest rounds', ratio(Math.min(...single) / Math.min(...several))),
      note('milliseconds per lead', `${perLead(single)} one at a time, ${perLead(several)} with ${parallel} at once`),
    ]
  } finally {
    await org.close()
  }
}
