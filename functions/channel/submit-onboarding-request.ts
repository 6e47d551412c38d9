// POST /api/onboarding-requests: takes in a request from any B2B site.

import { app } from '@azure/functions'
import { statusAddress } from '../../shared/channel/status-address.ts'
import type { SubmitResult } from '../../shared/channel/submit-request.ts'
import { answering, callerAddress, hasMediaType, json, problem, readText } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'

const bodyLimit = 32 * 1024
const visibleAscii = /^[\x21-\x7e]{1,255}$/

type Deps = {
  readonly submit: (body: unknown, key?: string, network?: string) => Promise<SubmitResult>
  readonly publicUrl: string
  readonly tokenSecret: string
  readonly log: Log
}

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

export const submitOnboardingRequest = (deps: Deps): void =>
  app.http('SubmitOnboardingRequest', {
    route: 'api/onboarding-requests',
    methods: ['POST'],
    authLevel: 'anonymous',
    handler: answering(deps.log, async (request) => {
      if (!hasMediaType(request, 'application/json')) return problem('unsupported-media-type')
      const key = request.headers.get('idempotency-key') ?? undefined
      if (key !== undefined && !visibleAscii.test(key)) return problem('invalid-idempotency-key')
      const body = await readText(request, bodyLimit)
      if ('code' in body) return problem(body.code)
      const parsed = parse(body.text)
      if (!parsed) return problem('unreadable-body')
      const result = await deps.submit(parsed.value, key, callerAddress(request))
      if (result.outcome === 'refused') return problem('invalid-request', result.errors)
      if (result.outcome === 'limited') return problem('too-many-requests')
      if (result.outcome === 'key-reused') return problem('idempotency-key-reused')
      const { requestId } = result
      deps.log.info('request-submitted', { requestId })
      return json(202, {
        requestId,
        status: 'Submitted',
        statusUrl: statusAddress(deps.publicUrl, deps.tokenSecret, requestId),
      })
    }),
  })
