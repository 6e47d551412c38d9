// Where else a prospect is listed, and what it counts as. The rows change with the prospect, in its transaction; what is
// counted is added up later, by a job, so that no two changes wait for one row.

import { beginningsOf } from '../../domain/lists/beginnings.ts'
import { cellOf, facetLists, facetsOf } from '../../domain/lists/facets.ts'
import { countedBetween, type Listed, without } from '../../domain/lists/listed.ts'
import { cameIn, stayed, weekOf } from '../../domain/lists/weeks.ts'
import type { Prospect, ProspectSummary } from '../../domain/prospect.ts'
import type { SalesStage } from '../../domain/sales-outcome.ts'
import { createRowFormat } from '../../platform/row-format.ts'
import { listOf, objectOf, text } from '../../platform/shape.ts'
import { create, put, remove, type Write } from '../../platform/table.ts'
import { pausedMs } from '../paused.ts'
import { inStageSince } from '../stage-clock.ts'
import { countedKey, listKey, oldestList, staysIn } from './keys.ts'

/** What one change adds to the counts, and what it takes from them. */
export type Counted = { readonly plus: readonly string[]; readonly minus: readonly string[] }

export const countedFormat = createRowFormat(objectOf<Counted>({ plus: listOf(text), minus: listOf(text) }))

/** The list of those of whose names a word begins so. */
export const beginningList = (beginning: string): string => `begin:${beginning}`

/** Whether it stands in all of its lists and is counted: what an earlier version stored may not be. */
export const isListed = ({ listed }: Pick<Prospect, 'listed'>): boolean => (listed?.counts.length ?? 0) > 0

/** Open prospects that are in a stage since a moment; the list of the stage has those first that are there longest. */
const stayList = (stage: SalesStage, since: string): string =>
  `${staysIn(stage)}|${String(Date.parse(since)).padStart(13, '0')}`

/** Whether it stands in the list of its stage: what an earlier version stored may not. */
export const isInStayList = ({ status, listed }: Pick<Prospect, 'status' | 'listed'>): boolean =>
  status !== 'Open' || listed?.lists.some((list) => list.startsWith(staysIn(''))) === true

/** @param line the prospect's line in the lists */
const listedOf = (line: ProspectSummary): Listed => {
  const facets = facetsOf(line)
  const beginnings = beginningsOf(line.companyName, line.requestorName).map(beginningList)
  const stay = line.status === 'Open' ? [stayList(line.stage, inStageSince(line))] : []
  return {
    lists: [oldestList, ...facetLists(facets), ...stay, ...beginnings],
    counts: [cellOf(facets), cameIn(weekOf(Date.parse(line.createdAt)), line.status, line.stage)],
  }
}

/** A prospect with since when it is in its stage. @param before as it was, if it was there */
export const withStageSince = (prospect: Prospect, before?: Prospect): Prospect => {
  const { stageSince: _, ...others } = prospect
  const isNew = before === undefined || before.sales.stage !== prospect.sales.stage
  const since = isNew ? prospect.changedAt : before.stageSince
  return { ...others, ...(since === undefined ? {} : { stageSince: since }) }
}

/** A prospect with what it is listed and counted as, as it is stored. */
export const withListed = (prospect: Prospect, line: ProspectSummary): Prospect => ({
  ...prospect,
  listed: listedOf(line),
})

/** The stay in a stage that ended with a change, without the time in which the applicant was waited for. */
const stayOf = (before: Prospect | undefined, { sales, changedAt }: Prospect): string[] =>
  before?.stageSince === undefined || before.sales.stage === sales.stage
    ? []
    : [stayed(before.sales.stage, Date.parse(before.stageSince) + pausedMs(before, changedAt), Date.parse(changedAt))]

/**
 * The rows of a prospect in its further lists, and what its change counts.
 * @param packed its line, as it is stored
 * @param before as it was stored, if it was there
 */
export const indexWrites = (prospect: Prospect, packed: unknown, before?: Prospect): Write[] => {
  const { prospectId, createdAt, revision, listed } = prospect
  const { lists, counts } = listed ?? { lists: [], counts: [] }
  const { plus: more, minus } = countedBetween(before?.listed, { lists, counts })
  const plus = [...more, ...stayOf(before, prospect)]
  const counted = countedFormat.pack({ plus, minus })
  return [
    ...lists.map((list) => put(listKey(list, createdAt, prospectId), packed)),
    ...without(before?.listed?.lists, lists).map((list) => remove(listKey(list, createdAt, prospectId))),
    ...(plus.length + minus.length > 0
      ? [create(countedKey(prospectId, revision, before?.revision === revision), counted)]
      : []),
  ]
}

/** Rows that the next change takes away: one that is missing would refuse it. */
export const obsoleteWrites = (stored: Prospect, next: Prospect, packed: unknown): Write[] =>
  without(stored.listed?.lists, next.listed?.lists).map((list) =>
    put(listKey(list, stored.createdAt, stored.prospectId), packed),
  )
