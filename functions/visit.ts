// What the code of an address is given, and what it gives back.

import type { IdentifiedUser } from '../shared/channel/identify-user.ts'
import type { Sender } from '../shared/channel/submit-request.ts'
import type { ActOutcome, Actor, ActValues } from '../shared/domain/acts.ts'
import type { ApprovalDesk } from '../shared/domain/approval-desk.ts'
import type { Role } from '../shared/headquarters/access.ts'
import type { WebAnswer, WebRequest } from '../shared/platform/http.ts'
import type { ProblemDetail } from '../shared/platform/problem-details.ts'
import type { ProblemCode } from './problems.ts'
import type { Services } from './services.ts'

/**
 * @param retryAfter seconds, for what passes
 * @param more members of a problem that help its caller to go on
 */
export type Refuse = (
  code: ProblemCode,
  errors?: readonly ProblemDetail[],
  retryAfter?: number,
  more?: Readonly<Record<string, unknown>>,
) => WebAnswer | Promise<WebAnswer>

/** What the code of an act tells of it, for the audit trail; without an outcome the status of the answer says it. */
export type Noted = {
  readonly outcome?: ActOutcome
  readonly before?: ActValues
  readonly after?: ActValues
}

/** A user of a partner, and the channels on whose behalf the user's site speaks. */
export type SiteUser = IdentifiedUser & { readonly channels: readonly string[] }

/** A request that the table of routes lets through. */
export type Visit = {
  readonly request: WebRequest
  /** The object id of the staff member; empty where nobody signs in. */
  readonly who: string
  /** The same with name and kind. */
  readonly actor: Actor
  /** The staff member's address, where the sign-in tells one. */
  readonly mail?: string | undefined
  /** What the staff member may do; the least where nobody signs in. */
  readonly role: Role
  /** Where prospects are decided on; Sales, where absent. */
  readonly desk?: ApprovalDesk | undefined
  /** Tells what an act changed. */
  readonly note: (more: Noted) => void
  /** The request that the applicant's token is for; empty where none is needed. */
  readonly requestId: string
  /** The user of a partner who calls, where only such may. */
  readonly siteUser?: SiteUser
  /** Who hands in a request, where limits apply: the site that proved itself, and the network that is counted. */
  readonly sender: Sender
  /** The parsed JSON of a POST or PATCH. */
  readonly body: unknown
  /** The fields of a POST. */
  readonly form: URLSearchParams
  /** A refusal in the form that the route has: a problem or a page. */
  readonly refuse: Refuse
}

/** A form that was refused before its own code ran, or while it did. */
export type SentForm = {
  readonly request: WebRequest
  readonly form: URLSearchParams
  readonly code: ProblemCode
  /** Seconds, for what passes. */
  readonly retryAfter: number
}

/** Shows a refused form again with what was typed. */
export type ShowAgain<Needs = Services> = (sent: SentForm, services: Needs) => WebAnswer | Promise<WebAnswer>

/** The code of one address. Each names the few services that it needs. */
export type Handler<Needs = Services> = (visit: Visit, services: Needs) => WebAnswer | Promise<WebAnswer>
