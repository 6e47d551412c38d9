// Adds to the feed of changes what several parts of a run have to tell at the same time: one addition serves them all.

import type { NewChange } from '../../channel/store/change-feed.ts'

type Append = (changes: readonly NewChange[]) => Promise<unknown>

/** Adds changes; returns when they are stored, throws when they could not be. Those of one call stay in their order. */
export const gatheredAppend = (append: Append): ((changes: readonly NewChange[]) => Promise<void>) => {
  let waiting: NewChange[] = []
  let next: Promise<void> | undefined
  let running: Promise<unknown> = Promise.resolve()

  const begin = async (): Promise<void> => {
    // Whoever comes until the addition before has ended is taken along.
    await running.catch(() => undefined)
    const changes = waiting
    waiting = []
    next = undefined
    running = append(changes)
    await running
  }

  return (changes) => {
    waiting.push(...changes)
    next ??= begin()
    return next
  }
}
