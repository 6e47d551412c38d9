// What is said of every address of the app.

import type { ObjectKind, StaffActCode } from '../shared/domain/acts.ts'
import type { Role } from '../shared/headquarters/access.ts'
import { actsOfSales } from '../shared/headquarters/act-roles.ts'
import type { AnswerContent, BodyContent, ParameterName } from './open-api-contents.ts'
import { isForUsers, type PartnerCaller } from './partner-caller.ts'
import type { ProblemCode } from './problems.ts'
import { takesNothing } from './says-nothing.ts'
import type { Handler } from './visit.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export type Route = {
  readonly methods: readonly Method[]
  /** Template as the host matches it, without a leading slash. */
  readonly route: string
  /**
   * Who may call, and so what is checked first: nothing; the secret token of a request; the key of the Dataverse webhook;
   * the signature of SendGrid; the session of a user of a partner, which its own code reads and without which it leads to
   * where one signs in; the statement of a channel's issuer about a user, or about an Admin of a partner; the key or the
   * application of a site; or the lowest role of headquarters that may.
   */
  readonly caller: 'anyone' | 'applicant' | 'Dataverse' | 'SendGrid' | 'partner' | PartnerCaller | 'site' | Role
  /** How refusals look: problems for programs, pages for people. */
  readonly kind: 'JSON' | 'site page' | 'headquarters page' | 'stylesheet' | 'script'
  /** What a POST or PATCH takes, and its largest size in bytes. Webhooks prove who they are, so their content type does not matter. */
  readonly body?: { readonly limit: number; readonly anyType?: true } & (
    | { readonly as: 'form' | 'file' | 'CSV' }
    | { readonly as: 'JSON'; readonly content: BodyContent }
  )
  /** What a POST of staff does to what, for the audit trail and the role that it needs; what it does may be in its path. */
  readonly acts?: {
    readonly on: ObjectKind
    /** The parameter that names it; without one it is the bridge. */
    readonly id?:
      | 'prospectId'
      | 'customerId'
      | 'hierarchyId'
      | 'errorId'
      | 'jobName'
      | 'requestId'
      | 'templateId'
      | 'channelName'
      | 'ownerId'
      | 'made'
  } & (
    | { readonly code: StaffActCode; readonly byAction?: never }
    | { readonly code?: never; readonly byAction: Readonly<Record<string, StaffActCode>> }
  )
  /** Whether the limits of requests per address, per network and in all apply to its POST, and sites prove themselves. */
  readonly limited?: true
  /** Whether browsers may call it from the origins that the channels name. */
  readonly crossOrigin?: true
  /** Whether it is there only where prospects are decided on in Sales. What acts are stands with their roles. */
  readonly withSales?: true
  /** Whether its form carries a stamp, which proves that it is ours where a browser does not say so. */
  readonly stamped?: true
  /** Its code, where sites call it most; that of all others stands in handlers.ts and is loaded by its first use. */
  readonly handler?: Handler
}

/** What is said of an address beside what the app itself needs. */
export type RouteDescription = {
  /** Headers and queries that programs may send, beside what is in the path and what proves who they are. */
  readonly parameters?: readonly ParameterName[]
  /** What it answers with, by the status of success. */
  readonly succeeds: Readonly<Partial<Record<200 | 202 | 204 | 303, AnswerContent>>>
  /** Its own refusals, beside those that follow from the members above. */
  readonly refuses?: readonly ProblemCode[]
  readonly about: string
}

type Described = Route & RouteDescription

/** Every status of success. */
export const successesOf = ({ succeeds }: RouteDescription): number[] => Object.keys(succeeds).map(Number)

/** Why somebody is no user whom a call is open to. */
const userRefusals = [
  'unauthenticated',
  'token-refused',
  'token-expired',
  'email-not-verified',
  'identity-unknown',
  'user-not-active',
  'partner-not-active',
  'choose-organization',
  'forbidden',
  'too-many-requests',
] as const satisfies readonly ProblemCode[]

const actCodesOf = ({ acts }: Route): readonly StaffActCode[] =>
  !acts ? [] : acts.code !== undefined ? [acts.code] : Object.values(acts.byAction)

/** Every refusal a route can answer with: its own, and those that follow from who may call it and what it takes. */
export const refusalsOf = (route: Described): ProblemCode[] => {
  const { caller, kind, body, methods, limited, withSales, refuses = [] } = route
  const isStaff = caller.startsWith('Headquarters.')
  return [
    ...refuses,
    ...(isStaff ? (['unauthenticated', 'forbidden', 'sign-in-too-weak'] as const) : []),
    ...(withSales || actCodesOf(route).some((code) => actsOfSales.includes(code)) ? (['without-sales'] as const) : []),
    ...(caller === 'Dataverse' || caller === 'SendGrid' ? (['unauthenticated'] as const) : []),
    ...(caller === 'site' ? (['unauthenticated', 'forbidden'] as const) : []),
    ...(isForUsers(route) ? userRefusals : []),
    ...(caller === 'partner admin' ? (['not-an-admin'] as const) : []),
    ...(kind.endsWith('page') && methods.some((method) => method === 'POST') ? (['cross-site'] as const) : []),
    ...(body ? (['unreadable-body', 'body-too-large', 'length-required', 'unsupported-encoding'] as const) : []),
    ...(takesNothing(route) ? (['invalid-request'] as const) : []),
    ...(body && !body.anyType ? (['unsupported-media-type'] as const) : []),
    ...(limited ? (['too-many-requests'] as const) : []),
    ...(limited && kind === 'JSON' ? (['unauthenticated', 'invalid-applicant-network'] as const) : []),
    'internal-error',
    'temporarily-unavailable',
  ]
}

/** The path of a route as people write it. */
export const pathOf = ({ route }: Route): string => (route.startsWith('{ignored') ? '/' : `/${route}`)
