// Carries out the plan: what is missing is created, what differs is brought up to date. Safe to repeat after a failure
// at any call, because every row is created under an id of our own.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../../shared/sales/failures.ts'
import { explain } from '../organization/advice.ts'
import { publishTables } from '../organization/publish.ts'
import { extendedTables } from '../wanted/columns.ts'
import { wantedStatuses } from '../wanted/statuses.ts'
import { type Patience, patient, tellingTime, waitUntil } from './patience.ts'
import { type Plan, planInstallation, type SalesInstallation } from './plan-installation.ts'

const doing = { create: 'Creating', update: 'Updating', remove: 'Removing' }

/**
 * Carries out a plan.
 * @param call a client that may customize the organization
 * @param say hears of each step before it is done, and of one that takes long
 * @param patience how long is waited for what takes effect by and by
 * @throws Error when a role was given and is not seen in time
 */
export const carryOut = async (
  call: Dataverse,
  plan: Plan,
  say: (line: string) => void,
  patience: Patience = patient,
): Promise<void> => {
  const telling = <T>(work: Promise<T>) => tellingTime(work, say, patience)
  for (const { action, what, apply, isInEffect, mayBeRefused } of plan.items) {
    if (action === 'keep') continue
    say(`${doing[action]} ${what}…`)
    try {
      await telling(apply(call))
    } catch (error) {
      if (!mayBeRefused || !(error instanceof SalesRefused)) throw error
      say(`  left as it is; everything works without it. ${explain(error)}`)
    }
    if (isInEffect && !(await telling(waitUntil(patience, () => isInEffect(call)))))
      throw new Error(
        `The ${what} was given and is not in effect after ${patience.mostMs / 1000} s. Run the same command again in a few minutes.`,
      )
  }
  const tables = new Set([...Object.keys(extendedTables), ...wantedStatuses.map(({ table }) => table)])
  say(`Publishing the tables ${[...tables].join(', ')}…`)
  await telling(publishTables(call, ...tables))
}

/**
 * Plans and carries out, and says nothing of it.
 * @param call a client that may customize the organization
 */
export const installInSales = async (
  call: Dataverse,
  settings: SalesInstallation,
  patience: Patience = patient,
): Promise<void> => carryOut(call, await planInstallation(call, settings), () => undefined, patience)
