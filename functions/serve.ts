// Checks what the table of routes says of an address before its own code runs.

import { pageContext, refusalPage, type Site } from '../shared/channel/site.ts'
import { isStatusToken } from '../shared/channel/status-token.ts'
import type { Log } from '../shared/domain/log-events.ts'
import type { CheckAccess, Role } from '../shared/headquarters/access.ts'
import { actRoles } from '../shared/headquarters/act-roles.ts'
import { isSigned } from '../shared/mail/mail-events.ts'
import {
  type Answer,
  answering,
  decodeText,
  hasMediaType,
  isCrossSite,
  page,
  readBytes,
  type WebAnswer,
  type WebRequest,
} from '../shared/platform/http.ts'
import { asGuid } from '../shared/platform/ids.ts'
import { isOneOf } from '../shared/platform/secret.ts'
import { actCodeOf } from './acts.ts'
import type { ReadBridge } from './headquarters/read-bridge.ts'
import { type ProblemCode, problemAnswer, problems } from './problems.ts'
import type { Route } from './route.ts'
import type { Refuse, Visit } from './visit.ts'

export type ServeDeps = {
  readonly site: Site
  /** Signs the tokens of applicants. */
  readonly tokenSecret: string
  readonly salesEventKeys: readonly string[]
  /** Base64 SPKI; empty = no event of SendGrid is believed. */
  readonly mailEventKey: string
  readonly access: CheckAccess
  readonly log: Log
  /** Absent: pages of refusals do not say whether the bridge runs. */
  readonly readBridge?: ReadBridge
}

type Caller = Pick<Visit, 'who' | 'actor' | 'role' | 'requestId'>
const stranger: Caller = {
  who: '',
  actor: { kind: 'site', id: '' },
  role: 'Headquarters.Reader',
  requestId: '',
}

/** The role that a call needs: that of its act, else that of the route. */
const needOf = (route: Route, role: Role, request: WebRequest): Role => {
  const code = actCodeOf(route, request)
  return code ? actRoles[code] : role
}

const recognize = (
  route: Route,
  deps: ServeDeps,
  request: WebRequest,
  bytes: Uint8Array | undefined,
): Caller | ProblemCode => {
  const { caller } = route
  if (caller === 'anyone') return stranger
  if (caller === 'applicant') {
    const requestId = asGuid(request.params['requestId'] ?? request.query.get('request'))
    const isKnown = requestId && isStatusToken(deps.tokenSecret, requestId, request.query.get('token') ?? '')
    // A wrong token and an unknown request must not be told apart.
    return isKnown ? { ...stranger, requestId } : 'not-found'
  }
  if (caller === 'Dataverse')
    return isOneOf(deps.salesEventKeys, request.headers.get('x-sales-event-key')) ? stranger : 'unauthenticated'
  if (caller === 'SendGrid') {
    if (!bytes) return 'body-too-large'
    const header = (name: string) => request.headers.get(`x-twilio-email-event-webhook-${name}`)
    return isSigned(deps.mailEventKey, header('timestamp'), header('signature'), bytes) ? stranger : 'unauthenticated'
  }
  const access = deps.access(request, needOf(route, caller, request))
  if (access.outcome !== 'allowed') return access.code
  return { ...stranger, who: access.who.id, actor: access.who, role: access.role }
}

const mediaTypes = { JSON: 'application/json', form: 'application/x-www-form-urlencoded' } as const
const isTaken = ({ body }: Route, request: WebRequest): boolean =>
  body?.anyType === true || (body !== undefined && hasMediaType(request, mediaTypes[body.as]))

const nothing = { body: undefined, form: new URLSearchParams(), note: () => undefined }

const readBody = ({ body }: Route, bytes: Uint8Array): Pick<Visit, 'body' | 'form' | 'note'> | undefined => {
  const text = decodeText(bytes)
  if (text === undefined) return undefined
  if (body?.as !== 'JSON') return { ...nothing, form: new URLSearchParams(text) }
  try {
    return { ...nothing, body: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** Lets a request through, or says why not. Who is nobody here learns nothing else. */
const admit = async (
  route: Route,
  deps: ServeDeps,
  request: WebRequest,
): Promise<Omit<Visit, 'refuse'> | ProblemCode> => {
  const isPost = request.method === 'POST'
  const bytes = isPost ? await readBytes(request, route.body?.limit ?? 0) : undefined
  const caller = recognize(route, deps, request, bytes)
  if (typeof caller === 'string') return caller
  if (!isPost) return { request, ...caller, ...nothing }
  if (route.kind.endsWith('page') && isCrossSite(request, [new URL(request.url).origin, deps.site.publicUrl]))
    return 'cross-site'
  // No body at all is of no type: a button without fields.
  if (bytes?.length !== 0 && !isTaken(route, request)) return 'unsupported-media-type'
  if (!bytes) return 'body-too-large'
  const read = readBody(route, bytes)
  return read ? { request, ...caller, ...read } : 'unreadable-body'
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

/** @param readBridge for those who were let in; others do not learn whether the bridge runs */
const refusalOf = ({ kind }: Route, site: Site, request: WebRequest, readBridge = isNotKnown): Refuse => {
  if (kind === 'headquarters page') return staffRefusal(readBridge)
  if (kind === 'site page')
    return async (code) => page(await refusalPage(pageContext(site, request), problems[code][0]), problems[code][0])
  return problemAnswer
}

/**
 * Makes the checked code of a route: what the table says is checked first, and whatever happens becomes an answer.
 * @param handler runs for what is let through
 */
export const createServe =
  (deps: ServeDeps) =>
  (route: Route, handler: (visit: Visit) => WebAnswer | Promise<WebAnswer>): Answer =>
  (request, context) => {
    const refuse = refusalOf(route, deps.site, request)
    const visit = async () => {
      const admitted = await admit(route, deps, request)
      if (typeof admitted === 'string') return refuse(admitted)
      return handler({ ...admitted, refuse: refusalOf(route, deps.site, request, deps.readBridge) })
    }
    return answering(deps.log, visit, refuse)(request, context)
  }
