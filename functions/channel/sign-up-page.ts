// GET /sign-up: the form. POST /sign-up: takes it in as the API would, and answers with a page. Whatever is refused shows
// the form again with what was typed.

import { formStamp, readFormStamp } from '../../shared/channel/form-stamp.ts'
import { likelyCountry } from '../../shared/channel/likely-country.ts'
import { type FormNotice, renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { honeypotName, requestBody, showName, typedValues, valuesIn } from '../../shared/channel/sign-up-form.ts'
import { type PageContext, pageContext, type Site } from '../../shared/channel/site.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import type { Sender, SubmitResult } from '../../shared/channel/submit-request.ts'
import type { IntakeError } from '../../shared/domain/accept-onboarding-request.ts'
import type { TextsAt } from '../../shared/domain/field.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import type { FormPath } from '../../shared/domain/onboarding-fields.ts'
import type { SecurityEvent } from '../../shared/domain/security-events.ts'
import { page, seeOther, type WebAnswer } from '../../shared/platform/http.ts'
import type { Handler, Visit } from '../visit.ts'

type Deps = {
  readonly site: Site
  readonly log: Log
  readonly securityEvent: SecurityEvent
  readonly submit: (body: unknown, key?: string, sender?: Sender) => Promise<SubmitResult>
  /** Keeps apart what a program seems to have filled in. */
  readonly hold: (body: unknown, sender: Sender) => Promise<SubmitResult>
  /** Milliseconds a person needs at least to fill in the form. */
  readonly leastFillMs: number
  readonly now: () => Date
  readonly newFormId: () => string
  readonly attributes: readonly string[]
  readonly defaultChannel: string
  readonly tokenSecret: string
  readonly tokenSecrets: readonly string[]
}

/** A form as it is shown. */
type Shown = {
  readonly values: TextsAt<FormPath>
  /** The stamp that it came with and may come with again; absent = a new one. */
  readonly stamp?: string
  readonly errors?: readonly IntakeError[]
  readonly notice?: FormNotice
}

const formPage = (deps: Deps, context: PageContext, shown: Shown, status: number): WebAnswer => {
  const { attributes, defaultChannel: channel, tokenSecret, now, newFormId } = deps
  return page(
    renderSignUp({
      ...context,
      action: linkTo('SignUpPage', {}, { language: context.language }),
      values: shown.values,
      errors: shown.errors ?? [],
      notice: shown.notice,
      attributes,
      channel,
      likelyCountry: likelyCountry(context.acceptLanguage, context.language),
      honeypotName,
      renderedAt: shown.stamp ?? formStamp(tokenSecret, now().getTime(), newFormId()),
    }),
    status,
  )
}

const confirmed = (deps: Deps, { language }: PageContext, requestId: string): WebAnswer =>
  seeOther(
    linkTo('ConfirmationPage', {}, { request: requestId, token: statusToken(deps.tokenSecret, requestId), language }),
  )

const waiting = (answer: WebAnswer, seconds: number): WebAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'retry-after': String(seconds) },
})

const takeIn = async (deps: Deps, context: PageContext, { form, sender }: Visit): Promise<WebAnswer> => {
  const { log, securityEvent } = deps
  const values = typedValues(form, deps.attributes)
  const stamp = form.get('renderedAt') ?? ''
  // Another language, or the address of another country: nothing is checked or taken in, and all that was typed is kept.
  if (form.has(showName))
    return formPage(deps, context, { values: valuesIn(context.language, form, values), stamp }, 200)
  const again = (shown: Omit<Shown, 'values'>, status: number): WebAnswer => {
    log.info('form-shown-again', { code: shown.notice ?? 'refused' })
    return formPage(deps, context, { values, ...shown }, status)
  }
  const read = readFormStamp(deps.tokenSecrets, stamp, deps.now().getTime(), deps.leastFillMs)
  if (read.outcome === 'too-fast') return again({ stamp, notice: 'tooSoon' }, 400)
  if (read.outcome !== 'good') return again({ notice: 'outdated' }, 400)
  // A program must not learn that it was recognized: it gets the same answers as everybody.
  const isTrapped = (form.get(honeypotName) ?? '') !== ''
  const result = isTrapped
    ? await deps.hold(requestBody(values), sender)
    : await deps.submit(requestBody(values), undefined, { ...sender, showing: read.showing })
  if (result.outcome === 'refused') return again({ stamp, errors: result.errors }, 400)
  if (result.outcome === 'limited') {
    securityEvent('limit', { function: 'SignUpPage' })
    return waiting(again({ stamp, notice: 'wait' }, 429), result.retryAfter)
  }
  if (result.outcome !== 'accepted') return again({ notice: 'outdated' }, 400)
  const { requestId: correlationId } = result
  if (isTrapped) {
    securityEvent('trap', { function: 'SignUpPage', correlationId })
    log.info('request-held', { correlationId })
  } else log.info('request-submitted', { correlationId })
  return confirmed(deps, context, result.requestId)
}

export const signUpPage: Handler<Deps> = (visit, deps) => {
  const context = pageContext(deps.site, visit.request)
  return visit.request.method === 'POST' ? takeIn(deps, context, visit) : formPage(deps, context, { values: {} }, 200)
}
