// How fast an organization answers, and how far behind it is with what it does later.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, readOwnId, readRows } from '../organization/read-rows.ts'

const calls = 10

/** The time that the middle one of ten small calls took, in milliseconds. @param now milliseconds */
export const readSpeed = async (call: Dataverse, now: () => number): Promise<number> => {
  const times: number[] = []
  for (let made = 0; made < calls; made += 1) {
    const begun = now()
    await readOwnId(call)
    times.push(now() - begun)
  }
  return times.toSorted((one, other) => one - other)[calls / 2] ?? 0
}

/** Slower than this, people notice. */
export const slowMs = 1000

const ready = 0
const mostAgeMs = 10 * 60_000

/**
 * The age of the oldest system job that waits to be run, in milliseconds; `undefined` when none waits.
 * @param steps ids of the steps whose jobs are meant; absent = all jobs
 */
export const readOldestJob = async (
  call: Dataverse,
  now: number,
  steps: readonly string[] = [],
): Promise<number | undefined> => {
  const ofSteps = steps.length === 0 ? '' : ` and (${oneOf('_owningextensionid_value', steps)})`
  const jobs = await readRows(
    call,
    'asyncoperations',
    `statecode eq ${ready}${ofSteps}`,
    'createdon&$orderby=createdon asc&$top=1',
  )
  const created = Date.parse(String(jobs[0]?.['createdon']))
  return Number.isFinite(created) ? Math.max(0, now - created) : undefined
}

/** Whether jobs wait so long that events come late. */
export const isBehind = (oldest: number | undefined): oldest is number => oldest !== undefined && oldest > mostAgeMs

export const minutesOf = (ms: number): string => `${Math.round(ms / 60_000)} min`
