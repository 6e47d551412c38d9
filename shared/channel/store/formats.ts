// What the rows of the channel look like.

import { requestStatuses } from '../../domain/request-status.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { number, objectOf, oneOf, text } from '../../platform/shape.ts'
import type { ChannelUser, PendingRequest, RequestState } from '../channel-request.ts'
import { readOnboardingRequest } from './request-reader.ts'

export const readPendingRequest = objectOf<PendingRequest>({
  requestId: text,
  submittedAt: text,
  request: readOnboardingRequest,
})

/**
 * Stands where an equal request would be stored, for the rest of the day on which the one before was decided: the second
 * one meets it, and is taken in beside it.
 */
export type DecidedMark = { readonly decidedOn: string }

const readDecidedMark = objectOf<DecidedMark>({ decidedOn: text })

export const pendingFormat = createRowFormat<PendingRequest | DecidedMark>((value, at) =>
  typeof value === 'object' && value !== null && 'decidedOn' in value
    ? readDecidedMark(value, at)
    : readPendingRequest(value, at),
)

export const stateFormat = createRowFormat(
  objectOf<RequestState>(
    {
      requestId: text,
      status: oneOf(requestStatuses),
      submittedAt: text,
      revision: number,
    },
    { decidedAt: text },
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
