// What the overview counts: prospects by the week in which they came, and how long they stayed where they were. Weeks are
// numbers and begin on Monday, by UTC.

import type { ProspectStatus } from '../prospect.ts'
import type { SalesStage } from '../sales-outcome.ts'
import type { Cell, Counts } from './facets.ts'

const dayMs = 24 * 3_600_000
const weekMs = 7 * dayMs
/** 1970-01-01 was a Thursday. */
const beforeFirst = 3 * dayMs

/** @param at milliseconds since 1970 */
export const weekOf = (at: number): number => Math.floor((at + beforeFirst) / weekMs)
/** The first moment of a week, in milliseconds since 1970. */
export const beginOf = (week: number): number => week * weekMs - beforeFirst

/** Weeks that are kept. */
const keptWeeks = 60
/** Weeks that are shown. */
export const shownWeeks = 12

/** From one length of a stay to the next, in days; the last is everything longer. */
export const stays = [1, 3, 7, 14, 30, Number.POSITIVE_INFINITY] as const

export const cameIn = (week: number, status: ProspectStatus, stage: SalesStage): string =>
  `w|${week}|${status}|${stage}`

/** A stay in a stage that ended. @param at when it ended @param since when it began, in milliseconds since 1970 */
export const stayed = (stage: SalesStage, since: number, at: number): string =>
  `t|${weekOf(at)}|${stage}|${stays.findIndex((days) => at - since < days * dayMs)}`

/** Kinds of what is counted by the week. */
const byWeek: ReadonlySet<string> = new Set(['w', 't'])

/** What is counted without weeks that are long over, and without what there is none of. */
export const withoutOld = (counts: Counts, now: number): Counts => {
  const first = weekOf(now) - keptWeeks
  return Object.fromEntries(
    Object.entries(counts).filter(([name, count]) => {
      const [kind = '', week] = name.split('|', 2)
      return count !== 0 && (!byWeek.has(kind) || Number(week) >= first)
    }),
  )
}

/** What came in a week, and what has become of it. */
export type WeekFunnel = {
  readonly week: number
  readonly came: number
  /** A seller took it on: its lead is qualified, or more than that. */
  readonly qualified: number
  readonly approved: number
  readonly rejected: number
  readonly open: number
}

const notQualified: readonly SalesStage[] = [
  'Waiting for Sales',
  'Lead open',
  'Lead disqualified',
  'Lead merged',
  'Lead missing',
]

/** The last weeks, the present one last. */
export const funnelOf = (counts: Counts, now: number): WeekFunnel[] => {
  const last = weekOf(now)
  const came = Object.entries(counts).flatMap(([name, count]) => {
    const [kind, week, status, stage] = name.split('|')
    return kind === 'w' ? [{ week: Number(week), status, stage: stage as SalesStage, count }] : []
  })
  return Array.from({ length: shownWeeks }, (_, at) => {
    const week = last - shownWeeks + 1 + at
    const of = came.filter((one) => one.week === week)
    const sum = (fits: (one: (typeof of)[number]) => boolean): number =>
      of.reduce((all, one) => all + (fits(one) ? one.count : 0), 0)
    return {
      week,
      came: sum(() => true),
      qualified: sum(({ stage, status }) => status === 'Approved' || !notQualified.includes(stage)),
      approved: sum(({ status }) => status === 'Approved'),
      rejected: sum(({ status }) => status === 'Rejected'),
      open: sum(({ status }) => status === 'Open'),
    }
  })
}

/** Prospects that wait for a decision, by how many weeks ago they came. */
export type Waiting = { readonly weeks: 0 | 1 | 2 | 4; readonly count: number }[]

/** Those of this week, the last, two or three weeks ago, and of before. */
export const waitingOf = (counts: Counts, cells: readonly Cell[], now: number): Waiting => {
  const last = weekOf(now)
  const open = cells.reduce((sum, { facets, count }) => sum + (facets.status === 'Open' ? count : 0), 0)
  const cameAgo = (from: number, to: number): number =>
    Object.entries(counts).reduce((sum, [name, count]) => {
      const [kind, week, status] = name.split('|')
      const ago = last - Number(week)
      return kind === 'w' && status === 'Open' && ago >= from && ago <= to ? sum + count : sum
    }, 0)
  const recent = [
    { weeks: 0, count: cameAgo(0, 0) },
    { weeks: 1, count: cameAgo(1, 1) },
    { weeks: 2, count: cameAgo(2, 3) },
  ] as const
  // Weeks that are not kept any more are among what came before.
  return [...recent, { weeks: 4, count: open - recent.reduce((sum, { count }) => sum + count, 0) }]
}

/** How long prospects stayed in a stage that they left in the weeks that are shown. */
export type StageTime = {
  readonly stage: SalesStage
  readonly left: number
  /** Of each length, in the order of `stays`. */
  readonly byStay: readonly number[]
  /** Half of them stayed less than so many days; `Infinity` for longer than the longest that is told apart. */
  readonly median: number
}

export const stageTimesOf = (counts: Counts, stages: readonly SalesStage[], now: number): StageTime[] => {
  const first = weekOf(now) - shownWeeks + 1
  return stages.flatMap((stage) => {
    const byStay = stays.map((_, stay) =>
      Object.entries(counts).reduce((sum, [name, count]) => {
        const [kind, week, of, length] = name.split('|')
        return kind === 't' && of === stage && Number(length) === stay && Number(week) >= first ? sum + count : sum
      }, 0),
    )
    const left = byStay.reduce((sum, count) => sum + count, 0)
    if (left === 0) return []
    let seen = 0
    const at = byStay.findIndex((count) => {
      seen += count
      return seen * 2 >= left
    })
    return [{ stage, left, byStay, median: stays[at] ?? Number.POSITIVE_INFINITY }]
  })
}
