// Checks what the table of routes says of an address before its own code runs, and tells of what was refused.

import { pageContext, refusalPage, type Site } from '../shared/channel/site.ts'
import type { Log } from '../shared/domain/log-events.ts'
import type { SecurityEvent, SecurityEventKind } from '../shared/domain/security-events.ts'
import { type Answer, answering, page, type WebAnswer, type WebRequest } from '../shared/platform/http.ts'
import { retryAfterSeconds } from '../shared/platform/problem-details.ts'
import { type AdmissionDeps, admit } from './admission.ts'
import type { ReadBridge } from './headquarters/read-bridge.ts'
import { type ProblemCode, problemAnswer, problems } from './problems.ts'
import type { Route } from './route.ts'
import type { Refuse, Visit } from './visit.ts'

export type ServeDeps = AdmissionDeps & {
  readonly log: Log
  readonly securityEvent: SecurityEvent
  /** Absent: pages of refusals do not say whether the bridge runs. */
  readonly readBridge?: ReadBridge
}

const staffRefusal =
  (readBridge: ReadBridge): Refuse =>
  async (code) => {
    const [{ renderRefusal }, bridge] = await Promise.all([
      import('../shared/headquarters/pages/render-staff-error.ts'),
      readBridge(),
    ])
    const [status] = problems[code]
    return page(renderRefusal(code, status, bridge), status)
  }

const isNotKnown: ReadBridge = async () => undefined

const siteRefusal =
  (site: Site, request: WebRequest): Refuse =>
  async (code, _, retryAfter = retryAfterSeconds) => {
    const [status] = problems[code]
    const answer = page(await refusalPage(pageContext(site, request), status), status)
    const isPassing = status === 429 || status === 503
    return isPassing ? withHeader(answer, 'retry-after', String(retryAfter)) : answer
  }

/** @param readBridge for those who were let in; others do not learn whether the bridge runs */
const refusalOf = ({ kind }: Route, site: Site, request: WebRequest, readBridge = isNotKnown): Refuse => {
  if (kind === 'headquarters page') return staffRefusal(readBridge)
  return kind === 'site page' ? siteRefusal(site, request) : problemAnswer
}

const withHeader = (answer: WebAnswer, name: string, value: string): WebAnswer => ({
  ...answer,
  headers: { ...answer.headers, [name]: value },
})

/** What the code of a route refuses is told by its code. */
const eventOf: Partial<Record<ProblemCode, SecurityEventKind>> = { 'too-many-requests': 'limit' }

/**
 * Makes the checked code of a route: what the table says is checked first, and whatever happens becomes an answer.
 * @param handler runs for what is let through
 */
export const createServe =
  (deps: ServeDeps) =>
  (route: Route, handler: (visit: Visit) => WebAnswer | Promise<WebAnswer>): Answer =>
  async (request, context) => {
    const strangerRefuse = refusalOf(route, deps.site, request)
    const visitorRefuse = refusalOf(route, deps.site, request, deps.readBridge)
    const tell = (kind: SecurityEventKind | undefined) => {
      if (kind) deps.securityEvent(kind, { function: context.functionName, invocationId: context.invocationId })
    }
    const visit = async () => {
      const admitted = await admit(route, deps, request)
      if ('code' in admitted) {
        tell(admitted.event)
        return strangerRefuse(admitted.code, undefined, admitted.retryAfter)
      }
      const refuse: Refuse = (code, ...more) => {
        tell(eventOf[code])
        return visitorRefuse(code, ...more)
      }
      return handler({ ...admitted, refuse, note: () => undefined })
    }
    const answer = await answering(deps.log, visit, strangerRefuse)(request, context)
    // The address of such a page is a secret, so no search engine may keep it.
    return route.caller === 'applicant' ? withHeader(answer, 'x-robots-tag', 'noindex, nofollow') : answer
  }
