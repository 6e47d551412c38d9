// The stamp in the form that says when it was shown: programs send it back faster than anybody can type.

import { createHmac } from 'node:crypto'
import { isOneOf } from '../platform/secret.ts'

const signature = (secret: string, shownAt: string): string =>
  createHmac('sha256', secret).update(`form:${shownAt}`).digest('base64url')

/** @param now milliseconds */
export const formStamp = (secret: string, now: number): string => `${now}.${signature(secret, String(now))}`

/** Whether a stamp of ours is too young. A form without one was not made by us, and says nothing. */
export const wasFilledInTooFast = (secret: string, stamp: string | null, now: number, leastMs: number): boolean => {
  const [shownAt = '', signed = ''] = (stamp ?? '').split('.')
  if (!isOneOf([signature(secret, shownAt)], signed)) return false
  return now - Number(shownAt) < leastMs
}
