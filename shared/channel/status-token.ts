// The secrets of the links by which an applicant sees the status of a request, and confirms its address.

import { createHmac } from 'node:crypto'
import { isOneOf } from '../platform/secret.ts'

/** The secret of a request's status link; always the same for the same request and secret. */
export const statusToken = (secret: string, requestId: string): string =>
  createHmac('sha256', secret).update(`status:${requestId}`).digest('base64url')

/**
 * Whether a token is the request's, compared in constant time.
 * @param secrets the one that signs now, and the one before while it still opens links
 */
export const isStatusToken = (secrets: readonly string[], requestId: string, token: string): boolean =>
  isOneOf(
    secrets.map((secret) => statusToken(secret, requestId)),
    token,
  )

/** Shows that mail reaches the address: another one than that of the status, which is known without having any mail. */
export const confirmToken = (secret: string, requestId: string): string =>
  createHmac('sha256', secret).update(`confirm:${requestId}`).digest('base64url')

/** As `isStatusToken`. */
export const isConfirmToken = (secrets: readonly string[], requestId: string, token: string): boolean =>
  isOneOf(
    secrets.map((secret) => confirmToken(secret, requestId)),
    token,
  )

const dayMs = 24 * 3_600_000

/**
 * Whether the link of a request has ended: some time after it was decided.
 * @param days 0 = never
 */
export const hasLinkEnded = (decidedAt: string | undefined, now: Date, days: number): boolean =>
  days > 0 && decidedAt !== undefined && now.getTime() - Date.parse(decidedAt) > days * dayMs
