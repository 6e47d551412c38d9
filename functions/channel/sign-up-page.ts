// GET /sign-up: the form. POST /sign-up: takes it in as the API would, and answers with a page.

import { formStamp, wasFilledInTooFast } from '../../shared/channel/form-stamp.ts'
import { renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { honeypotName, requestBody, typedValues } from '../../shared/channel/sign-up-form.ts'
import { type PageContext, pageContext, type Site } from '../../shared/channel/site.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import type { SubmitResult } from '../../shared/channel/submit-request.ts'
import type { IntakeError } from '../../shared/domain/accept-onboarding-request.ts'
import type { TextsAt } from '../../shared/domain/field.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import type { FormPath } from '../../shared/domain/onboarding-fields.ts'
import { callerAddress, page, seeOther, type WebAnswer } from '../../shared/platform/http.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import type { Handler, Visit } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly log: Log
  readonly submit: (body: unknown, key?: string, network?: string) => Promise<SubmitResult>
  /** Milliseconds a person needs at least to fill in the form. */
  readonly leastFillMs: number
  readonly now: () => Date
  readonly attributes: readonly string[]
  readonly defaultChannel: string
  readonly tokenSecret: string
}

const formPage = async (
  deps: Deps,
  context: PageContext,
  values: TextsAt<FormPath>,
  errors: readonly IntakeError[],
): Promise<WebAnswer> => {
  const { attributes, defaultChannel: channel } = deps
  return page(
    renderSignUp({
      ...context,
      action: linkTo('SignUpPage', {}, { language: context.language }),
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

const confirmed = (deps: Deps, { language }: PageContext, requestId: string): WebAnswer =>
  seeOther(
    linkTo('ConfirmationPage', {}, { request: requestId, token: statusToken(deps.tokenSecret, requestId), language }),
  )

const takeIn = async (deps: Deps, context: PageContext, { request, form, refuse }: Visit): Promise<WebAnswer> => {
  const values = typedValues(form, deps.attributes)
  if (form.get(honeypotName)) {
    // A program must not learn that it was recognized: it gets the same answer, and nothing is stored.
    deps.log.info('honeypot-filled')
    return confirmed(deps, context, deriveId('nobody', form.toString()))
  }
  if (wasFilledInTooFast(deps.tokenSecret, form.get('renderedAt'), deps.now().getTime(), deps.leastFillMs)) {
    deps.log.info('form-too-fast')
    return refuse('too-many-requests')
  }
  const result = await deps.submit(requestBody(values), undefined, callerAddress(request))
  if (result.outcome === 'refused') return formPage(deps, context, values, result.errors)
  if (result.outcome === 'limited') return refuse('too-many-requests')
  if (result.outcome === 'key-reused') return refuse('idempotency-key-reused')
  deps.log.info('request-submitted', { correlationId: result.requestId })
  return confirmed(deps, context, result.requestId)
}

export const signUpPage: Handler<Deps> = (visit, deps) => {
  const context = pageContext(deps.site, visit.request)
  return visit.request.method === 'POST' ? takeIn(deps, context, visit) : formPage(deps, context, {}, [])
}
