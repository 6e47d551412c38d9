// Comparing secrets without telling by the time taken how much of one was right.

import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether what was given is one of the accepted secrets. */
export const isOneOf = (accepted: readonly string[], given: string | null): boolean => {
  if (given === null) return false
  const hash = digest(given)
  return accepted.map((secret) => timingSafeEqual(digest(secret), hash)).includes(true)
}
