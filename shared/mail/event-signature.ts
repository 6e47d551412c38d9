// Whether events are SendGrid's, and of now.

import { verify } from 'node:crypto'

/**
 * Whether a body was signed by SendGrid (ECDSA P-256, SHA-256, over the timestamp and the raw body).
 * @param publicKey base64 SPKI, as SendGrid shows it
 */
export const isSigned = (
  publicKey: string,
  timestamp: string | null,
  signature: string | null,
  body: Uint8Array,
): boolean => {
  if (publicKey === '' || timestamp === null || signature === null) return false
  const key = { key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' } as const
  try {
    return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'))
  } catch {
    // A key or signature that cannot be read is none.
    return false
  }
}

/** SendGrid tries for a day; what is older was kept by somebody to be sent again. */
const longestMs = 24 * 3_600_000
/** Clocks may differ by so much. */
const aheadMs = 3_600_000

/** Whether the time that is part of a signature, in seconds, is not long ago. */
export const isFresh = (timestamp: string | null, now: Date): boolean => {
  if (timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false
  const age = now.getTime() - Number(timestamp) * 1000
  return age <= longestMs && age >= -aheadMs
}
