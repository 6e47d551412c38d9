// One line of the log of changes as programs get it: in words, as on a prospect's timeline, with what programs look for.

import { actorId, type TimelineCode } from '../domain/timeline.ts'
import { timelineLine } from '../languages/staff/en/timeline.ts'
import type { TimelineLine } from '../languages/staff/timeline-words.ts'
import type { LoggedChange } from './store/change-log.ts'

export type ChangeJson = TimelineLine & {
  readonly change: TimelineCode
  /** A part of the system, a job by its name, or a person by theirs; `who` is the same in words. */
  readonly actor: string
  readonly prospectId: string
  readonly number: string
}

export const changeJson = ({ prospectId, number, entry }: LoggedChange): ChangeJson => ({
  ...timelineLine(entry),
  change: entry.code,
  actor: actorId(entry.actor),
  prospectId,
  number,
})
