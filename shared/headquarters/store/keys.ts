// Row keys of headquarters' table. Everything of one onboarding stands in one partition, so it can change together;
// ordinal order puts a prospect before its mails and those before its timeline.

import { after } from '../../platform/table.ts'

const padded = (value: number): string => String(value).padStart(6, '0')

export const prospectKey = (prospectId: string): string => `${prospectId}|a`
/** The mail of a decision; without one, what the keys of all mails of the prospect begin with. */
export const mailKey = (prospectId: string, decision?: number): string =>
  `${prospectId}|m|${decision === undefined ? '' : padded(decision)}`
/** First key and first key after: every mail of a prospect or a user. */
export const mailsOf = (ownerId: string): [string, string] => [mailKey(ownerId), `${ownerId}|n`]
/** What the place of a mail in a list ends with. */
export const mailPlace = (ownerId: string, number: number): string => `${ownerId}|${padded(number)}`
/** A line of the timeline; without a revision, what the keys of all lines begin with. */
export const timelineKey = (prospectId: string, revision?: number, part = 0): string =>
  `${prospectId}|t|${revision === undefined ? '' : `${padded(revision)}|${part}`}`

/**
 * What the channel was told of a revision; without one, what the keys of all of it begin with. Not a line of that revision:
 * it comes later, and what is sealed of a revision stays as it is.
 */
export const toldKey = (prospectId: string, revision?: number): string =>
  `${prospectId}|u|${revision === undefined ? '' : padded(revision)}`

/** First key and first key after: the prospect with its mails. */
export const prospectAndMails = (prospectId: string): [string, string] => [`${prospectId}|a`, `${prospectId}|n`]
/** First key and first key after: everything of the prospect. */
export const wholeProspect = (prospectId: string): [string, string] => [`${prospectId}|a`, `${prospectId}|z`]

export const customerKey = (customerId: string): string => `${customerId}|c`
const numbers = 'find|customers'
/** By which a customer is found whose number is known. */
export const numberKey = (number: string, customerId: string): string =>
  `${numbers}|${number.toLowerCase()}|${customerId}`
/** First key after a place (or of all) and first key after all: customers by their numbers. */
export const numberRange = (place?: string): [string, string] => [
  place === undefined ? `${numbers}|` : after(`${numbers}|${place}`),
  `${numbers}}`,
]
/** What a key says of its place there. */
export const numberPlace = (key: string): string => key.slice(`${numbers}|`.length)
export const hierarchyKey = (organizationId: string): string => `${organizationId}|h`
export const memberKey = (organizationId: string, customerId: string): string => `${organizationId}|h|${customerId}`
/** Of a user who was not added. @param since ISO 8601 */
export const refusedKey = (since: string, organizationId: string, userId: string): string =>
  `refused|${since}|${organizationId}|${userId}`
/** First key and first key after: those who were refused before a time. */
export const refusedUntil = (before: string): [string, string] => ['refused|', `refused|${before}`]
/** First key and first key after: the hierarchy with its members. */
export const hierarchyAndMembers = (organizationId: string): [string, string] => [
  hierarchyKey(organizationId),
  `${organizationId}|i`,
]

/** A request that was pulled from the channel and is not a prospect yet; or what its applicant did since. */
export const incomingKey = (prospectId: string, act?: string): string =>
  act === undefined ? `incoming|${prospectId}` : `incoming|${prospectId}|${act}`
/** A change of a prospect that the channel has not been told yet; the changes of one stand in their order. */
export const pushKey = (prospectId: string, revision: number): string => `push|${prospectId}|${padded(revision)}`
/** A change of a partner or one of its users that the channel has not been told yet. */
export const partnerPushKey = (organizationId: string, userId: string, change: string): string =>
  `push|${organizationId}|${userId}|${change}`
/**
 * A change of a mail that its channel has not been told yet; the changes of one stand in their order. An earlier version, to
 * which somebody may have to go back, never meets what stands under such keys.
 */
export const mailPushKey = (ownerId: string, number: number, revision: number): string =>
  `push-mail|${ownerId}|${padded(number)}|${padded(revision)}`
/** That a request came, which its channel has not been told yet; an earlier version never meets this one either. */
export const arrivalPushKey = (prospectId: string): string => `push-new|${prospectId}`
/** First key and first key after: what is to be told of the mails of one owner. */
export const mailPushesOf = (ownerId: string): [string, string] => [`push-mail|${ownerId}|`, `push-mail|${ownerId}}`]
/** First key and first key after: all that is to be told, of mails, of requests that came, and of others. */
export const allPushes: [string, string] = ['push-mail|', 'push}']
/** A prospect or a customer that is looked at again after a while. */
export const watchKey = (id: string): string => `watch|${id}`
export const importKey = (importId: string): string => `import|${importId}`
/** A row of an import, in the order of the file. */
export const importRowKey = (importId: string, line: number): string => `import|${importId}|${padded(line)}`
/** First key and first key after: the rows of an import. */
export const importRowRange = (importId: string): [string, string] => [`import|${importId}|`, `import|${importId}}`]
/** First key after all imports and their rows. */
export const importsEnd = 'import}'
/** Who signs in with an e-mail address, by the address' hash. */
export const signInKey = (emailHash: string): string => `sign-in|${emailHash}`

/** A report of spam from an address, by its hash. */
export const complaintKey = (hash: string): string => `complaint|${hash}`

/** Mails that were sent again to an address, by its hash. */
export const againKey = (hash: string): string => `again|${hash}`

export const allOf = (prefix: 'incoming' | 'push' | 'watch'): [string, string] => [`${prefix}|`, `${prefix}}`]

/** Newest first in ordinal order. */
export const inverted = (at: string): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')

/** The list in which the oldest stand first. */
export const oldestList = 'Oldest'

export const listKey = (list: string, createdAt: string, prospectId: string): string =>
  `list|${list}|${list === oldestList ? String(Date.parse(createdAt)).padStart(13, '0') : inverted(createdAt)}|${prospectId}`
/** A line of a list, by its place there. @param place the list, and what it is sorted by */
export const placeKey = (place: string, id: string): string => `list|${place}|${id}`
/** The list of open prospects in a stage, by since when they are there. @param stage empty = what all such lists begin with */
export const staysIn = (stage: string): string => `stay:${stage}`
/** First key after `cursor` (or of the list) and first key after a moment: those who stay in a stage since then or longer. */
export const stayRange = (stage: string, since: number, cursor?: string): [string, string] => [
  listRange(staysIn(stage), cursor)[0],
  `list|${staysIn(stage)}|${String(since).padStart(13, '0')}~`,
]
/** First key after `cursor` (or of the list) and first key after the list. */
export const listRange = (list: string, cursor?: string): [string, string] => [
  cursor === undefined ? `list|${list}|` : after(`list|${list}|${cursor}`),
  `list|${list}}`,
]
/** Finds a prospect by the address of its requestor, the newest first. */
export const addressKey = (hash: string, createdAt: string, prospectId: string): string =>
  `address|${hash}|${inverted(createdAt)}|${prospectId}`
/** First key and first key after: every prospect of an address. */
export const allOfAddress = (hash: string): [string, string] => [`address|${hash}|`, `address|${hash}}`]
/**
 * A change of a prospect in the log of all changes, newest first.
 * @param isTold it is what the channel was told of the change, perhaps in the same millisecond
 */
export const changeKey = (at: string, prospectId: string, revision: number, isTold = false): string =>
  `change|${inverted(at)}|${prospectId}|${padded(revision)}${isTold ? 'u' : ''}`
/** What a key in the log of changes says: whose change it is, and a mark that sorts by time and no other change of it has. */
export const changeOf = (key: string): { readonly prospectId: string; readonly mark: string } => {
  const [, time = '', prospectId = '', revision = ''] = key.split('|')
  return { prospectId, mark: `${new Date(9_999_999_999_999 - Number(time)).toISOString()}/${revision}` }
}
/** First key and first key after: changes from a moment on, before another, and after a cursor. Moments are ISO 8601. */
export const changeRange = (asked: {
  readonly from?: string | undefined
  readonly before?: string | undefined
  readonly cursor?: string | undefined
}): [string, string] => {
  const { from, before, cursor } = asked
  const start = before === undefined ? 'change|' : `change|${inverted(before)}~`
  const [, first = start] = [start, cursor === undefined ? start : after(`change|${cursor}`)].sort()
  return [first, from === undefined ? 'change}' : `change|${inverted(from)}~`]
}

/** First key and first key after: those of a list that came since a moment; ISO 8601. */
export const listSince = (list: string, since: string): [string, string] => [
  `list|${list}|`,
  `list|${list}|${inverted(since)}~`,
]

/** What a key says of its place in the list. */
export const listPlace = (list: string, key: string): string => key.slice(`list|${list}|`.length)

/** What is counted of a part. */
export const countsKey = 'count|a'
/** What a change of a prospect adds to that, or a repair, which is no change of its own. */
export const countedKey = (prospectId: string, revision: number, isRepair = false): string =>
  `count|d|${prospectId}|${padded(revision)}${isRepair ? 'r' : ''}`
/** What a change of a partner or its users adds to that. @param change tells it from every other one of the partner */
export const partnerCountedKey = (organizationId: string, change: string): string =>
  `count|d|${organizationId}|${change}h`
/** What a change of a mail adds to that. @param changes how often the mail changed so far */
export const mailCountedKey = (ownerId: string, number: number, changes: number): string =>
  `count|d|${ownerId}|m|${padded(number)}|${padded(changes)}`
/** First key and first key after: what is counted of a part, and what is not added to it yet. */
export const countRange: [string, string] = ['count|', 'count}']

/** An import in the list of all, the newest first. */
export const importListKey = (at: string, importId: string): string => listKey('Imports', at, importId)
/** First key and first key after: all imports. */
export const importListRange: [string, string] = listRange('Imports')
