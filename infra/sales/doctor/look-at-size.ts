// What the doctor says of the size and speed of an organization, and of what it has been given.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { readSolution } from '../plan/managed-solution.ts'
import { readStepIds } from '../plan/step-ids.ts'
import { isBehind, minutesOf, readOldestJob, readSpeed, slowMs } from '../readings/speed.ts'
import { everyStep } from '../wanted/steps.ts'
import { type Finding, not, otherwise, works } from './finding.ts'

export const lookAtSales = async (call: Dataverse): Promise<Finding> => {
  const what = 'Dynamics 365 Sales'
  const idsOf = await readStepIds(call)
  try {
    for (const step of everyStep) idsOf(step)
    return works(what, 'leads, opportunities, accounts and contacts are there, with their events')
  } catch (error) {
    return not(
      what,
      String(error instanceof Error ? error.message : error),
      'Install Dynamics 365 Sales in this environment.',
    )
  }
}

// A count is told up to this many rows.
const mostCounted = 5000

const countOf = async (call: Dataverse, set: string, key: string, filter = ''): Promise<number> => {
  const answer = (await call({ method: 'GET', path: `${set}?$select=${key}&$top=1&$count=true${filter}` })) as {
    '@odata.count'?: number
  }
  return answer['@odata.count'] ?? 0
}

export const lookAtSize = async (call: Dataverse): Promise<Finding> => {
  const what = 'accounts and contacts'
  const counts = await Promise.all([countOf(call, 'accounts', 'accountid'), countOf(call, 'contacts', 'contactid')])
  if (counts.every((count) => count >= 0 && count < mostCounted))
    return works(what, 'few enough for events of every change')
  return otherwise(
    what,
    `${mostCounted} or more: each change of any of them would be an event`,
    'Install with --events leads, if most of them are none of the B2B site’s.',
  )
}

/** With CUSTOMERS_FROM_SALES=all: whose accounts become customers. The service counts up to `mostCounted`. */
export const lookAtCustomers = async (call: Dataverse): Promise<Finding> => {
  const what = 'customers from Sales'
  const count = await countOf(call, 'accounts', 'accountid', '&$filter=customertypecode eq 3 and statecode eq 0')
  if (count === 0)
    return otherwise(
      what,
      'no active account has the relationship type Customer, so none becomes one',
      'Set the relationship type of the accounts that are customers.',
    )
  const many = count >= mostCounted ? `${mostCounted} or more` : String(count)
  return works(what, `${many} active accounts have the relationship type Customer: these become customers`)
}

export const lookAtSpeed = async (call: Dataverse, now: () => number): Promise<Finding> => {
  const what = 'speed'
  const ms = await readSpeed(call, now)
  const how = `${(ms / 1000).toFixed(1)} s a call, the middle one of ten`
  if (ms < slowMs) return works(what, how)
  return otherwise(
    what,
    `${how}: installing and publishing take minutes, and each lead some seconds`,
    'Install outside working hours; the command waits and says how long it has taken.',
  )
}

/** @param now the organization's time in milliseconds */
export const lookAtJobs = async (call: Dataverse, now: number): Promise<Finding> => {
  const what = 'waiting system jobs'
  const oldest = await readOldestJob(call, now)
  if (!isBehind(oldest)) return works(what, 'none waits for long, so events come at once')
  return otherwise(
    what,
    `the oldest has waited ${minutesOf(oldest)}: events come that late; the catch-up finds decisions meanwhile`,
    'Look at System Jobs (Settings, System Jobs) for what holds them up.',
  )
}

export const lookAtInstallation = async (call: Dataverse): Promise<Finding> => {
  const what = 'this product'
  const there = await readSolution(call)
  return works(what, there ? 'installed; npm run sales:verify checks it' : 'not installed yet')
}
