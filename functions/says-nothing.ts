// Bodies that say nothing: whoever sends members with one wants something that the address does not do.

import { isMembers } from '../shared/domain/field.ts'
import { type FieldError, problem } from '../shared/domain/field-checks.ts'
import type { Route } from './route.ts'

/** Whether what an address takes is an empty object, and every member of it is one too many. */
export const takesNothing = ({ body }: Pick<Route, 'body'>): boolean =>
  body?.as === 'JSON' && body.content === 'Nothing'

/** As many are named; who sends more has read another description. */
const mostNamed = 20

/** Whether a body is an empty object. */
export const saysNothing = (body: unknown): boolean => isMembers(body) && Object.keys(body).length === 0

/** What is wrong with a body that should say nothing: each member, or the whole where it has none. */
export const saidTooMuch = (body: unknown): FieldError<string>[] =>
  isMembers(body)
    ? Object.keys(body)
        .slice(0, mostNamed)
        .map((name) => problem(name.slice(0, 100), 'unknown-member'))
    : [problem('', 'type')]
