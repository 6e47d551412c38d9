// Checks what the table of routes says of an address before its own code runs, and tells of what was refused.

import { channelAtHost, channelsAt } from '../shared/channel/site.ts'
import type { Log } from '../shared/domain/log-events.ts'
import type { SecurityEvent, SecurityEventKind } from '../shared/domain/security-events.ts'
import { forOrigin, isPreflight, preflightAnswer } from '../shared/platform/cross-origin.ts'
import { type Answer, answering, retryAfterSeconds, type WebAnswer, withHeader } from '../shared/platform/http.ts'
import { type AdmissionDeps, admit } from './admission.ts'
import type { ReadBridge } from './headquarters/read-bridge.ts'
import { isForUsers } from './partner-caller.ts'
import type { ProblemCode } from './problems.ts'
import type { refusalOf as RefusalOf } from './refusals.ts'
import type { Route } from './route.ts'
import { saidTooMuch, saysNothing, takesNothing } from './says-nothing.ts'
import type { Refuse, SentForm, Visit } from './visit.ts'

export type ServeDeps = AdmissionDeps & {
  readonly log: Log
  readonly securityEvent: SecurityEvent
  /** What may be sent to the address of a route, by this route and by others; only its own, where absent. */
  readonly methodsAt?: (route: Route) => readonly string[]
  /** Absent: pages of refusals do not say whether the bridge runs. */
  readonly readBridge?: ReadBridge
}

/** What a refusal looks like is loaded with the first one. */
const refusalOf =
  (...given: Parameters<typeof RefusalOf>): Refuse =>
  async (...what) =>
    (await import('./refusals.ts')).refusalOf(...given)(...what)

/** What calls of users carry beside what all do. */
const headersOfUsers = ['authorization', 'if-match', 'x-organization-id', 'x-user-token']

/** What the code of a route refuses is told by its code. */
const eventOf: Partial<Record<ProblemCode, SecurityEventKind>> = { 'too-many-requests': 'limit' }

/**
 * Makes the checked code of a route: what the table says is checked first, and whatever happens becomes an answer.
 * @param handler runs for what is let through
 * @param showAgain answers instead of a refusal where a form was sent
 */
export const createServe =
  (deps: ServeDeps) =>
  (
    route: Route,
    handler: (visit: Visit) => WebAnswer | Promise<WebAnswer>,
    showAgain?: (sent: SentForm) => WebAnswer | Promise<WebAnswer>,
  ): Answer =>
  async (request, context) => {
    const tell = (kind: SecurityEventKind | undefined) => {
      if (kind) deps.securityEvent(kind, { function: context.functionName, invocationId: context.invocationId })
    }
    let form: URLSearchParams | undefined
    const strangerRefuse: Refuse = (...what) => refusalOf(route, deps.site, request, { form })(...what)
    const refuseForm: Refuse = (code, errors, retryAfter = retryAfterSeconds) =>
      showAgain && form ? showAgain({ request, form, code, retryAfter }) : strangerRefuse(code, errors, retryAfter)
    const visit = async () => {
      // What is for staff is not at the hosts of a channel, so that no page of a site shares a host with it.
      if (route.caller.startsWith('Headquarters.') && channelAtHost(deps.site, request))
        return strangerRefuse('not-found')
      const admitted = await admit(route, deps, request)
      if (request.method === 'POST') form = admitted.form
      if ('code' in admitted) {
        tell(admitted.event)
        const { code, retryAfter, known, more } = admitted
        if (form) return refuseForm(code, undefined, retryAfter)
        return refusalOf(route, deps.site, request, { viewer: known })(code, undefined, retryAfter, more)
      }
      const { desk } = deps
      const viewer = { who: admitted.actor, role: admitted.role, desk }
      const visitorRefuse = refusalOf(route, deps.site, request, { viewer, readBridge: deps.readBridge, form })
      const refuse: Refuse = (code, ...more) => {
        tell(eventOf[code])
        return visitorRefuse(code, ...more)
      }
      if (takesNothing(route) && !saysNothing(admitted.body))
        return refuse('invalid-request', saidTooMuch(admitted.body))
      return handler({ ...admitted, desk, refuse, note: () => undefined })
    }
    const answered = async () => {
      const answer = await answering(deps.log, visit, refuseForm)(request, context)
      // https://www.rfc-editor.org/rfc/rfc6750#section-3
      if (isForUsers(route) && answer.status === 401) return withHeader(answer, 'www-authenticate', 'Bearer')
      // The address of such a page is a secret, so no search engine may keep it.
      return route.caller === 'applicant' ? withHeader(answer, 'x-robots-tag', 'noindex, nofollow') : answer
    }
    if (!route.crossOrigin) return answered()
    const origin = request.headers.get('origin') ?? undefined
    const isKnown = origin !== undefined && channelsAt(deps.site, origin).length > 0
    const [sent, exposed] = isForUsers(route) ? [headersOfUsers, ['etag', 'www-authenticate']] : []
    if (!isPreflight(request)) return forOrigin(await answered(), isKnown ? origin : undefined, exposed)
    if (!isKnown) tell('origin')
    const methods = deps.methodsAt?.(route) ?? route.methods
    return forOrigin(preflightAnswer(methods, sent), isKnown ? origin : undefined)
  }
