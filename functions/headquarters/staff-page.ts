// What the pages of headquarters share: they are shown to staff only, and whatever goes wrong is a page as well.

import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import type { CheckAccess, Role } from '../../shared/headquarters/access.ts'
import { type Answer, answering, type ProblemCode, page, problem, problems } from '../../shared/platform/http.ts'
import type { Log } from '../../shared/platform/log.ts'

export type StaffDeps = { readonly access: CheckAccess; readonly log: Log }

/** A refusal as a page. */
export const staffProblem = async (code: ProblemCode): Promise<HttpResponseInit> => {
  const { staffErrorPage } = await import('../../shared/headquarters/pages/staff-error-page.ts')
  const [status, title] = problems[code]
  return page(staffErrorPage({ title: status === 404 ? 'Not found' : `Error ${status}`, text: title }), status)
}

type Refuse = (code: ProblemCode) => HttpResponseInit | Promise<HttpResponseInit>

type StaffAnswer = (request: HttpRequest, who: string, context: InvocationContext) => Promise<HttpResponseInit>

const guarded =
  (deps: StaffDeps, needs: Role, refuse: Refuse, handler: StaffAnswer): Answer =>
  async (request, context) => {
    const access = deps.access(request, needs)
    return access.outcome === 'allowed' ? handler(request, access.who, context) : refuse(access.code)
  }

/** A page of headquarters. */
export const staffPage = (deps: StaffDeps, needs: Role, handler: StaffAnswer): Answer =>
  answering(deps.log, guarded(deps, needs, staffProblem, handler), staffProblem)

/** JSON of headquarters. */
export const staffJson = (deps: StaffDeps, handler: StaffAnswer): Answer =>
  answering(deps.log, guarded(deps, 'Headquarters.Reader', problem, handler))
