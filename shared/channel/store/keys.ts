// Row keys of the channel's table. What belongs to one request stands in the partition of its id.

export const pendingKey = (requestId: string): string => `pending|${requestId}`
/** What an applicant did that headquarters does not know yet; pulled with what waits. */
export const actKey = (requestId: string, act: string): string => `pending|${requestId}|${act}`
export const requestKey = (requestId: string): string => `request|${requestId}`
export const idempotencyKey = (requestId: string): string => `key|${requestId}`
/** First key and first key after: every request that waits in a partition. */
export const allPending: [string, string] = ['pending|', 'pending}']
export const limitKey = (kind: string, hash: string): string => `limit|${kind}|${hash}`
export const heldKey = (requestId: string): string => `held|${requestId}`
export const allHeld: [string, string] = ['held|', 'held}']
export const allLimits: [string, string] = ['limit|', 'limit}']
export const allStamps: [string, string] = ['stamp|', 'stamp}']
/** The day first, so that the old ones stand together. */
export const stampKey = (shownOn: string, id: string): string => `stamp|${shownOn}|${id}`
/** A business partner; its users stand in the same partition, so that two changes at once meet. */
export const organizationKey = (organizationId: string): string => `organization|${organizationId}`
export const organizationUserKey = (organizationId: string, userId: string): string =>
  `organization|${organizationId}|${userId}`
/** First key and first key after: a partner with its users, or its users from one on. */
export const wholeOrganization = (organizationId: string, fromUserId?: string): [string, string] => [
  fromUserId === undefined ? organizationKey(organizationId) : organizationUserKey(organizationId, fromUserId),
  `organization|${organizationId}}`,
]
/** A change of a user that headquarters does not know yet, in the order in which they were asked for. */
export const changeKey = (organizationId: string, at: string, changeId: string): string =>
  `pending|${organizationId}|${at}|${changeId}`
/** Users as earlier versions told them, in the part of their onboarding. */
export const allEarlierUsers: [string, string] = ['user|', 'user}']
/** A mailed link to sign in, and somebody who did. */
export const linkKey = (linkId: string): string => `link|${linkId}`
export const allLinks: [string, string] = ['link|', 'link}']
export const sessionKey = (tokenHash: string): string => `session|${tokenHash}`
export const allSessions: [string, string] = ['session|', 'session}']
