// The open prospects whose stage has a target that is over (PARTNERS I6), the longest in their stage first.

import { type Counts, cellsOf, countOf, facetsOf, isWithin, type ProspectFilter } from '../domain/lists/facets.ts'
import type { ProspectSummary } from '../domain/prospect.ts'
import { salesStages } from '../domain/sales-outcome.ts'
import { targetOf } from '../domain/stage-targets.ts'
import { type ClocksNow, clockOf } from './stage-clock.ts'
import type { ProspectList } from './store/prospect-lists.ts'
import type { ReadStays } from './store/stays.ts'

export type Overdue = {
  /** What else they are narrowed to. */
  readonly asked: ProspectFilter
  /** Everything that is counted: of a stage in which nobody is, nothing is asked. */
  readonly counts: Counts
  readonly pageSize: number
  readonly after?: string | undefined
}

/** Which of its targets are over. */
export const overdueOf = (clocks: ClocksNow, line: ProspectSummary): 'first' | 'second' | undefined =>
  clockOf(clocks, line)?.overdue

/** One page of them. */
export const readOverdue = (
  { stays }: { readonly stays: ReadStays },
  clocks: ClocksNow,
  { asked, counts, pageSize, after }: Overdue,
): Promise<ProspectList> => {
  const cells = cellsOf(counts)
  const stages = salesStages.flatMap((stage) => {
    const target = targetOf(clocks.targets, stage)
    const isThere = countOf(cells, { status: 'Open', stage }) > 0
    return target && isThere ? [{ stage, since: clocks.calendar.before(clocks.at, target.first) }] : []
  })
  const keep = (line: ProspectSummary): boolean =>
    isWithin(asked, facetsOf(line)) && overdueOf(clocks, line) !== undefined
  return stays({ stages, keep, pageSize, after })
}

/** How many there are, or one more than are counted; `undefined` where no stage has a target. */
export const countOverdue = async (
  kept: { readonly stays: ReadStays },
  clocks: ClocksNow,
  counts: Counts,
  most: number,
): Promise<number | undefined> => {
  if (clocks.targets.size === 0) return undefined
  const { items, cursor } = await readOverdue(kept, clocks, { asked: {}, counts, pageSize: most })
  return items.length + (cursor === undefined ? 0 : 1)
}
