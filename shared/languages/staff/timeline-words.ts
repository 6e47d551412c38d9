// What staff read on a prospect's timeline: the shape of it, which the compiler holds every language to.

import type { Actor, TimelineCode, TimelineEntry, TimelineEntryOf } from '../../domain/timeline.ts'

/** A line in words, as pages show it and the interface gives it. */
export type TimelineLine = {
  readonly at: string
  readonly who: string
  readonly what: string
  readonly why?: string
  /** Who did it in Sales, by name. */
  readonly by?: string
  /** From what to what fields changed, by their labels. */
  readonly changes?: readonly ChangeLine[]
}

/** One field that changed; a side without a text is absent. */
export type ChangeLine = { readonly field: string; readonly before?: string; readonly after?: string }

type Words = Omit<TimelineLine, 'at' | 'who'>
type Lines<Code extends TimelineCode> = { readonly [C in Code]: (entry: TimelineEntryOf<C>) => Words }

export type TimelineWords = {
  /** Parts of the system. */
  readonly actors: Readonly<Record<Extract<Actor, string>, string>>
  /** A job, by its name in addresses. */
  readonly jobOf: (job: string) => string
  /** What each code tells. A line that is stored in words stays as it is. */
  readonly lines: Lines<Exclude<TimelineCode, 'worded'>>
}

/** Makes the function that puts a line of the timeline into words. */
export const createTimelineLine = ({ actors, jobOf, lines }: TimelineWords) => {
  const whoOf = (actor: Actor): string => {
    if (typeof actor === 'string') return actors[actor]
    return 'job' in actor ? jobOf(actor.job) : actor.name
  }
  const all: Lines<TimelineCode> = {
    ...lines,
    worded: ({ what, why }) => ({ what, ...(why === undefined ? {} : { why }) }),
  }
  const wordsOf = <C extends TimelineCode>(code: C, entry: TimelineEntryOf<C>): Words => all[code](entry)
  return (entry: TimelineEntry): TimelineLine => ({
    at: entry.at,
    who: whoOf(entry.actor),
    ...wordsOf(entry.code, entry),
  })
}
