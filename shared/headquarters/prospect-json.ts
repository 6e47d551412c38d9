// A prospect as `GET /api/prospects/{prospectId}` gives it, and its line as lists do. What is in words there is in English,
// whatever staff read. Where headquarters decides, nothing waits for Sales, and nothing is said of it.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { flagsAt, type ProspectFlag } from '../domain/flags.ts'
import type { ProspectSummary } from '../domain/prospect.ts'
import type { ProspectView } from '../domain/prospect-view.ts'
import { referenceOf } from '../domain/reference.ts'
import { flagWords } from '../languages/staff/en/flags.ts'
import { timelineLine } from '../languages/staff/en/timeline.ts'
import type { TimelineLine } from '../languages/staff/timeline-words.ts'
import { type ClocksNow, clockOf } from './stage-clock.ts'

/** What the clock of its stage says of an open prospect; absent where the stage has no target. */
export type ClockJson = {
  /** When its target is over; absent while an answer of the applicant is waited for. */
  readonly dueAt?: string
  readonly overdue?: 'first' | 'second'
}

const clockJson = (clocks: ClocksNow, line: Parameters<typeof clockOf>[1]): ClockJson => {
  const { dueAt, ...state } = clockOf(clocks, line) ?? {}
  return { ...state, ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt).toISOString() }) }
}

export type ProspectJson = Omit<ProspectView, 'timeline' | 'flags' | 'sales' | 'pauses'> &
  ClockJson & {
    readonly sales?: ProspectView['sales']
    /** What the applicant was told to call the request by. */
    readonly reference: string
    /** Newest first. */
    readonly timeline: readonly TimelineLine[]
    readonly flags: readonly { readonly code: ProspectFlag; readonly message: string }[]
  }

const withoutSales = <View extends { readonly sales: unknown }>({ sales: _, ...others }: View): Omit<View, 'sales'> =>
  others
const withoutStage = <Line extends { readonly stage: unknown }>({ stage: _, ...others }: Line): Omit<Line, 'stage'> =>
  others

export const prospectJson = (
  { pauses, ...prospect }: ProspectView,
  desk: ApprovalDesk | undefined,
  clocks: ClocksNow,
): ProspectJson => ({
  ...(desk === 'headquarters' ? withoutSales(prospect) : prospect),
  ...clockJson(clocks, { ...prospect, stage: prospect.sales.stage, ...(pauses ? { pauses } : {}) }),
  reference: referenceOf(prospect.prospectId),
  timeline: prospect.timeline.map(timelineLine),
  flags: flagsAt(desk, prospect.flags).map((code) => ({ code, message: flagWords[code].sentence })),
})

export type ProspectLineJson = Omit<ProspectSummary, 'stage' | 'pauses'> &
  ClockJson & { readonly stage?: ProspectSummary['stage'] }

/** A line of a list. */
export const prospectLineJson = (
  line: ProspectSummary,
  desk: ApprovalDesk | undefined,
  clocks: ClocksNow,
): ProspectLineJson => {
  const { pauses: _, ...shown } = line
  return {
    ...(desk === 'headquarters' ? withoutStage(shown) : shown),
    ...clockJson(clocks, line),
    flags: flagsAt(desk, line.flags),
  }
}
