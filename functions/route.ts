// What is said of every address of the app.

import type { ActCode, ObjectKind } from '../shared/domain/acts.ts'
import type { Role } from '../shared/headquarters/access.ts'
import type { AnswerContent, BodyContent, ParameterName } from './open-api-contents.ts'
import type { ProblemCode } from './problems.ts'
import type { Handler } from './visit.ts'

export type Route = {
  readonly methods: readonly ('GET' | 'POST')[]
  /** Template as the host matches it, without a leading slash. */
  readonly route: string
  /**
   * Who may call, and so what is checked first: nothing; the secret token of a request; the key of the Dataverse webhook;
   * the signature of SendGrid; or the lowest role of headquarters that may.
   */
  readonly caller: 'anyone' | 'applicant' | 'Dataverse' | 'SendGrid' | Role
  /** How refusals look: problems for programs, pages for people. */
  readonly kind: 'JSON' | 'site page' | 'headquarters page' | 'stylesheet'
  /** What a POST takes, and its largest size in bytes. Webhooks prove who they are, so their content type does not matter. */
  readonly body?: { readonly limit: number; readonly anyType?: true } & (
    | { readonly as: 'form' }
    | { readonly as: 'JSON'; readonly content: BodyContent }
  )
  /** What a POST of staff does to what, for the audit trail and the role that it needs; what it does may be in its path. */
  readonly acts?: {
    readonly on: ObjectKind
    /** The parameter that names it; without one it is the bridge. */
    readonly id?: 'prospectId' | 'customerId' | 'errorId' | 'jobName' | 'requestId'
  } & (
    | { readonly code: ActCode; readonly byAction?: never }
    | { readonly code?: never; readonly byAction: Readonly<Record<string, ActCode>> }
  )
  /** Whether the limits of requests per address, per network and in all apply to its POST, and sites prove themselves. */
  readonly limited?: true
  /** Whether its form carries a stamp, which proves that it is ours where a browser does not say so. */
  readonly stamped?: true
  /** Its code. What a first request hardly needs is loaded by its first use. */
  readonly handler: Handler
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

/** Every refusal a route can answer with: its own, and those that follow from who may call it and what it takes. */
export const refusalsOf = (route: Described): ProblemCode[] => {
  const { caller, kind, body, methods, limited, refuses = [] } = route
  const isStaff = caller.startsWith('Headquarters.')
  return [
    ...refuses,
    ...(isStaff ? (['unauthenticated', 'forbidden'] as const) : []),
    ...(caller === 'Dataverse' || caller === 'SendGrid' ? (['unauthenticated'] as const) : []),
    ...(kind.endsWith('page') && methods.some((method) => method === 'POST') ? (['cross-site'] as const) : []),
    ...(body ? (['unreadable-body', 'body-too-large', 'length-required', 'unsupported-encoding'] as const) : []),
    ...(body && !body.anyType ? (['unsupported-media-type'] as const) : []),
    ...(limited ? (['too-many-requests'] as const) : []),
    ...(limited && kind === 'JSON' ? (['unauthenticated', 'invalid-applicant-network'] as const) : []),
    'internal-error',
    'temporarily-unavailable',
  ]
}

/** The path of a route as people write it. */
export const pathOf = ({ route }: Route): string => (route.startsWith('{ignored') ? '/' : `/${route}`)
