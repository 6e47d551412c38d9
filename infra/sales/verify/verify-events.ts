// How the events fared that Sales sends to the app.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, readRows } from '../organization/read-rows.ts'
import { everyStep } from '../wanted/steps.ts'
import { type Check, failed, ok } from './check.ts'

export type EventJobs = { readonly failed: number; readonly waiting: number; readonly message: string }

/**
 * How the system jobs fared that send our events. Jobs that succeeded are gone.
 * https://learn.microsoft.com/power-apps/developer/data-platform/asynchronous-service
 */
export const readEventJobs = async (call: Dataverse, since: Date): Promise<EventJobs> => {
  const steps = oneOf(
    '_owningextensionid_value',
    everyStep.map(({ id }) => id),
  )
  const filter = `createdon ge ${since.toISOString()} and (${steps})`
  const jobs = await readRows(call, 'asyncoperations', filter, 'statecode,statuscode,friendlymessage')
  const broken = jobs.filter((job) => job['statuscode'] === 31)
  return {
    failed: broken.length,
    waiting: jobs.filter((job) => job['statecode'] !== 3).length,
    message: String(broken[0]?.['friendlymessage'] ?? ''),
  }
}

export const checkEvents = async (call: Dataverse, since: Date): Promise<Check> => {
  const name = 'events of the last hour'
  const jobs = await readEventJobs(call, since)
  if (jobs.failed === 0) return ok(name, `none failed, ${jobs.waiting} waiting`)
  return failed(
    name,
    `${jobs.failed} failed: ${jobs.message} Check the address of the app and that it accepts the key.`,
  )
}
