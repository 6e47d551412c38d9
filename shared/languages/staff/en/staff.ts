// Everything that staff read, in English.

import type { StaffWords } from '../staff-words.ts'
import { failureText } from './failures.ts'
import { fieldLabels } from './fields.ts'
import { flagName, flagWords } from './flags.ts'
import { jobs } from './jobs.ts'
import { names } from './names.ts'
import { pages } from './pages.ts'
import { pauseText } from './pause-reasons.ts'
import { refusals } from './refusals.ts'
import { timelineLine } from './timeline.ts'

export const staff: StaffWords = {
  tag: 'en',
  locale: 'en-GB',
  pages,
  names,
  fieldLabels,
  flagWords,
  flagName,
  failureText,
  pauseText,
  timelineLine,
  jobs,
  refusals,
}
