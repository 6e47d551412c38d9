// What the rows of the channel look like.

import { type ApplicantAct, applicantActs } from '../../domain/applicant-act.ts'
import type { GivenAnswer, ShownQuestion } from '../../domain/question.ts'
import { type AskedField, type AskedPath, askableFields } from '../../domain/question-fields.ts'
import { requestStatuses } from '../../domain/request-status.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, number, objectOf, oneOf, onlyTrue, type Reader, recordOf, text } from '../../platform/shape.ts'
import type { ChannelUser, PendingRequest, RequestState, Waiting } from '../channel-request.ts'
import { readOnboardingRequest } from './request-reader.ts'
import { readUserChange } from './user-change-format.ts'

export const readPendingRequest = objectOf<PendingRequest>(
  { requestId: text, submittedAt: text, request: readOnboardingRequest },
  { site: text, wasHeld: onlyTrue, pulledAt: text },
)

/**
 * Stands where an equal request would be stored, for the rest of the day on which the one before was decided: the second
 * one meets it, and is taken in beside it.
 */
export type DecidedMark = { readonly decidedOn: string }

const readDecidedMark = objectOf<DecidedMark>({ decidedOn: text })

const readAct = objectOf<ApplicantAct>(
  { requestId: text, act: oneOf(applicantActs), at: text },
  { answer: objectOf<GivenAnswer>({ number, text, values: recordOf(text) }) },
)

export const readAskedPath = oneOf<AskedPath>(askableFields.map(({ path }) => path))

export const readShownQuestion = objectOf<ShownQuestion>({
  number,
  text,
  askedAt: text,
  fields: listOf(objectOf<AskedField>({ path: readAskedPath }, { value: text })),
})

const readAnswered = objectOf<NonNullable<RequestState['answered']>>({ number, at: text })

const has = (value: unknown, name: string): boolean => typeof value === 'object' && value !== null && name in value

/** Reads what waits for headquarters. */
export const readWaiting: Reader<Waiting> = (value, at) => {
  if (has(value, 'changeId')) return readUserChange(value, at)
  return has(value, 'act') ? readAct(value, at) : readPendingRequest(value, at)
}

export const pendingFormat = createRowFormat<Waiting | DecidedMark>((value, at) =>
  has(value, 'decidedOn') ? readDecidedMark(value, at) : readWaiting(value, at),
)

export const stateFormat = createRowFormat(
  objectOf<RequestState>(
    {
      requestId: text,
      status: oneOf(requestStatuses),
      submittedAt: text,
      revision: number,
    },
    { decidedAt: text, confirmedAt: text, withdrawnAt: text, question: readShownQuestion, answered: readAnswered },
  ),
)

/** Which body an idempotency key was used for. */
export type KeyUse = { readonly bodyHash: string }

export const keyFormat = createRowFormat(objectOf<KeyUse>({ bodyHash: text }))

/** A user, and whether the user may sign in. */
export type UserRow = ChannelUser & { readonly status: 'Active' }

export const readChannelUser = objectOf<ChannelUser>({
  customerId: text,
  name: text,
  email: text,
  role: oneOf<ChannelUser['role']>({ Admin: true, User: true }),
  organizationId: text,
  hierarchyId: text,
})

export const userFormat = createRowFormat<UserRow>((value, at) => ({
  ...readChannelUser(value, at),
  status: 'Active',
}))
