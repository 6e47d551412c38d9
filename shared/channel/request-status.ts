// The status an applicant sees by a secret link.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { shardOf } from '../platform/ids.ts'
import type { Table } from '../platform/table.ts'
import { type PendingRequest, pendingKey, type RequestState, requestKey } from './rows.ts'

/** The secret of a request's status link; always the same for the same request. */
export const statusToken = (secret: string, requestId: string): string =>
  createHmac('sha256', secret).update(`status:${requestId}`).digest('base64url')

/** Whether a token is the request's, compared in constant time. */
export const isStatusToken = (secret: string, requestId: string, token: string): boolean => {
  const expected = Buffer.from(statusToken(secret, requestId))
  const given = Buffer.from(token)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

export type StatusView = Omit<RequestState, 'revision'>

/** Reads the status; `undefined` when there is no such request. */
export const requestStatus = async (channel: Table, requestId: string): Promise<StatusView | undefined> => {
  const partition = shardOf(requestId)
  const state = await channel.read<RequestState>(partition, requestKey(requestId))
  if (state) {
    const { revision: _, ...view } = state.value
    return view
  }
  const pending = await channel.read<PendingRequest>(partition, pendingKey(requestId))
  return pending && { requestId, status: 'Submitted', submittedAt: pending.value.submittedAt }
}
