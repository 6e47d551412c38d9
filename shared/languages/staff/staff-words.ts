// Everything that staff read, in one language.

import type { refusals } from './en/refusals.ts'
import type { createFailureText } from './failure-words.ts'
import type { createLabels } from './field-labels.ts'
import type { createFlagName, FlagWords } from './flag-words.ts'
import type { JobWords } from './job-words.ts'
import type { NameWords } from './name-words.ts'
import type { PageWords } from './page-words.ts'
import type { createPauseText } from './pause-words.ts'
import type { createTimelineLine } from './timeline-words.ts'

export type StaffWords = {
  /** BCP-47 tag of the words. */
  readonly tag: string
  /** BCP-47 tag by which moments are written. */
  readonly locale: string
  readonly pages: PageWords
  readonly names: NameWords
  readonly fieldLabels: ReturnType<typeof createLabels>
  readonly flagWords: FlagWords
  readonly flagName: ReturnType<typeof createFlagName>
  readonly failureText: ReturnType<typeof createFailureText>
  readonly pauseText: ReturnType<typeof createPauseText>
  readonly timelineLine: ReturnType<typeof createTimelineLine>
  readonly jobs: JobWords
  /** Why something was refused, by the code of the problem. */
  readonly refusals: Readonly<Record<keyof typeof refusals, string>>
}
