// GET /sign-up: the form. POST /sign-up: takes it in as the API would, and answers with a page. Whatever is refused shows
// the form again with what was typed.

import { formStamp, readFormStamp } from '../../shared/channel/form-stamp.ts'
import { likelyCountry } from '../../shared/channel/likely-country.ts'
import { type FormNotice, renderSignUp } from '../../shared/channel/pages/render-sign-up.ts'
import { honeypotName, requestBody, showName, typedValues, valuesIn } from '../../shared/channel/sign-up-form.ts'
import { type PageContext, pageContext, type Site } from '../../shared/channel/site.ts'
import { statusToken } from '../../shared/channel/status-token.ts'
import type { Sender, SubmitResult } from '../../shared/channel/submit-request.ts'
import { acceptOnboardingRequest, type IntakeError } from '../../shared/domain/accept-onboarding-request.ts'
import type { ChannelField } from '../../shared/domain/channels.ts'
import type { TextsAt } from '../../shared/domain/field.ts'
import type { IntakeRules } from '../../shared/domain/field-checks.ts'
import { linkTo } from '../../shared/domain/link-to.ts'
import type { Log } from '../../shared/domain/log-events.ts'
import type { FormPath } from '../../shared/domain/onboarding-fields.ts'
import type { SecurityEvent } from '../../shared/domain/security-events.ts'
import { page, seeOther, type WebAnswer, type WebRequest } from '../../shared/platform/http.ts'
import { type ProblemCode, problems } from '../problems.ts'
import type { Handler, ShowAgain, Visit } from '../visit.ts'

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
  readonly rules: IntakeRules
  readonly attributes: readonly string[]
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
  const { tokenSecret, now, newFormId } = deps
  return page(
    renderSignUp({
      ...context,
      action: linkTo('SignUpPage', {}, { language: context.language, ...context.carried }),
      values: shown.values,
      errors: shown.errors ?? [],
      notice: shown.notice,
      fields: ownFields(deps, context),
      likelyCountry: likelyCountry(context.acceptLanguage, context.language),
      honeypotName,
      renderedAt: shown.stamp ?? formStamp(tokenSecret, now().getTime(), newFormId()),
    }),
    status,
    context.channel.logoUrl,
  )
}

/** The site's own fields: those of its channel, else those that the settings name for every channel. */
const ownFields = ({ attributes }: Deps, { channel }: PageContext): readonly ChannelField[] =>
  channel.fields ?? attributes.map((name) => ({ name }))

const valuesOf = (deps: Deps, context: PageContext, form: URLSearchParams): TextsAt<FormPath> =>
  typedValues(
    form,
    ownFields(deps, context).map(({ name }) => name),
  )

const contextOf = ({ site }: Deps, request: WebRequest, form: URLSearchParams): PageContext =>
  pageContext(site, request, form.get('channel') ?? undefined)

const confirmed = (deps: Deps, { language, carried }: PageContext, requestId: string): WebAnswer =>
  seeOther(
    linkTo(
      'ConfirmationPage',
      {},
      { request: requestId, token: statusToken(deps.tokenSecret, requestId), language, ...carried },
    ),
  )

const waiting = (answer: WebAnswer, seconds: number): WebAnswer => ({
  ...answer,
  headers: { ...answer.headers, 'retry-after': String(seconds) },
})

const takeIn = async (deps: Deps, context: PageContext, { form, sender }: Visit): Promise<WebAnswer> => {
  const { log, securityEvent } = deps
  const values = valuesOf(deps, context, form)
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
  } else if (!result.isRepeat) log.info('request-submitted', { correlationId })
  return confirmed(deps, context, result.requestId)
}

const noticeOf: Readonly<Partial<Record<ProblemCode, FormNotice>>> = {
  'cross-site': 'foreign',
  'body-too-large': 'tooLarge',
  'too-many-requests': 'wait',
}

/** The form again, with what was sent, after it was refused before anything here ran, or because something failed. */
export const signUpAgain: ShowAgain<Deps> = ({ request, form, code, retryAfter }, deps) => {
  const [status] = problems[code]
  const context = contextOf(deps, request, form)
  const values = valuesOf(deps, context, form)
  const notice = noticeOf[code] ?? 'unavailable'
  // A stamp that another site sends is not kept.
  const stamp = code === 'cross-site' ? '' : (form.get('renderedAt') ?? '')
  const checked = notice === 'tooLarge' ? acceptOnboardingRequest(requestBody(values), deps.rules) : undefined
  const errors = checked?.outcome === 'refused' ? checked.errors.filter((error) => error.code === 'too-long') : []
  deps.log.info('form-shown-again', { code: notice })
  const shown = { values, notice, errors, ...(stamp === '' ? {} : { stamp }) }
  const answer = formPage(deps, context, shown, status)
  return status === 429 || status === 503 ? waiting(answer, retryAfter) : answer
}

export const signUpPage: Handler<Deps> = (visit, deps) => {
  const context = contextOf(deps, visit.request, visit.form)
  const { channel, carried } = context
  if (visit.request.query.has('return') && carried.return === undefined)
    deps.securityEvent('return', { function: 'SignUpPage', channel: channel.name })
  return visit.request.method === 'POST' ? takeIn(deps, context, visit) : formPage(deps, context, { values: {} }, 200)
}
