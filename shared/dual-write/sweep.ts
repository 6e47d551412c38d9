// Looks again, now and then, at what waits for Sales or was left unfinished by a crash.

import { waitsForConfirmation } from '../domain/confirmation.ts'
import { decideProspectMessage, type Message, queueOf, type Send, writeCustomerMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { isRuled } from '../domain/ruling.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { needsLook } from '../headquarters/store/prospects.ts'
import type { Watched } from '../headquarters/store/watch-list.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { delayAt } from './bridge.ts'
import { lookMessage } from './repair-prospect.ts'
import { errorIdOf } from './store/catch-up-error.ts'
import type { CatchUpErrorStore } from './store/catch-up-errors.ts'
import { confirmUntil, endUnconfirmed } from './wait-for-address.ts'

export const sweepEveryMs = 15 * 60_000

/** Looks of one run; who is not among them comes with the next one. */
const looksAtMost = 200

type SweepDeps = {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'watchList' | 'pushes'>
  readonly errors: Pick<CatchUpErrorStore, 'read'>
  readonly send: Send
  readonly now: () => Date
}

/** @returns when a prospect is over that nobody confirms; it ends where that time has come */
const untilConfirmed = async (deps: Pick<SweepDeps, 'headquarters' | 'now'>, prospect: Prospect): Promise<string> => {
  const stored = await deps.headquarters.prospects.read(prospect.prospectId)
  if (stored) await endUnconfirmed(deps, stored)
  return confirmUntil(prospect)
}

/** What to ask for; nothing when there is no reason any more to look by itself. */
const lookAgain = async (
  deps: SweepDeps,
  watched: Watched,
): Promise<Message | 'unreadable' | { readonly until: string } | undefined> => {
  const { headquarters } = deps
  if ('customerId' in watched) return writeCustomerMessage(watched.customerId)
  const { prospectId } = watched
  const prospect = await unlessUnreadable(headquarters.prospects.readAlone(prospectId), 'unreadable' as const)
  if (prospect === 'unreadable') return 'unreadable'
  if (!prospect || !needsLook(prospect)) return undefined
  if (!waitsForConfirmation(prospect)) return lookMessage(prospect)
  return { until: await untilConfirmed(deps, prospect) }
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
    if (message && 'until' in message) {
      await lookedAt(message.until)
      continue
    }
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

/** How long it takes until one is looked at again that only waits for a Sales; a change of it is seen as soon as ever. */
const withoutSalesMs = 6 * 3_600_000

/**
 * What is left of it without Sales: requests that nobody confirmed in time are over, and decisions of staff whose message was
 * lost are asked for again. All others stay on the list, for the day on which there is a Sales again.
 */
export const sweepWithoutSales = async ({ headquarters, send, now }: Omit<SweepDeps, 'errors'>): Promise<void> => {
  const at = now().getTime()
  const before = new Date(at - sweepEveryMs).toISOString()
  let looks = 0
  for await (const { watched, lookedAt } of headquarters.watchList.due(before)) {
    if (looks >= looksAtMost) return
    if (!('prospectId' in watched)) continue
    looks += 1
    const prospect = await unlessUnreadable(headquarters.prospects.readAlone(watched.prospectId), undefined)
    if (!prospect) continue
    if (isRuled(prospect) || prospect.hierarchyPending) {
      await send([decideProspectMessage(watched.prospectId)])
      await lookedAt(new Date(at).toISOString())
    } else if (waitsForConfirmation(prospect)) await lookedAt(await untilConfirmed({ headquarters, now }, prospect))
    else await lookedAt(new Date(at + withoutSalesMs).toISOString())
  }
}
