// How long a decision usually takes, measured from those of the last three months, for applicants who wait for one.

/** A decision by when its prospect came into headquarters and when it was decided; milliseconds since 1970. */
export type Decided = { readonly createdAt: number; readonly decidedAt: number }

/** Decisions older than this say nothing of today. */
export const measuredDays = 90
/** Of fewer, one would say more than all others. */
export const leastDecisions = 10
/** So many of a hundred were decided within the time that is told. */
const share = 80

const dayMs = 24 * 3_600_000
/** Days are counted from 1970-01-01 on, a Thursday. */
const isWorkday = (day: number): boolean => ![2, 3].includes(day % 7)
const dayOf = (at: number): number => Math.floor(at / dayMs)

/** Working days (Monday to Friday, by UTC) from one moment to another, as people count them: within one at the least. */
export const workingDays = ({ createdAt, decidedAt }: Decided): number => {
  let days = 0
  for (let day = dayOf(createdAt) + 1; day <= dayOf(decidedAt); day += 1) if (isWorkday(day)) days += 1
  return Math.max(1, days)
}

/**
 * Within how many working days four of five were decided (the nearest rank of the 80th percentile); `undefined` where there
 * were too few.
 */
export const usualWorkingDays = (decisions: readonly Decided[], now: number): number | undefined => {
  const days = decisions
    .filter(({ decidedAt }) => decidedAt >= now - measuredDays * dayMs)
    .map(workingDays)
    .sort((a, b) => a - b)
  return days.length < leastDecisions ? undefined : days[Math.ceil((days.length * share) / 100) - 1]
}
