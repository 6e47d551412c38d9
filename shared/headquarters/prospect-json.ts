// A prospect as `GET /api/prospects/{prospectId}` gives it. What is in words there is in English, whatever staff read.

import type { ProspectFlag } from '../domain/flags.ts'
import type { ProspectView } from '../domain/prospect-view.ts'
import { referenceOf } from '../domain/reference.ts'
import { flagWords } from '../languages/staff/en/flags.ts'
import { timelineLine } from '../languages/staff/en/timeline.ts'
import type { TimelineLine } from '../languages/staff/timeline-words.ts'

export type ProspectJson = Omit<ProspectView, 'timeline' | 'flags'> & {
  /** What the applicant was told to call the request by. */
  readonly reference: string
  /** Newest first. */
  readonly timeline: readonly TimelineLine[]
  readonly flags: readonly { readonly code: ProspectFlag; readonly message: string }[]
}

export const prospectJson = (prospect: ProspectView): ProspectJson => ({
  ...prospect,
  reference: referenceOf(prospect.prospectId),
  timeline: prospect.timeline.map(timelineLine),
  flags: prospect.flags.map((code) => ({ code, message: flagWords[code].sentence })),
})
