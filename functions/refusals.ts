// What whoever is refused gets to see: a page or a problem. It is loaded with the first refusal.

import { pageContext, refusalPage, type Site } from '../shared/channel/site.ts'
import type { Viewer } from '../shared/headquarters/access.ts'
import { page, retryAfterSeconds, type WebAnswer, type WebRequest, withHeader } from '../shared/platform/http.ts'
import type { ReadBridge } from './headquarters/read-bridge.ts'
import { problemAnswer, problems } from './problems.ts'
import type { Route } from './route.ts'
import type { Refuse } from './visit.ts'

const staffRefusal =
  (readBridge: ReadBridge, viewer: Viewer | undefined): Refuse =>
  async (code, _, retryAfter) => {
    const [{ renderRefusal }, bridge] = await Promise.all([
      import('../shared/headquarters/pages/render-staff-error.ts'),
      readBridge(),
    ])
    const [status] = problems[code]
    return forNow(page(renderRefusal(code, status, { bridge, viewer }), status), retryAfter)
  }

/** Says of what passes when to come again. */
const forNow = (answer: WebAnswer, retryAfter = retryAfterSeconds): WebAnswer =>
  answer.status === 429 || answer.status === 503 ? withHeader(answer, 'retry-after', String(retryAfter)) : answer

const isNotKnown: ReadBridge = async () => undefined

const siteRefusal =
  ({ caller, methods }: Route, site: Site, request: WebRequest, form: URLSearchParams | undefined): Refuse =>
  async (code, _, retryAfter) => {
    const [status] = problems[code]
    const context = pageContext(site, request)
    const { pathname, search } = new URL(request.url)
    const own = `${pathname}${search}`
    const at = {
      isOfApplicant: caller === 'applicant',
      ...(methods.includes('GET') ? { form: own } : {}),
      ...(form ? { sent: { action: own, fields: [...form] } } : {}),
    }
    return forNow(page(await refusalPage(context, status, at), status, context.channel.logoUrl), retryAfter)
  }

/** Whom a page of a refusal is shown to. */
type Shown = {
  /** Who has signed in. */
  readonly viewer?: Viewer | undefined
  /** For those who were let in; others do not learn whether the bridge runs. */
  readonly readBridge?: ReadBridge | undefined
  /** The form that was sent, where it was read: it can be sent again. */
  readonly form?: URLSearchParams | undefined
}

/** How a route refuses. */
export const refusalOf = (
  route: Route,
  site: Site,
  request: WebRequest,
  { viewer, readBridge = isNotKnown, form }: Shown = {},
): Refuse => {
  if (route.kind === 'headquarters page') return staffRefusal(readBridge, viewer)
  return route.kind === 'site page' ? siteRefusal(route, site, request, form) : problemAnswer
}
