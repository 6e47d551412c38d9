// Lets a request through to the code of its route, or says why not. Who is nobody here learns nothing else, and nothing is
// read of what they sent.

import type { Admission } from '../shared/channel/abuse-limits.ts'
import { readFormStamp } from '../shared/channel/form-stamp.ts'
import type { Attempt } from '../shared/channel/limit-rules.ts'
import { channelsAt, ownOrigins, type Site } from '../shared/channel/site.ts'
import { type SiteKeys, siteOf } from '../shared/channel/site-keys.ts'
import { isStatusToken } from '../shared/channel/status-token.ts'
import type { Sender } from '../shared/channel/submit-request.ts'
import type { ApprovalDesk } from '../shared/domain/approval-desk.ts'
import { networksOf } from '../shared/domain/network-address.ts'
import type { SecurityEventKind } from '../shared/domain/security-events.ts'
import type { CheckAccess, Viewer } from '../shared/headquarters/access.ts'
import {
  type AddressTrust,
  callerAddress,
  decodeText,
  formOrigin,
  hasMediaType,
  isEncoded,
  isWithoutLength,
  readBytes,
  type WebRequest,
} from '../shared/platform/http.ts'
import { asGuid } from '../shared/platform/ids.ts'
import { isOneOf } from '../shared/platform/secret.ts'
import type { ProblemCode } from './problems.ts'
import type { Route } from './route.ts'
import type { Visit } from './visit.ts'

export type AdmissionDeps = {
  readonly site: Site
  /** Of the tokens of applicants and of forms; the first one signs, both are believed. */
  readonly tokenSecrets: readonly string[]
  /** Where prospects are decided on; Sales, where absent. */
  readonly desk?: ApprovalDesk
  readonly salesEventKeys: readonly string[]
  readonly siteKeys: SiteKeys
  /** Base64 SPKI; empty = no event of SendGrid is believed. */
  readonly mailEventKey: string
  readonly access: CheckAccess
  readonly addressTrust: AddressTrust
  /** Recognizes users of partners and sites; its code is loaded by the first of them. */
  readonly callers: () => Promise<Callers>
  /** Counts an attempt to hand in a request. */
  readonly count: (attempt: Attempt) => Promise<Admission>
  readonly now: () => Date
}

/** Says who calls for a partner or for a site. */
export type Callers = Readonly<
  Record<'user' | 'partner admin' | 'site', (request: WebRequest) => Promise<Caller | Refusal>>
>

/** Why a request is not let through. */
export type Refusal = {
  readonly code: ProblemCode
  /** What it is told as, where it is of interest to whoever watches. */
  readonly event?: SecurityEventKind
  /** Seconds. */
  readonly retryAfter?: number
  /** Who has signed in, where that is not enough. */
  readonly known?: Viewer | undefined
  /** What helps the caller to go on. */
  readonly more?: Readonly<Record<string, unknown>>
  /** What was sent, where the page can show it again. */
  readonly form?: URLSearchParams
}

export type Caller = Pick<Visit, 'who' | 'actor' | 'mail' | 'role' | 'requestId' | 'sender' | 'siteUser'>
type Contents = Pick<Visit, 'body' | 'form'>
export const stranger: Caller = {
  who: '',
  actor: { kind: 'site', id: '' },
  role: 'Headquarters.Reader',
  requestId: '',
  sender: {},
}
const nothing: Contents = { body: undefined, form: new URLSearchParams() }

export const refusal = (code: ProblemCode, event?: SecurityEventKind): Refusal => (event ? { code, event } : { code })
const isRefusal = (value: object): value is Refusal => 'code' in value

/** The site that a key proves, and the network that is counted: the applicant's, where such a site tells it. */
const senderOf = (deps: AdmissionDeps, request: WebRequest): Sender | Refusal => {
  const key = request.headers.get('x-site-key')
  if (key === null) {
    const channels = channelsAt(deps.site, request.headers.get('origin'))
    const network = callerAddress(request, deps.addressTrust)
    return channels.length > 0 ? { network, channels } : { network }
  }
  const site = siteOf(deps.siteKeys, key)
  if (site === undefined) return refusal('unauthenticated', 'key')
  const network = request.headers.get('x-applicant-network') ?? undefined
  return network === undefined || networksOf(network) ? { site, network } : refusal('invalid-applicant-network')
}

/** Who calls, as far as the head of a request says it. */
const recognize = async (route: Route, deps: AdmissionDeps, request: WebRequest): Promise<Caller | Refusal> => {
  const { caller, limited } = route
  if (caller === 'anyone' || caller === 'partner') {
    const sender = limited ? senderOf(deps, request) : {}
    return 'code' in sender ? sender : { ...stranger, sender }
  }
  if (caller === 'applicant') {
    const requestId = asGuid(request.params['requestId'] ?? request.query.get('request'))
    const isKnown = requestId && isStatusToken(deps.tokenSecrets, requestId, request.query.get('token') ?? '')
    // A wrong token and an unknown request must not be told apart.
    return isKnown ? { ...stranger, requestId } : refusal('not-found', 'token')
  }
  if (caller === 'Dataverse') {
    if (deps.desk === 'headquarters') return refusal('without-sales')
    return isOneOf(deps.salesEventKeys, request.headers.get('x-sales-event-key'))
      ? stranger
      : refusal('unauthenticated', 'key')
  }
  if (caller === 'SendGrid')
    return (await isPlausible(deps, request)) ? stranger : refusal('unauthenticated', 'signature')
  if (caller === 'user' || caller === 'partner admin' || caller === 'site')
    return (await deps.callers())[caller](request)
  const { roleNeeded, needsSales } = await import('./role-needed.ts')
  const access = await deps.access(request, roleNeeded(route, caller, request))
  if (access.outcome === 'allowed' && deps.desk === 'headquarters' && needsSales(route, request))
    return { ...refusal('without-sales'), known: { who: access.who, role: access.role, desk: deps.desk } }
  if (access.outcome === 'allowed')
    return { ...stranger, who: access.who.id, actor: access.who, role: access.role, mail: access.mail }
  const { code, known, isForged } = access
  if (code === 'sign-in-too-weak') return { ...refusal(code, 'strength'), known }
  return { ...refusal(code, isForged ? 'principal' : code), known }
}

const signedHead = (request: WebRequest) => ({
  timestamp: request.headers.get('x-twilio-email-event-webhook-timestamp'),
  signature: request.headers.get('x-twilio-email-event-webhook-signature'),
})

/** Whether it is worth reading what is said to be SendGrid's: there is a key, a signature and a time that is not long ago. */
const isPlausible = async (deps: AdmissionDeps, request: WebRequest): Promise<boolean> => {
  const { timestamp, signature } = signedHead(request)
  const { isFresh } = await import('../shared/mail/event-signature.ts')
  return deps.mailEventKey !== '' && signature !== null && isFresh(timestamp, deps.now())
}

const mediaTypes = {
  JSON: 'application/json',
  form: 'application/x-www-form-urlencoded',
  file: 'multipart/form-data',
  CSV: 'text/csv',
} as const

const isTaken = ({ body }: Route, request: WebRequest): boolean =>
  body?.anyType === true || (body !== undefined && hasMediaType(request, mediaTypes[body.as]))

const contentsOf = ({ body, stamped, caller }: Route, bytes: Uint8Array): Contents | undefined => {
  // Its own code knows what a file is written in.
  if (body?.as === 'file') return { ...nothing, body: Buffer.from(bytes).toString('latin1') }
  // A page that shows its form again can say where letters were lost, and lets none of them pass.
  const text = decodeText(bytes) ?? (stamped ? new TextDecoder().decode(bytes) : undefined)
  if (text === undefined) return undefined
  if (body?.as === 'CSV') return { ...nothing, body: text }
  if (body?.as !== 'JSON')
    return stamped || isDecodable(text) ? { ...nothing, form: new URLSearchParams(text) } : undefined
  // No form of another site can prove whom it speaks for, so what says nothing may be left out.
  if (text === '' && body.content === 'Nothing' && caller === 'partner admin') return { ...nothing, body: {} }
  try {
    return { ...nothing, body: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** Whether the escapes of a form are UTF-8: a form in another encoding would be stored with its letters lost. */
const isDecodable = (form: string): boolean => {
  try {
    decodeURIComponent(form.replaceAll('+', ' ').replaceAll(/%(?![\da-f]{2})/gi, '%25'))
    return true
  } catch {
    return false
  }
}

/** As much is read of a form that is too large, so that it can be shown again. In bytes. */
const shownAgainLimit = 1024 * 1024

/** Reads a body and what it says, as soon as its head says that it can be taken. */
const readContents = async (route: Route, deps: AdmissionDeps, request: WebRequest): Promise<Contents | Refusal> => {
  if (isEncoded(request)) return refusal('unsupported-encoding')
  const limit = route.body?.limit ?? 0
  const bytes = await readBytes(request, route.stamped ? shownAgainLimit : limit)
  if (!bytes) return refusal('body-too-large', 'oversized')
  if (bytes.length === 0 && isWithoutLength(request)) return refusal('length-required')
  if (route.caller === 'SendGrid') {
    const { timestamp, signature } = signedHead(request)
    const { isSigned } = await import('../shared/mail/event-signature.ts')
    if (!isSigned(deps.mailEventKey, timestamp, signature, bytes)) return refusal('unauthenticated', 'signature')
  }
  // No body at all is of no type: a button without fields.
  if (bytes.length > 0 && !isTaken(route, request)) return refusal('unsupported-media-type')
  const contents = contentsOf(route, bytes)
  if (contents && bytes.length > limit) return { ...refusal('body-too-large', 'oversized'), form: contents.form }
  return contents ?? refusal('unreadable-body')
}

/** A form of a page: of our own, or of hidden origin and with a stamp that only we can have given out. */
const isOwnForm = (deps: AdmissionDeps, origin: ReturnType<typeof formOrigin>, form: URLSearchParams): boolean =>
  origin === 'own' ||
  (origin === 'hidden' &&
    readFormStamp(deps.tokenSecrets, form.get('renderedAt'), deps.now().getTime(), 0).outcome === 'good')

const admitBody = async (route: Route, deps: AdmissionDeps, request: WebRequest): Promise<Contents | Refusal> => {
  const isForm = route.kind.endsWith('page')
  const origin = isForm ? formOrigin(request, ownOrigins(deps.site, request)) : 'own'
  // Nothing is read of such a form, unless its page shows it again.
  if (origin !== 'own' && route.stamped !== true) return refusal('cross-site', 'origin')
  const contents = await readContents(route, deps, request)
  if (isRefusal(contents)) return contents
  if (isOwnForm(deps, origin, contents.form)) return contents
  return { ...refusal('cross-site', 'origin'), form: contents.form }
}

/** Counts what is refused before anybody else could count it, and says instead when it was one too many. */
const counted = async (deps: AdmissionDeps, sender: Sender, refused: Refusal): Promise<Refusal> => {
  const admission = await deps.count(sender)
  return admission.outcome === 'admitted'
    ? refused
    : { ...refused, code: 'too-many-requests', event: 'limit', retryAfter: admission.retryAfter }
}

/** @returns the visit, or why there is none */
export const admit = async (
  route: Route,
  deps: AdmissionDeps,
  request: WebRequest,
): Promise<Omit<Visit, 'refuse' | 'note'> | Refusal> => {
  const caller = await recognize(route, deps, request)
  if (isRefusal(caller)) {
    const isCounted = route.limited && caller.code === 'unauthenticated'
    return isCounted ? counted(deps, { network: callerAddress(request, deps.addressTrust) }, caller) : caller
  }
  if (request.method !== 'POST' && request.method !== 'PATCH') return { request, ...caller, ...nothing }
  const contents = await admitBody(route, deps, request)
  if (!isRefusal(contents)) return { request, ...caller, ...contents }
  return route.limited ? counted(deps, caller.sender, contents) : contents
}
