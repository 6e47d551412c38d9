// Row keys of the channel's table. What belongs to one request stands in the partition of its id.

export const pendingKey = (requestId: string): string => `pending|${requestId}`
export const requestKey = (requestId: string): string => `request|${requestId}`
export const idempotencyKey = (requestId: string): string => `key|${requestId}`
export const userKey = (customerId: string): string => `user|${customerId}`
/** First key and first key after: every request that waits in a partition. */
export const allPending: [string, string] = ['pending|', 'pending}']
export const limitKey = (kind: string, hash: string): string => `limit|${kind}|${hash}`
export const heldKey = (requestId: string): string => `held|${requestId}`
export const allHeld: [string, string] = ['held|', 'held}']
/** The day first, so that the old ones stand together. */
export const stampKey = (shownOn: string, id: string): string => (shownOn ? `stamp|${shownOn}|${id}` : 'stamp|')
