// What the code of an address is given, and what it gives back.

import type { Sender } from '../shared/channel/submit-request.ts'
import type { ActOutcome, Actor, ActValues } from '../shared/domain/acts.ts'
import type { Role } from '../shared/headquarters/access.ts'
import type { WebAnswer, WebRequest } from '../shared/platform/http.ts'
import type { ProblemDetail } from '../shared/platform/problem-details.ts'
import type { ProblemCode } from './problems.ts'
import type { Services } from './services.ts'

/** @param retryAfter seconds, for what passes */
export type Refuse = (
  code: ProblemCode,
  errors?: readonly ProblemDetail[],
  retryAfter?: number,
) => WebAnswer | Promise<WebAnswer>

/** What the code of an act tells of it, for the audit trail; without an outcome the status of the answer says it. */
export type Noted = {
  readonly outcome?: ActOutcome
  readonly before?: ActValues
  readonly after?: ActValues
}

/** A request that the table of routes lets through. */
export type Visit = {
  readonly request: WebRequest
  /** The object id of the staff member; empty where nobody signs in. */
  readonly who: string
  /** The same with name and kind. */
  readonly actor: Actor
  /** What the staff member may do; the least where nobody signs in. */
  readonly role: Role
  /** Tells what an act changed. */
  readonly note: (more: Noted) => void
  /** The request that the applicant's token is for; empty where none is needed. */
  readonly requestId: string
  /** Who hands in a request, where limits apply: the site that proved itself, and the network that is counted. */
  readonly sender: Sender
  /** The parsed JSON of a POST. */
  readonly body: unknown
  /** The fields of a POST. */
  readonly form: URLSearchParams
  /** A refusal in the form that the route has: a problem or a page. */
  readonly refuse: Refuse
}

/** The code of one address. Each names the few services that it needs. */
export type Handler<Needs = Services> = (visit: Visit, services: Needs) => WebAnswer | Promise<WebAnswer>
