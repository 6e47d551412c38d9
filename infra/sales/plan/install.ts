// Carries out the plan: what is missing is created, what differs is brought up to date. Safe to repeat after a failure
// at any call, because every row is created under an id of our own.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { publishTables } from '../organization/publish.ts'
import { extendedTables } from '../wanted/columns.ts'
import { type Plan, planInstallation, type SalesInstallation } from './plan-installation.ts'

const doing = { create: 'Creating', update: 'Updating', remove: 'Removing' }

/**
 * Carries out a plan.
 * @param call a client that may customize the organization
 * @param say hears of each step before it is done
 */
export const carryOut = async (call: Dataverse, plan: Plan, say: (line: string) => void): Promise<void> => {
  for (const { action, what, apply } of plan.items) {
    if (action === 'keep') continue
    say(`${doing[action]} ${what}…`)
    await apply(call)
  }
  const tables = Object.keys(extendedTables)
  say(`Publishing the tables ${tables.join(', ')}…`)
  await publishTables(call, ...tables)
}

/**
 * Plans and carries out, and says nothing of it.
 * @param call a client that may customize the organization
 */
export const installInSales = async (call: Dataverse, settings: SalesInstallation): Promise<void> =>
  carryOut(call, await planInstallation(call, settings), () => undefined)
