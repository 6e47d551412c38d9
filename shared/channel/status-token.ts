// The secret of the link by which an applicant sees the status of a request.

import { createHmac, timingSafeEqual } from 'node:crypto'

/** The secret of a request's status link; always the same for the same request. */
export const statusToken = (secret: string, requestId: string): string =>
  createHmac('sha256', secret).update(`status:${requestId}`).digest('base64url')

/** Whether a token is the request's, compared in constant time. */
export const isStatusToken = (secret: string, requestId: string, token: string): boolean => {
  const expected = Buffer.from(statusToken(secret, requestId))
  const given = Buffer.from(token)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
