// Why something on a timeline happened, as pages tell it.

import type { TimelineEntry } from '../../domain/timeline.ts'
import { nameOf } from '../../languages/staff/name-words.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'

const { flagName, names, timelineLine } = staffWords
const between = ' · '

/** What is told of users begins with a code, which programs read as it is; what a person wrote stays. */
const ofUser = (why: string): string => {
  const [code = '', ...more] = why.split(between)
  return [nameOf<string>(names.userReasons, code), ...more].join(between)
}

/** Whether a person said something beside the fields that changed. */
const saysMore = ({ code }: TimelineEntry): boolean =>
  code === 'user-changed' || code === 'question-answered' || code === 'answer-too-late'

/** @returns `undefined` where nothing is said, or only which fields changed, which stand beside it */
export const reasonOf = (entry: TimelineEntry): string | undefined => {
  const { why, changes = [] } = timelineLine(entry)
  if (why === undefined || (changes.length > 0 && !saysMore(entry))) return undefined
  if (entry.code === 'user-refused' || entry.code === 'user-changed') return ofUser(why)
  return entry.code === 'flagged' ? flagName(why) : why
}
