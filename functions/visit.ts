// What the code of an address is given, and what it gives back.

import type { WebAnswer, WebRequest } from '../shared/platform/http.ts'
import type { ProblemDetail } from '../shared/platform/problem-details.ts'
import type { ProblemCode } from './problems.ts'
import type { Services } from './services.ts'

export type Refuse = (code: ProblemCode, errors?: readonly ProblemDetail[]) => WebAnswer | Promise<WebAnswer>

/** A request that the table of routes lets through. */
export type Visit = {
  readonly request: WebRequest
  /** The object id of the staff member; empty where nobody signs in. */
  readonly who: string
  /** The request that the applicant's token is for; empty where none is needed. */
  readonly requestId: string
  /** The parsed JSON of a POST. */
  readonly body: unknown
  /** The fields of a POST. */
  readonly form: URLSearchParams
  /** A refusal in the form that the route has: a problem or a page. */
  readonly refuse: Refuse
}

/** The code of one address. Each names the few services that it needs. */
export type Handler<Needs = Services> = (visit: Visit, services: Needs) => WebAnswer | Promise<WebAnswer>
