// Carries out the plan: what is missing is created, what differs is brought up to date. Safe to repeat after a failure
// at any call, because every row is created under an id of our own.

import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import { type Plan, type PlanItem, planInstallation, type SalesInstallation } from './plan.ts'
import { solutionName } from './wanted.ts'

const inSolution = { 'mscrm.solutionuniquename': solutionName }
const active = { statecode: 0, statuscode: 1 }

const update = async (call: Dataverse, { wanted, id, differing }: PlanItem): Promise<void> => {
  const headers = { 'if-match': '*', ...(wanted.component ? inSolution : {}) }
  const path = `${wanted.set}(${id})`
  const changed = Object.entries(wanted.columns).filter(([name]) => differing.includes(name))
  const body = { ...Object.fromEntries(changed), ...wanted.secret }
  if (Object.keys(body).length > 0) await call({ method: 'PATCH', path, body, headers })
  // A change of state together with other columns would count as two updates.
  if (differing.includes('statecode')) await call({ method: 'PATCH', path, body: active, headers })
}

const create = async (call: Dataverse, item: PlanItem): Promise<void> => {
  const { wanted } = item
  const body = { [wanted.key]: wanted.id, ...wanted.columns, ...wanted.onCreate, ...wanted.secret }
  try {
    await call({ method: 'POST', path: wanted.set, body, headers: wanted.component ? inSolution : {} })
  } catch (error) {
    if (!(error instanceof SalesRefused && error.kind === 'exists')) throw error
    // An earlier run made it and did not come to publish it, so it could not be seen; it may be of another plan.
    await update(call, { ...item, differing: Object.keys(wanted.columns) })
  }
}

const publishedLead = { ParameterXml: '<importexportxml><entities><entity>lead</entity></entities></importexportxml>' }

/**
 * Carries out a plan. https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/publishxml
 * @param call a client that may customize the organization
 * @param say told of each step before it is done
 */
export const carryOut = async (call: Dataverse, plan: Plan, say: (line: string) => void): Promise<void> => {
  for (const item of plan.items) {
    if (item.action === 'keep') continue
    say(`${item.action === 'create' ? 'Creating' : 'Updating'} ${item.wanted.what}…`)
    await (item.action === 'create' ? create : update)(call, item)
  }
  say('Publishing the table lead…')
  await call({ method: 'POST', path: 'PublishXml', body: publishedLead })
}

/**
 * Plans and carries out.
 * @param call a client that may customize the organization
 * @param applicationCall a client of the application user that writes the leads
 */
export const installInSales = async (
  call: Dataverse,
  applicationCall: Dataverse,
  settings: SalesInstallation,
  say: (line: string) => void = () => undefined,
): Promise<void> => carryOut(call, await planInstallation(call, applicationCall, settings), say)
