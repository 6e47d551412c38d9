// The record of each job's runs: the last one, the last that did something, when it looked last, and runs that began and
// have not ended. A run without work costs no row: that it looked is stored once in a minute, for all jobs of a process
// together.

import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, text } from '../../platform/shape.ts'
import { type Row, remove, type Table, type Write } from '../../platform/table.ts'
import type { JobRun } from '../jobs/job.ts'

const partition = 'job'
/** A little less than a minute, so that a job that runs each minute is stored each time. */
const lookedEveryMs = 55_000
/** Runs that never ended, of one job. */
const unendedKept = 10

/** A run that began and has not ended, as far as is known. */
export type BegunRun = { readonly at: string; readonly by: string }

export type JobRecord = {
  /** The last run that was recorded. */
  readonly lastRun?: JobRun
  /** The last one that did something. */
  readonly lastWork?: JobRun
  /** When it looked for work last; ISO 8601, at most about a minute old. */
  readonly lookedAt?: string
  /** The oldest first. */
  readonly begun: readonly BegunRun[]
}

const runFormat = createRowFormat(
  objectOf<JobRun>({ processed: number, failed: number, at: text, by: text, seconds: number }),
)
const begunFormat = createRowFormat(objectOf<BegunRun>({ at: text, by: text }))
const lookedFormat = createRowFormat(objectOf<{ readonly at: string }>({ at: text }))

// The last run stands under the name alone, as in the first version.
const keys = {
  worked: (name: string) => `${name}|worked`,
  looked: (name: string) => `${name}|looked`,
  begun: (name: string, at = '') => `${name}|begun|${at}`,
}

export type JobRunStore = {
  /** Notes that a run has work to do. @param name of the job */
  readonly begin: (name: string, run: BegunRun) => Promise<void>
  /** Keeps a run that ended. @param isBegun whether its beginning was noted */
  readonly end: (name: string, run: JobRun, isBegun: boolean) => Promise<void>
  /** Notes that a job looked for work. @param at ISO 8601 */
  readonly looked: (name: string, at: string) => Promise<void>
  /** What is known of each job, by its name; one storage transaction. */
  readonly read: () => Promise<Readonly<Record<string, JobRecord>>>
}

export const createJobRunStore = (table: Table): JobRunStore => {
  const runRows = createRows(table, runFormat)
  const begunRows = createRows(table, begunFormat)
  const lookedRows = createRows(table, lookedFormat)
  const looks = new Map<string, string>()
  const tidied = new Set<string>()
  let lookedAt = Number.NEGATIVE_INFINITY

  /** Lets go of what runs that were killed long ago left; they can be there only when a process begins. */
  const tidy = async (name: string): Promise<void> => {
    if (tidied.has(name)) return
    const left = await table.range(partition, keys.begun(name), `${name}|begun}`)
    const old = left.slice(0, -unendedKept)
    if (old.length > 0)
      await table.write(
        partition,
        old.slice(0, 100).map(({ key }) => remove(key)),
      )
    tidied.add(name)
  }

  const lookWrites = (): Write[] => [...looks].map(([name, at]) => lookedRows.put(keys.looked(name), { at }))

  return {
    begin: async (name, run) => {
      await tidy(name)
      await table.write(partition, [begunRows.put(keys.begun(name, run.at), run)])
    },
    end: async (name, run, isBegun) => {
      looks.delete(name)
      const didSomething = run.processed > 0 || run.failed > 0
      const record = [
        runRows.put(name, run),
        ...(didSomething ? [runRows.put(keys.worked(name), run)] : []),
        ...lookWrites(),
      ]
      const ending = isBegun ? [remove(keys.begun(name, run.at))] : []
      // Where the beginning could not be noted, there is nothing to take away.
      if ((await table.write(partition, [...record, ...ending])) !== 'written') await table.write(partition, record)
      looks.clear()
    },
    looked: async (name, at) => {
      looks.set(name, at)
      const time = Date.parse(at)
      if (time < lookedAt + lookedEveryMs) return
      await table.write(partition, lookWrites())
      looks.clear()
      lookedAt = time
    },
    read: async () => {
      const byName = Map.groupBy(await table.range(partition, '0', '~'), ({ key }) => key.split('|')[0] ?? '')
      const known = await Promise.all(
        [...byName].map(async ([name, rows]) => {
          const at = (key: string): Row[] => rows.filter((row) => row.key === key)
          const [[lastRun], [lastWork], [looked], begun] = await Promise.all([
            runRows.readable(partition, at(name)),
            runRows.readable(partition, at(keys.worked(name))),
            lookedRows.readable(partition, at(keys.looked(name))),
            begunRows.readable(
              partition,
              rows.filter(({ key }) => key.startsWith(keys.begun(name))),
            ),
          ])
          const record: JobRecord = {
            ...(lastRun ? { lastRun: lastRun.value } : {}),
            ...(lastWork ? { lastWork: lastWork.value } : {}),
            ...(looked ? { lookedAt: looked.value.at } : {}),
            begun: begun.map(({ value }) => value),
          }
          return [name, record] as const
        }),
      )
      return Object.fromEntries(known)
    },
  }
}
