// The one table of refusals: every code that the app answers with, its status and its title. The reference page of errors
// and the interface description are written from it.

import { createProblem, httpProblems } from '../shared/platform/problem-details.ts'

export const problems = {
  ...httpProblems,
  'invalid-idempotency-key': [400, 'The Idempotency-Key must be 1 to 255 visible ASCII characters.'],
  'invalid-applicant-network': [400, 'The header x-applicant-network must be an IPv4 or IPv6 address.'],
  'invalid-cursor': [400, 'The cursor is not of this channel, or none at all.'],
  'token-refused': [401, 'The token is not one that is accepted here.'],
  'token-expired': [401, 'The token is not good any more.'],
  'email-not-verified': [401, 'The token names no e-mail address that its issuer has verified.'],
  'identity-unknown': [403, 'Nobody with this identity is a user here.'],
  'user-not-active': [403, 'This user may not sign in.'],
  'partner-not-active': [403, 'This partner may not sign in at present.'],
  'not-an-admin': [403, 'Only an Admin of the organization may do this.'],
  'roles-by-headquarters': [403, 'Only headquarters changes roles here.'],
  'sign-in-too-weak': [403, 'Sign in more strongly, such as with a second factor.'],
  'nothing-missing': [409, 'Sales lacks nothing of this that could be written again.'],
  'already-decided': [409, 'It is decided, so no lead is written for it again.'],
  'not-to-be-decided': [409, 'It is decided, or Sales decides it.'],
  'no-open-question': [409, 'Nobody waits for an answer to this question any more.'],
  'not-to-be-asked': [409, 'It is decided, or another question is open.'],
  'changed-meanwhile': [409, 'Somebody else changed this meanwhile.'],
  'choose-organization': [409, 'This user belongs to several organizations; name one in x-organization-id.'],
  'already-a-partner': [409, 'This organization has a customer hierarchy already: hierarchyId names it.'],
  'address-taken': [409, 'Somebody else signs in with the e-mail address of one of these users.'],
  'already-a-user': [409, 'Somebody in this organization has this e-mail address already.'],
  'too-many-users': [409, 'The organization has as many users as it may have.'],
  'last-admin': [409, 'The organization needs another Admin first.'],
  'change-pending': [409, 'An earlier change of this user is not applied yet.'],
  'not-active': [409, 'Only an Active user can be told again that it may sign in.'],
  'invited-too-often': [429, 'This user was told as often as it may be within a day.'],
  'cannot-be-added': [409, 'This person cannot be added.'],
  'already-so': [409, 'It is so already.'],
  'deactivated-in-sales': [409, 'This user was deactivated in Sales, and can only be activated there.'],
  'cursor-too-old': [
    410,
    'What followed this cursor is not kept any more: read everything, then go on without a cursor.',
  ],
  'without-sales': [410, 'There is no Sales here: headquarters decides on prospects.'],
  'precondition-required': [428, 'Send the ETag of what you change in If-Match.'],
  'idempotency-key-reused': [422, 'The Idempotency-Key was used for another request.'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

/** Begins the URI that names a kind of problem. */
export const problemPrefix = 'urn:b2b-onboarding:'

/** A refusal for programs. */
export const problemAnswer = createProblem<ProblemCode>(problems, problemPrefix)
