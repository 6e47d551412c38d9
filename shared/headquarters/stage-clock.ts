// What the clock of a stage says of a prospect (PARTNERS I6). It is told from the present moment alone: nothing is stored when a
// target passes, so whatever the settings say holds at once, for a host that stood still as well.

import type { ProspectSummary } from '../domain/prospect.ts'
import { type StageTargets, targetOf } from '../domain/stage-targets.ts'
import type { Calendar } from '../domain/working-time.ts'

export type StageClocks = { readonly calendar: Calendar; readonly targets: StageTargets }

/** The clocks at a moment, in milliseconds since 1970. */
export type ClocksNow = StageClocks & { readonly at: number }

/** What a clock says. */
export type ClockState = {
  /** When the target is over; absent while the clock stands still. Milliseconds since 1970. */
  readonly dueAt?: number
  /** Which targets are over. */
  readonly overdue?: 'first' | 'second'
}

type Timed = Pick<ProspectSummary, 'status' | 'stage' | 'stageSince' | 'createdAt' | 'pauses'>

/** Since when it is in its stage, as far as that is known; ISO 8601. */
export const inStageSince = ({ stageSince, createdAt }: Pick<Timed, 'stageSince' | 'createdAt'>): string =>
  stageSince ?? createdAt

/** @returns `undefined` for what is decided, and where the stage has no target */
export const clockOf = ({ calendar, targets, at: now }: ClocksNow, line: Timed): ClockState | undefined => {
  const target = line.status === 'Open' ? targetOf(targets, line.stage) : undefined
  if (!target) return undefined
  const since = Date.parse(inStageSince(line))
  const breaks = (line.pauses ?? []).map(({ from, to }) => ({
    from: Date.parse(from),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  }))
  const dueAt = calendar.after(since, target.first, breaks)
  const secondAt = target.second === undefined ? undefined : calendar.after(since, target.second, breaks)
  const isOver = (at: number | undefined): boolean => at !== undefined && at < now
  const overdue = isOver(secondAt) ? 'second' : isOver(dueAt) ? 'first' : undefined
  return { ...(dueAt === undefined ? {} : { dueAt }), ...(overdue ? { overdue } : {}) }
}
