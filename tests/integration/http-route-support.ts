// What the tests that go over the table of routes share: sending one call, and looking at a refusal as a whole.

import { type ProblemCode, problems } from '../../functions/problems.ts'
import type { Route } from '../../functions/route.ts'
import type { Environment } from '../support/environment.ts'
import { type Call, call, type Named } from '../support/route-calls.ts'
import { expectPage, expectProblem } from './http-support.ts'

export const send = (env: Environment, named: Named, requestId: string, given: Call): Promise<Response> => {
  const { path, ...init } = call(env, named, requestId, given)
  return fetch(env.url + path, { ...init, redirect: 'manual' })
}

/** Expects a refusal in the form that the route has: a page for people, a problem for programs. */
export const expectRefusal = async (response: Response, { kind }: Route, code: ProblemCode): Promise<void> => {
  const [status] = problems[code]
  if (kind.endsWith('page')) await expectPage(response, status)
  else await expectProblem(response, status, code)
}
