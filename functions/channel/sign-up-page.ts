// GET /sign-up: the form. POST /sign-up: takes it in as the API would, and answers with a page.

import { app, type HttpResponseInit } from '@azure/functions'
import { formStamp, wasFilledInTooFast } from '../../shared/channel/form-stamp.ts'
import { statusToken } from '../../shared/channel/request-status.ts'
import { honeypotName, requestBody, typedValues } from '../../shared/channel/sign-up-form.ts'
import type { SubmitResult } from '../../shared/channel/submit-request.ts'
import type { FieldError } from '../../shared/domain/field-checks.ts'
import { callerAddress, hasMediaType, isCrossSite, page, readText, seeOther } from '../../shared/platform/http.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { type SiteDeps, sitePage, type Visit } from './site-page.ts'

const loadPage = () => import('../../shared/channel/pages/sign-up-page.ts')

// Percent-encoding makes a form up to three times as large as the same request in JSON.
const bodyLimit = 96 * 1024

type Deps = SiteDeps & {
  readonly submit: (body: unknown, key?: string, network?: string) => Promise<SubmitResult>
  /** Milliseconds a person needs at least to fill in the form. */
  readonly leastFillMs: number
  readonly now: () => Date
  readonly attributes: readonly string[]
  readonly channel: string
  readonly tokenSecret: string
}

const form = async (
  deps: Deps,
  visit: Visit,
  values: Record<string, string>,
  errors: readonly FieldError[],
): Promise<HttpResponseInit> => {
  const { shown, language } = visit
  const { attributes, channel } = deps
  return page(
    (await loadPage()).signUpPage({
      ...shown,
      action: `/sign-up?language=${language}`,
      values,
      errors,
      attributes,
      channel,
      honeypotName,
      renderedAt: formStamp(deps.tokenSecret, deps.now().getTime()),
    }),
    errors.length > 0 ? 400 : 200,
  )
}

const confirmed = (deps: Deps, visit: Visit, requestId: string): HttpResponseInit =>
  seeOther(
    `/sign-up/confirmation?request=${requestId}&token=${statusToken(deps.tokenSecret, requestId)}&language=${visit.language}`,
  )

const takeIn = async (deps: Deps, visit: Visit): Promise<HttpResponseInit> => {
  const { request } = visit
  if (isCrossSite(request, [new URL(request.url).origin, deps.site.publicUrl])) return visit.refuse('cross-site')
  if (!hasMediaType(request, 'application/x-www-form-urlencoded')) return visit.refuse('unsupported-media-type')
  const body = await readText(request, bodyLimit)
  if ('code' in body) return visit.refuse(body.code)
  const fields = new URLSearchParams(body.text)
  const values = typedValues(fields, deps.attributes)
  if (fields.get(honeypotName)) {
    // A program must not learn that it was recognized: it gets the same answer, and nothing is stored.
    deps.log.info('honeypot-filled')
    return confirmed(deps, visit, deriveId('nobody', body.text))
  }
  if (wasFilledInTooFast(deps.tokenSecret, fields.get('renderedAt'), deps.now().getTime(), deps.leastFillMs)) {
    deps.log.info('form-too-fast')
    return visit.refuse('too-many-requests')
  }
  const result = await deps.submit(requestBody(values), undefined, callerAddress(request))
  if (result.outcome === 'refused') return form(deps, visit, values, result.errors)
  if (result.outcome === 'limited') return visit.refuse('too-many-requests')
  if (result.outcome === 'key-reused') return visit.refuse('idempotency-key-reused')
  deps.log.info('request-submitted', { requestId: result.requestId })
  return confirmed(deps, visit, result.requestId)
}

export const signUpPage = (deps: Deps): void =>
  app.http('SignUpPage', {
    route: 'sign-up',
    methods: ['GET', 'POST'],
    authLevel: 'anonymous',
    handler: sitePage(deps, async (visit) =>
      visit.request.method === 'POST' ? takeIn(deps, visit) : form(deps, visit, {}, []),
    ),
  })
