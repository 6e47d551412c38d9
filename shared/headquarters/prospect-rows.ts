// How a prospect is stored: the prospect itself, its timeline, and its lines in the lists, in one transaction.

import { isCustomerFlag } from '../domain/flags.ts'
import type { Prospect, ProspectSummary } from '../domain/prospect.ts'
import type { MailView } from '../domain/prospect-view.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { shardOf } from '../platform/ids.ts'
import { create, put, type Row, remove, replace, type Table, type Write } from '../platform/table.ts'
import { listKey, mailKey, opportunityKey, prospectAndMails, prospectKey, timelineKey, watchKey } from './keys.ts'
import { timelineRow } from './timeline-rows.ts'

/** A mail of a prospect as it is stored. */
export type MailRow = MailView & { readonly decision: number; readonly tries: number; readonly messageId?: string }

/** A prospect or a customer that the sweep looks at again. */
export type Watched = ({ readonly prospectId: string } | { readonly customerId: string }) & { readonly at: string }

/** The prospect that shows an opportunity, or showed it once. */
export type ShownOpportunity = { readonly prospectId: string }

export type StoredProspect = { readonly row: Row<Prospect>; readonly mails: readonly Row<MailRow>[] }

/** Reads a prospect with its mails; one storage transaction. */
export const readProspect = async (table: Table, prospectId: string): Promise<StoredProspect | undefined> => {
  const rows = await table.range(shardOf(prospectId), ...prospectAndMails(prospectId))
  const [first, ...mails] = rows
  if (first?.key !== prospectKey(prospectId)) return undefined
  return { row: first as Row<Prospect>, mails: mails as Row<MailRow>[] }
}

/** The stored mail of a decision, if any. */
export const mailOf = (stored: StoredProspect, decision: number): Row<MailRow> | undefined =>
  stored.mails.find((row) => row.key === mailKey(stored.row.value.prospectId, decision))

export const summaryOf = (prospect: Prospect): ProspectSummary => ({
  prospectId: prospect.prospectId,
  number: prospect.number,
  status: prospect.status,
  companyName: prospect.request.company.name,
  requestorName: `${prospect.request.requestor.firstName} ${prospect.request.requestor.lastName}`,
  country: prospect.request.company.address.country,
  stage: prospect.sales.stage,
  flags: prospect.flags,
  createdAt: prospect.createdAt,
  changedAt: prospect.changedAt,
})

const listWrites = (prospect: Prospect): Write[] => {
  const line = summaryOf(prospect)
  return ['All', prospect.status].map((list) => put(listKey(list, prospect.createdAt, prospect.prospectId), line))
}

/** Whether somebody, or the sweep, should look at the prospect again later. */
const needsLook = (prospect: Prospect): boolean =>
  prospect.sales.stage === 'Waiting for Sales' ||
  prospect.joining !== undefined ||
  prospect.flags.some((flag) => !isCustomerFlag(flag))

const watchWrites = (prospect: Prospect, before?: Prospect): Write[] => {
  const value: Watched = { prospectId: prospect.prospectId, at: prospect.changedAt }
  if (needsLook(prospect)) return [put(watchKey(prospect.prospectId), value)]
  return before && needsLook(before) ? [remove(watchKey(prospect.prospectId))] : []
}

/** By which the prospect of an opportunity is found when nothing but the opportunity's id is known. */
const opportunityWrites = ({ prospectId, sales: { opportunity } }: Prospect): Write[] =>
  opportunity ? [put(opportunityKey(opportunity.id), { prospectId } satisfies ShownOpportunity)] : []

const timelineWrites = (prospect: Prospect, entries: readonly TimelineEntry[]): Write[] =>
  entries.map((entry, index) => put(timelineKey(prospect.prospectId, prospect.revision, index), timelineRow(entry)))

/** The writes that make a new prospect. */
export const newProspect = (prospect: Prospect, entries: readonly TimelineEntry[]): Write[] => [
  create(prospectKey(prospect.prospectId), prospect),
  ...timelineWrites(prospect, entries),
  ...listWrites(prospect),
  ...watchWrites(prospect),
]

/**
 * The writes that change a prospect. The lists are written anew each time, which also mends a lost line.
 * @param next the prospect after the change; its revision and time of change are set here
 */
export const changedProspect = (
  before: Row<Prospect>,
  next: Prospect,
  entries: readonly TimelineEntry[],
  at: string,
): Write[] => {
  const prospect: Prospect = { ...next, revision: before.value.revision + 1, changedAt: at }
  const oldLine =
    before.value.status === prospect.status
      ? []
      : [remove(listKey(before.value.status, prospect.createdAt, prospect.prospectId))]
  return [
    replace(before, prospect),
    ...timelineWrites(prospect, entries),
    ...oldLine,
    ...listWrites(prospect),
    ...watchWrites(prospect, before.value),
    ...opportunityWrites(prospect),
  ]
}

/**
 * Puts back a prospect's lines in the lists, and the line that its next change of status will take away. A missing one
 * would otherwise refuse every such change. Nothing happens when the prospect changes meanwhile: that change writes them.
 */
export const repairLists = async (table: Table, prospectId: string): Promise<void> => {
  const row = await table.read<Prospect>(shardOf(prospectId), prospectKey(prospectId))
  if (!row) return
  const { value } = row
  await table.write(shardOf(prospectId), [replace(row, value), ...listWrites(value), ...watchWrites(value)])
}
