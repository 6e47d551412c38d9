// Answers the token endpoint.
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { ApiResponse } from '../base/api.ts'
import type { Service } from './answer-api.ts'
import { faultAnswer } from './faults.ts'
import { lowerHeaders, readBody } from './read-request.ts'

/**
 * Answers a request for a token of a tenant.
 * @returns the answer, or `lost` when a fault ends the connection instead
 */
export const answerToken = async (
  service: Service,
  request: IncomingMessage,
  tenant: string,
): Promise<ApiResponse | 'lost'> => {
  service.counter.count('token', false)
  const asked = { method: 'POST', path: request.url ?? '', headers: lowerHeaders(request), inBatch: false }
  const fault = service.faults?.({ ...asked, operation: 'token' })
  if (fault?.delayMs) await delay(fault.delayMs)
  if (fault?.lose) return 'lost'
  const instead = fault && faultAnswer(fault)
  if (instead) return instead
  const form = new URLSearchParams(await readBody(request))
  const { status, body } = service.tokens.grant(decodeURIComponent(tenant), form, service.origins())
  return { status, headers: { 'Cache-Control': 'no-store' }, body }
}
