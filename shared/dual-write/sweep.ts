// Looks again, now and then, at what waits for Sales or was left unfinished by a crash.

import { type Message, queueOf, type Send, writeCustomerMessage } from '../domain/messages.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { needsLook } from '../headquarters/store/prospects.ts'
import type { Watched } from '../headquarters/store/watch-list.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { delayAt } from './bridge.ts'
import { lookMessage } from './repair-prospect.ts'
import { errorIdOf } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'

export const sweepEveryMs = 15 * 60_000

/** Looks of one run; who is not among them comes with the next one. */
const looksAtMost = 200

type SweepDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'watchList'>
  readonly errors: Pick<CatchUpErrorStore, 'read'>
  readonly send: Send
  readonly now: () => Date
}

/** What to ask for; nothing when there is no reason any more to look by itself. */
const lookAgain = async (
  { headquarters }: SweepDeps,
  watched: Watched,
): Promise<Message | 'unreadable' | undefined> => {
  if ('customerId' in watched) return writeCustomerMessage(watched.customerId)
  const { prospectId } = watched
  const prospect = await unlessUnreadable(headquarters.prospects.readAlone(prospectId), 'unreadable' as const)
  if (prospect === 'unreadable') return 'unreadable'
  if (!prospect || !needsLook(prospect)) return undefined
  return lookMessage(prospect)
}

/**
 * Prospects that wait for their lead or are open and flagged, and customers of which Sales lacks something, are looked at
 * again now and then.
 * @returns how many, and whether more are due
 */
export const sweep = async (deps: SweepDeps): Promise<{ readonly swept: number; readonly isMore: boolean }> => {
  const before = new Date(deps.now().getTime() - sweepEveryMs).toISOString()
  let swept = 0
  for await (const { watched, lookedAt, forget } of deps.headquarters.watchList.due(before)) {
    if (swept >= looksAtMost) return { swept, isMore: true }
    const message = await lookAgain(deps, watched)
    if (message === 'unreadable') continue
    if (!message) {
      await forget()
      continue
    }
    // What was given up waits for a person, not for the sweep.
    const queue = queueOf(message)
    if (queue === 'sales-writes' && (await deps.errors.read(errorIdOf(queue, message)))) continue
    await deps.send([message], delayAt(swept))
    await lookedAt(deps.now().toISOString())
    swept += 1
  }
  return { swept, isMore: false }
}
