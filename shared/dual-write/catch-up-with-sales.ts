// Finds what no event told: compares what changed in Sales since the last look with what headquarters knows, goes round
// all that is ours, looks again at prospects that are stuck, and lets go what a pause left parked.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import type { Log } from '../domain/log-events.ts'
import { type SalesHint, type Send, salesChangeMessage } from '../domain/messages.ts'
import { type Job, type JobReport, notNoted } from '../headquarters/jobs/job.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { describeError } from '../platform/log.ts'
import type { Sales } from '../sales/sales.ts'
import { releaseParked } from './bridge.ts'
import { compareRound, compareUnshown } from './compare-round.ts'
import { createComparedStore } from './compared-store.ts'
import { readChanges } from './read-changes.ts'
import { reviveRounds } from './round-messages.ts'
import type { BridgeState } from './store/bridge-switch.ts'
import type { CatchUpProgress, SalesTable, TableProgress } from './store/catch-up-progress.ts'
import type { DualWriteStore } from './store/dual-write-store.ts'
import { sweep, sweepEveryMs, sweepWithoutSales } from './sweep.ts'
import type { SwitchBridge } from './switch-bridge.ts'

export type CatchUpDeps = {
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly switchBridge: SwitchBridge
  readonly sales: Sales
  /** Absent: Sales. */
  readonly desk?: ApprovalDesk
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
  /** How often a part of the round is compared. */
  readonly roundEveryMs: number
}

/** A run begins nothing new after this long: far below the five minutes after which the host ends it. */
const runMs = 60_000
/** The bridge's switch is asked again after this long: somebody may have paused it. */
const switchFreshMs = 5000

const isDue = (last: string | undefined, everyMs: number, now: Date): boolean =>
  last === undefined || Date.parse(last) + everyMs <= now.getTime()

/** Progress as this run knows it, and whether all of it is stored. */
const createProgress = (store: DualWriteStore['progress'], stored: CatchUpProgress) => {
  let progress = stored
  let isStored = true
  const flush = async (): Promise<void> => {
    if (isStored) return
    await store.write(progress)
    isStored = true
  }
  return {
    now: () => progress,
    change: (members: Partial<CatchUpProgress>): void => {
      progress = { ...progress, ...members }
      isStored = false
    },
    flush,
  }
}

/** Whether the time is up, or somebody paused the bridge meanwhile. */
const createIsOver = ({ dualWrite, now }: CatchUpDeps, begun: Date): (() => Promise<boolean>) => {
  let askedAt = begun.getTime()
  let isPaused = false
  return async () => {
    const at = now().getTime()
    if (at >= begun.getTime() + runMs) return true
    if (at < askedAt + switchFreshMs) return isPaused
    askedAt = at
    isPaused = (await dualWrite.bridge.read()).state === 'paused'
    return isPaused
  }
}

const run = async (deps: CatchUpDeps, bridge: BridgeState): Promise<JobReport> => {
  const { dualWrite, send, now, log, roundEveryMs } = deps
  const begun = now()
  const progress = createProgress(dualWrite.progress, await dualWrite.progress.read())
  const isOver = createIsOver(deps, begun)
  const found: SalesHint[] = []
  let isAnswered = false
  let released = 0

  const compared = { ...deps, headquarters: createComparedStore(deps.headquarters) }
  const reading = await readChanges(compared, {
    // That Sales answers a question, whichever, ends a time of waiting.
    onAnswer: async () => {
      isAnswered = true
      const running = { state: 'running', at: now().toISOString(), by: 'catch-up' } as const
      // Whoever paused it meanwhile has the word.
      if (bridge.state === 'waiting' && (await deps.switchBridge(bridge, running)) === 'conflict') return
      released = await releaseParked(dualWrite, send)
    },
    progressOf: (table) => progress.now().tables[table] ?? {},
    keep: async (table: SalesTable, next: TableProgress, isUrgent) => {
      progress.change({ tables: { ...progress.now().tables, [table]: next } })
      if (isUrgent) await progress.flush()
    },
    isOver,
  })
  found.push(...reading.hints)
  for (const { table, error } of reading.refused)
    log.error('catch-up-failed', { table, code: error.code, error: describeError(error) })

  let swept = 0
  if (isAnswered && isDue(progress.now().sweptAt, sweepEveryMs, now())) {
    // What was just released is on its way already.
    const outcome = released > 0 ? undefined : await sweep({ ...deps, errors: dualWrite.errors })
    swept = outcome?.swept ?? 0
    await reviveRounds({ rounds: dualWrite.rounds, send, now })
    if (!outcome?.isMore) progress.change({ sweptAt: now().toISOString() })
  }
  if (reading.unshown.length > 0 && released === 0 && !(await isOver())) {
    const hints = await compareUnshown(compared, reading.unshown)
    await send(hints.map(salesChangeMessage))
    found.push(...hints)
  }
  // Sales has enough to do with what was just released.
  const mayGoRound = isAnswered && released === 0 && isDue(progress.now().round?.at, roundEveryMs, now())
  if (mayGoRound && !(await isOver())) {
    const { hints, place } = await compareRound(compared, progress.now().round?.place)
    await send(hints.map(salesChangeMessage))
    found.push(...hints)
    progress.change({ round: { at: now().toISOString(), ...(place === undefined ? {} : { place }) } })
  }
  await progress.flush()

  if (found.length > 0) log.warn('events-lost', { found: found.length })
  for (const { correlationId } of found.map(salesChangeMessage)) log.info('change-found', { correlationId })
  return { processed: released + swept + found.length + reading.asked, failed: reading.refused.length }
}

/** There is nothing to compare: only what nobody confirmed is over. */
const runWithoutSales = async (deps: CatchUpDeps): Promise<JobReport> => {
  const { dualWrite, now } = deps
  const progress = await dualWrite.progress.read()
  if (isDue(progress.sweptAt, sweepEveryMs, now())) {
    await sweepWithoutSales(deps)
    await dualWrite.progress.write({ ...progress, sweptAt: now().toISOString() })
  }
  return { processed: 0, failed: 0 }
}

/**
 * Runs the catch-up once. Each table of Sales is read by itself, page by page, and the run ends in time and goes on from
 * there the next time. See docs/decisions/catch-up.md.
 */
export const catchUpWithSales =
  (given: CatchUpDeps): Job =>
  async (begins = notNoted) => {
    // What asks for work is work; a run that only looks is none.
    const deps: CatchUpDeps = {
      ...given,
      send: async (messages, delayMs) => {
        if (messages.length > 0) await begins()
        await given.send(messages, delayMs)
      },
    }
    if (deps.desk === 'headquarters') return runWithoutSales(deps)
    const bridge = await deps.dualWrite.bridge.read()
    if (bridge.state === 'paused') return { processed: 0, failed: 0 }
    try {
      return await run(deps, bridge)
    } catch (error) {
      deps.log.error('catch-up-failed', { error: describeError(error) })
      return { processed: 0, failed: 1 }
    }
  }
