// Row keys of headquarters' table. Everything of one onboarding stands in one partition, so it can change together;
// ordinal order puts a prospect before its mails and those before its timeline.

import { after } from '../../platform/table.ts'

const padded = (value: number): string => String(value).padStart(6, '0')

export const prospectKey = (prospectId: string): string => `${prospectId}|a`
/** The mail of a decision; without one, what the keys of all mails of the prospect begin with. */
export const mailKey = (prospectId: string, decision?: number): string =>
  `${prospectId}|m|${decision === undefined ? '' : padded(decision)}`
/** A line of the timeline; without a revision, what the keys of all lines begin with. */
export const timelineKey = (prospectId: string, revision?: number, part = 0): string =>
  `${prospectId}|t|${revision === undefined ? '' : `${padded(revision)}|${part}`}`

/** First key and first key after: the prospect with its mails. */
export const prospectAndMails = (prospectId: string): [string, string] => [`${prospectId}|a`, `${prospectId}|n`]
/** First key and first key after: everything of the prospect. */
export const wholeProspect = (prospectId: string): [string, string] => [`${prospectId}|a`, `${prospectId}|z`]

export const customerKey = (customerId: string): string => `${customerId}|c`
export const hierarchyKey = (organizationId: string): string => `${organizationId}|h`
export const memberKey = (organizationId: string, customerId: string): string => `${organizationId}|h|${customerId}`
/** First key and first key after: the hierarchy with its members. */
export const hierarchyAndMembers = (organizationId: string): [string, string] => [
  hierarchyKey(organizationId),
  `${organizationId}|i`,
]

/** A request that was pulled from the channel and is not a prospect yet. */
export const incomingKey = (prospectId: string): string => `incoming|${prospectId}`
/** A change of a prospect that the channel has not been told yet; the changes of one stand in their order. */
export const pushKey = (prospectId: string, revision: number): string => `push|${prospectId}|${padded(revision)}`
/** A prospect or a customer that is looked at again after a while. */
export const watchKey = (id: string): string => `watch|${id}`
/** Who signs in with an e-mail address, by the address' hash. */
export const signInKey = (emailHash: string): string => `sign-in|${emailHash}`

export const allOf = (prefix: 'incoming' | 'push' | 'watch'): [string, string] => [`${prefix}|`, `${prefix}}`]

/** Newest first in ordinal order. */
const inverted = (at: string): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')

/** The list of what is missing in Sales; the others are called as what they hold. */
export const missingList = 'Missing'

export const listKey = (list: string, createdAt: string, prospectId: string): string =>
  `list|${list}|${inverted(createdAt)}|${prospectId}`
/** First key after `cursor` (or of the list) and first key after the list. */
export const listRange = (list: string, cursor?: string): [string, string] => [
  cursor === undefined ? `list|${list}|` : after(`list|${list}|${cursor}`),
  `list|${list}}`,
]
/** What a key says of its place in the list. */
export const listPlace = (list: string, key: string): string => key.slice(`list|${list}|`.length)
