// How a line of a timeline is stored.

import { flagCodes } from '../domain/flags.ts'
import { type Read, readInstant, readMembers, readText } from '../domain/readers.ts'
import { readTimelineEntry, type TimelineEntry } from '../domain/timeline.ts'

/** Lines of the first version were stored in words, and without a version. */
const version = 2

/** The stored form of a line. */
export const timelineRow = (entry: TimelineEntry): object => ({ v: version, ...entry })

const firstVersion = readMembers({ at: readInstant, who: readText, what: readText }, { why: readText })

/** Words are kept as they are; only a flag has another name on pages than in them. */
const fromWords: Read<TimelineEntry> = (value) => {
  const row = firstVersion(value)
  if (!row) return undefined
  const { at, who, ...words } = row
  const flag = words.what === 'Flagged' ? flagCodes.find((code) => code === words.why) : undefined
  const actor = { name: who }
  return flag ? { at, actor, code: 'flagged', flag } : { at, actor, code: 'worded', ...words }
}

/** Reads a stored line of this version or an earlier one; `undefined` when it is none. */
export const readTimelineRow: Read<TimelineEntry> = (value) => {
  if (typeof value !== 'object' || value === null || !('v' in value)) return fromWords(value)
  const { v, ...entry } = value
  return v === version ? readTimelineEntry(entry) : undefined
}
