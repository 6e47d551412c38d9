// A prospect as `GET /api/prospects/{prospectId}` gives it.

import type { ProspectView } from '../domain/prospect-view.ts'
import { type TimelineLine, timelineLine } from '../languages/staff/en/timeline.ts'

export type ProspectJson = Omit<ProspectView, 'timeline'> & {
  /** Newest first, in English whatever staff read. */
  readonly timeline: readonly TimelineLine[]
}

export const prospectJson = (prospect: ProspectView): ProspectJson => ({
  ...prospect,
  timeline: prospect.timeline.map(timelineLine),
})
