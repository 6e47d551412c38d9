// The job Initial synchronization: goes through all accounts of the type Customer and then their contacts, page by page, and
// makes customers of those that are none. Staff begin it; each run does a part, and what was stored last says where the next
// one goes on. A page that is done again finds what is there.

import type { CustomerType } from '../domain/customer-fields.ts'
import type { FailureCode } from '../domain/failures.ts'
import type { Log } from '../domain/log-events.ts'
import { salesChangeMessage } from '../domain/messages.ts'
import { type Job, type JobReport, notNoted } from '../headquarters/jobs/job.ts'
import { forMany } from '../platform/for-many.ts'
import { describeError } from '../platform/log.ts'
import type { Stored } from '../platform/stored.ts'
import { SalesRefused, SalesUnavailable } from '../sales/failures.ts'
import { customerTables } from '../sales/field-map.ts'
import type { ArrivingCustomer, ArrivingCustomers } from '../sales/sales.ts'
import { type BringDeps, bringRecord, customerOf, type Made, storeBrought } from './bring-customer.ts'
import { resultOfFailure } from './failed-work.ts'
import { hintOf, isOutdatedByRow } from './outdated.ts'
import type { DualWriteStore } from './store/dual-write-store.ts'
import type { InitialProgress } from './store/initial-progress.ts'
import { deliveryOf, giveUp } from './unfinished-work.ts'

export type InitialDeps = Omit<BringDeps, 'sales'> & {
  readonly sales: BringDeps['sales'] & Pick<ArrivingCustomers, 'arrivingCustomers'>
  readonly dualWrite: Pick<DualWriteStore, 'bridge' | 'errors' | 'initial'>
  /** Whether every customer of Sales becomes one here; without it the job does nothing. */
  readonly takesAll: boolean
  readonly log: Log
}

/** A run begins no further page after this long: the request that runs it waits for an answer. */
const runMs = 60_000

const nothing: JobReport = { processed: 0, failed: 0 }

type Counts = { readonly made: number; readonly errors: number }

/** What a record came to: `failed` for good, and people are told. */
type Outcome = 'made' | 'there' | 'failed'

/** Keeps a record of which no customer could be made, to be run again as the event of it would be. */
const keepError = async (deps: InitialDeps, type: CustomerType, id: string, code: FailureCode): Promise<void> => {
  const { now, log, send, dualWrite } = deps
  const message = salesChangeMessage(hintOf(type, id))
  const unfinished = { errors: dualWrite.errors, send, log, random: () => 0 }
  await giveUp(unfinished, deliveryOf('sales-changes', message, now().toISOString()), code)
}

/** Does something for a record; what would fail again is kept, and what may not ends the run. */
const kept = async (
  deps: InitialDeps,
  type: CustomerType,
  id: string,
  act: () => Promise<Outcome>,
): Promise<Outcome> => {
  try {
    return await act()
  } catch (error) {
    const result = resultOfFailure(error)
    if (result?.outcome !== 'failed') throw error
    await keepError(deps, type, id, result.code)
    return 'failed'
  }
}

/** One page: what is known is compared, the others become customers; one call of Sales for all of them, and their accounts. */
const doPage = async (deps: InitialDeps, type: CustomerType, records: readonly ArrivingCustomer[]): Promise<Counts> => {
  const { headquarters, sales, send } = deps
  const outdated: string[] = []
  const coming: (Made & { readonly record: ArrivingCustomer })[] = []
  const first = await forMany(records, (record) =>
    kept(deps, type, record.id, async () => {
      const there = (await headquarters.customers.locate(record.id))?.value
      if (there && isOutdatedByRow(there, record)) outdated.push(record.id)
      const made = there ? 'none' : await customerOf(deps, type, record)
      if (made !== 'none') coming.push({ record, ...made })
      return 'there'
    }),
  )
  await send(outdated.map((id) => salesChangeMessage(hintOf(type, id))))
  const { set } = customerTables[type]
  if (coming.length > 0)
    await sales.show(
      coming.map(({ customer }) => ({ set, id: customer.customerId, marker: customer.number, values: {} })),
    )
  const second = await forMany(coming, (one) =>
    kept(deps, type, one.record.id, async () => {
      if ((await storeBrought(deps, one.record, one)) === 'written') return 'made'
      // Somebody else was faster, and may have given it another number.
      const brought = await bringRecord(deps, type, one.record, true, one.customer.number)
      return brought === 'brought' ? 'made' : 'there'
    }),
  )
  const all = [...first, ...second]
  const count = (wanted: Outcome): number => all.filter((outcome) => outcome === wanted).length
  return { made: count('made'), errors: count('failed') }
}

const after = (
  { next: _, ...before }: InitialProgress,
  looked: number,
  { made, errors }: Counts,
  next: string | undefined,
  at: string,
): InitialProgress => {
  const { table } = before
  const moved = {
    ...before,
    movedAt: at,
    [table]: before[table] + looked,
    made: before.made + made,
    errors: before.errors + errors,
  }
  if (next !== undefined) return { ...moved, next }
  return table === 'accounts' ? { ...moved, table: 'contacts' } : { ...moved, endedAt: at }
}

/** A page whose address Sales takes no more: the table is gone through from its beginning. */
const withoutPlace = ({ next: _, ...rest }: InitialProgress): InitialProgress => rest

const run = async (deps: InitialDeps, from: Stored<InitialProgress>): Promise<JobReport> => {
  const { dualWrite, sales, now, log } = deps
  const until = now().getTime() + runMs
  let report = nothing
  let stored: Stored<InitialProgress> | undefined = from
  while (stored && stored.value.endedAt === undefined && now().getTime() < until) {
    const progress: InitialProgress = stored.value
    const type = progress.table === 'accounts' ? 'Organization' : 'Person'
    let moved: InitialProgress
    try {
      const { found, next } = await sales.arrivingCustomers(type, progress.next)
      const counts = await doPage(deps, type, found)
      report = { processed: report.processed + found.length, failed: report.failed + counts.errors }
      moved = after(progress, found.length, counts, next, now().toISOString())
    } catch (error) {
      if (!(error instanceof SalesRefused || error instanceof SalesUnavailable)) throw error
      log.error('catch-up-failed', { table: progress.table, code: error.code, error: describeError(error) })
      if (error instanceof SalesRefused && progress.next !== undefined)
        await dualWrite.initial.write(stored, withoutPlace(progress))
      return { ...report, failed: report.failed + 1 }
    }
    // Another run does the same, and tells how far it came.
    if ((await dualWrite.initial.write(stored, moved)) === 'conflict') return report
    stored = await dualWrite.initial.read()
  }
  return report
}

/** Begins one where none goes on. */
const begin = async (
  { dualWrite: { initial }, now }: InitialDeps,
  before: Stored<InitialProgress> | undefined,
  by: string,
): Promise<Stored<InitialProgress> | undefined> => {
  const at = now().toISOString()
  const counts = { accounts: 0, contacts: 0, made: 0, errors: 0 }
  await initial.write(before, { by, begunAt: at, movedAt: at, table: 'accounts', ...counts })
  return initial.read()
}

/**
 * Runs the job once: by schedule it goes on, and whoever runs it begins a new one when none is under way. Nothing is read
 * where customers come by onboardings only, and nothing done while the bridge is not running.
 */
export const synchronizeInitially =
  (deps: InitialDeps): Job =>
  async (begins = notNoted, by = 'schedule') => {
    const { dualWrite, takesAll } = deps
    if (!takesAll) return nothing
    const before = await dualWrite.initial.read()
    const isOver = before === undefined || before.value.endedAt !== undefined
    if (isOver && by === 'schedule') return nothing
    if ((await dualWrite.bridge.read()).state !== 'running') return nothing
    await begins()
    const stored = isOver ? await begin(deps, before, by) : before
    return stored ? run(deps, stored) : nothing
  }
