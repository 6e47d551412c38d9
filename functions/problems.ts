// The one table of refusals: every code that the app answers with, its status and its title. The reference page of errors
// and the interface description are written from it.

import { createProblem, httpProblems } from '../shared/platform/problem-details.ts'

export const problems = {
  ...httpProblems,
  'invalid-idempotency-key': [400, 'The Idempotency-Key must be 1 to 255 visible ASCII characters.'],
  'invalid-applicant-network': [400, 'The header x-applicant-network must be an IPv4 or IPv6 address.'],
  'nothing-missing': [409, 'Sales lacks nothing of this that could be written again.'],
  'already-decided': [409, 'It is decided, so no lead is written for it again.'],
  'changed-meanwhile': [409, 'Somebody else changed this meanwhile.'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request.'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** Begins the URI that names a kind of problem. */
export const problemPrefix = 'urn:b2b-onboarding:'

/** A refusal for programs. */
export const problemAnswer = createProblem<ProblemCode>(problems, problemPrefix)
