// Identifiers. One GUID names an onboarding everywhere; every other id is derived from it.

import { hash } from 'node:crypto'
import { readGuid } from '../domain/readers.ts'

const namespace = Buffer.from('5b0c2a1e9d3f4c8ab7e16f20d4a9c351', 'hex')

/** Names derived ids are made of, in the order they nest. */
export type Name = string | number

/**
 * A GUID (version 5 of RFC 9562) that is the same for the same names.
 * @example deriveId('mail', prospectId, 2)
 */
export const deriveId = (...names: readonly Name[]): string => {
  const bytes = hash('sha1', Buffer.concat([namespace, Buffer.from(JSON.stringify(names))]), 'buffer').subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The lower-case form of a GUID, or `undefined` when the text is none. */
export const asGuid: (text: unknown) => string | undefined = readGuid
