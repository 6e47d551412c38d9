// Sends one webhook request the way Dataverse does: authentication by key, header or query string, 60 seconds, one more
// attempt after 502, 503 and 504. https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks

import { type Context, trimContext } from '../events/context.ts'
import { readSettings } from '../rules/webhook-settings.ts'
import type { Values } from '../schema/types.ts'

export type Delivery =
  | { readonly delivered: true; readonly attempts: number }
  | { readonly delivered: false; readonly attempts: number; readonly code: string; readonly message: string }

const timeoutMs = 60_000
const sizeLimit = 256 * 1024
const worthAnotherAttempt = new Set([502, 503, 504])

const authenticate = (endpoint: Values): { url: string; headers: Record<string, string> } => {
  const url = new URL(String(endpoint['url']))
  const value = String(endpoint['authvalue'] ?? '')
  const settings = readSettings(value) ?? []
  if (endpoint['authtype'] === 4) url.searchParams.append('code', value)
  if (endpoint['authtype'] === 6) for (const [name, text] of settings) url.searchParams.append(name, text)
  const headers = endpoint['authtype'] === 5 ? Object.fromEntries(settings) : {}
  return { url: url.href, headers }
}

type Attempt = { status: number } | { failure: string; timedOut: boolean }

const attempt = async (
  url: string,
  headers: Record<string, string>,
  body: string,
  stop: AbortSignal,
): Promise<Attempt> => {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), stop])
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    await response.body?.cancel()
    return { status: response.status }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error), timedOut }
  }
}

/**
 * Delivers a context to an endpoint.
 * @param options.organization the host name of the organization
 * @param options.stop ends a delivery in progress
 */
export const sendWebhook = async (
  endpoint: Values,
  context: Context,
  options: { organization: string; stop: AbortSignal },
): Promise<Delivery> => {
  const payload = trimContext(context, sizeLimit)
  if (!payload) {
    return {
      delivered: false,
      attempts: 0,
      code: '0x80050207',
      message: 'The webhook payload is too large to be sent.',
    }
  }
  const { url, headers } = authenticate(endpoint)
  const sent = {
    'content-type': 'application/json; charset=utf-8',
    'x-ms-dynamics-organization': options.organization,
    'x-ms-dynamics-entity-name': String(context['PrimaryEntityName']),
    'x-ms-dynamics-request-name': String(context['MessageName']),
    'x-ms-correlation-request-id': String(context['CorrelationId']),
    ...(payload.exceeded ? { 'x-ms-dynamics-msg-size-exceeded': 'true' } : {}),
    ...headers,
  }
  for (let attempts = 1; ; attempts += 1) {
    const result = await attempt(url, sent, payload.text, options.stop)
    if ('failure' in result) {
      const code = result.timedOut ? '0x80050202' : '0x80050205'
      return { delivered: false, attempts, code, message: `The webhook call failed: ${result.failure}` }
    }
    if (result.status >= 200 && result.status < 300) return { delivered: true, attempts }
    if (attempts === 1 && worthAnotherAttempt.has(result.status)) continue
    const message = `The webhook call failed because the http request received a response with status ${result.status}.`
    return { delivered: false, attempts, code: '0x80050201', message }
  }
}
