// Requests and a log for tests of what answers over HTTP.

import { HttpRequest, InvocationContext } from '@azure/functions'
import { stranger } from '../../functions/admission.ts'
import type { ServeDeps } from '../../functions/serve.ts'
import hostSettings from '../../host.json' with { type: 'json' }
import type { Log } from '../../shared/domain/log-events.ts'
import { platformTrust, type WebAnswer } from '../../shared/platform/http.ts'
import { createLineLog } from '../../shared/platform/log.ts'
import { aSite } from './site-samples.ts'

export type RequestParts = {
  readonly method?: string
  readonly url?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

/** A request as a function gets it. */
export const httpRequest = (parts: RequestParts = {}): HttpRequest =>
  new HttpRequest({
    url: parts.url ?? 'https://partners.example/x',
    method: parts.method ?? 'POST',
    ...(parts.headers ? { headers: parts.headers } : {}),
    ...(parts.body === undefined
      ? {}
      : { body: typeof parts.body === 'string' ? { string: parts.body } : { bytes: parts.body } }),
  })

export const invocation = (): InvocationContext =>
  new InvocationContext({ functionName: 'Sample', invocationId: 'invocation-1' })

/** A log that keeps its lines. */
export const keptLog = (): { readonly log: Log; readonly lines: Record<string, unknown>[] } => {
  const lines: Record<string, unknown>[] = []
  const keep = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>)
  return { log: createLineLog({ log: keep, warn: keep, error: keep }), lines }
}

/** The headers an answer leaves the host with: those of host.json, and its own in their place. */
export const headersOf = (answer: WebAnswer): Headers => {
  const headers = new Headers(hostSettings.extensions.http.customHeaders)
  for (const [name, value] of Object.entries({ ...answer.headers } as Record<string, string>)) headers.set(name, value)
  return headers
}

/** What the checks of an address need, for an app that lets every member of staff in and limits nobody. */
export const serveDeps = (more: Partial<ServeDeps> = {}): ServeDeps => ({
  site: aSite(),
  tokenSecrets: ['x'.repeat(32)],
  salesEventKeys: [],
  siteKeys: new Map(),
  mailEventKey: '',
  callers: async () => ({
    user: async () => stranger,
    'partner admin': async () => stranger,
    site: async () => stranger,
  }),
  access: () => ({ outcome: 'allowed', who: { kind: 'staff', id: 'ada' }, role: 'Headquarters.Admin' }),
  addressTrust: platformTrust,
  count: async () => ({ outcome: 'admitted' }),
  now: () => new Date(),
  securityEvent: () => undefined,
  log: keptLog().log,
  ...more,
})
