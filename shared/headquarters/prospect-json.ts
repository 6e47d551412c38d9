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

export type ProspectJson = Omit<ProspectView, 'timeline' | 'flags' | 'sales'> & {
  readonly sales?: ProspectView['sales']
  /** What the applicant was told to call the request by. */
  readonly reference: string
  /** Newest first. */
  readonly timeline: readonly TimelineLine[]
  readonly flags: readonly { readonly code: ProspectFlag; readonly message: string }[]
}

const withoutSales = ({ sales: _, ...others }: ProspectView): Omit<ProspectView, 'sales'> => others
const withoutStage = ({ stage: _, ...others }: ProspectSummary): Omit<ProspectSummary, 'stage'> => others

export const prospectJson = (prospect: ProspectView, desk?: ApprovalDesk): ProspectJson => ({
  ...(desk === 'headquarters' ? withoutSales(prospect) : prospect),
  reference: referenceOf(prospect.prospectId),
  timeline: prospect.timeline.map(timelineLine),
  flags: flagsAt(desk, prospect.flags).map((code) => ({ code, message: flagWords[code].sentence })),
})

export type ProspectLineJson = Omit<ProspectSummary, 'stage'> & { readonly stage?: ProspectSummary['stage'] }

/** A line of a list. */
export const prospectLineJson = (line: ProspectSummary, desk?: ApprovalDesk): ProspectLineJson => ({
  ...(desk === 'headquarters' ? withoutStage(line) : line),
  flags: flagsAt(desk, line.flags),
})
