// Compares what is wanted with what the organization has, and says what is left to do. Changes nothing.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { exists, remove } from '../organization/read-rows.ts'
import { wantedEndpoint, wantedImage, wantedStep } from '../wanted/event-rows.ts'
import { bridgeRole, teamRole, type WantedRole, wantedRole, wantedTeam } from '../wanted/security.ts'
import { wantedPublisher, wantedSolution } from '../wanted/solution.ts'
import { wantedSteps } from '../wanted/steps.ts'
import type { Transport, TransportName } from '../wanted/transport.ts'
import { wantedView } from '../wanted/view.ts'
import type { WantedRow } from '../wanted/wanted-row.ts'
import { readApplicationUser } from './application-user.ts'
import { planColumns } from './plan-columns.ts'
import type { PlanItem } from './plan-item.ts'
import { planHolders, planPrivileges } from './plan-rights.ts'
import { planRow } from './plan-row.ts'
import { readStepIds } from './step-ids.ts'

export type SalesInstallation = {
  /** By which way events come. */
  readonly transport: Transport
  /** Client id of the application user that writes the leads; absent = who is signed in. */
  readonly applicationId?: string
}

export type Plan = {
  readonly applicationUserId: string
  /** In the order in which they must be carried out. */
  readonly items: readonly PlanItem[]
}

/** The endpoint of the way that is not wanted goes, after the steps have moved away from it. */
const planOtherTransport = async (call: Dataverse, name: TransportName): Promise<PlanItem[]> => {
  const { what, set, key, id } = wantedEndpoint({ name: name === 'webhook' ? 'servicebus' : 'webhook' })
  const path = `${set}(${id})`
  if (!(await exists(call, path, key))) return []
  return [{ action: 'remove', what, differing: [], apply: (by) => remove(by, path) }]
}

/** @throws Error when a publisher bears our name that cannot give ours to columns */
const planPublisher = async (call: Dataverse) => {
  const item = await planRow(call, wantedPublisher)
  if (item.action === 'keep' && item.differing.includes('customizationprefix'))
    throw new Error(
      `The organization has another publisher named ${wantedPublisher.unique?.value}, with another prefix. Rename or delete it, then run this again.`,
    )
  return item
}

/** @param unit id of the application user's business unit */
const planRole = async (call: Dataverse, role: WantedRole, unit: string): Promise<PlanItem[]> => {
  const item = await planRow(call, wantedRole(role, unit))
  return [item, await planPrivileges(call, role, item.action !== 'create')]
}

/**
 * Makes the plan, in the order in which it must be carried out.
 * @param call a client that may customize the organization
 * @throws SalesUnavailable, SalesRefused, or Error with what to do
 */
export const planInstallation = async (call: Dataverse, settings: SalesInstallation): Promise<Plan> => {
  const { transport, applicationId } = settings
  const [user, idsOf, publisher, columns] = await Promise.all([
    readApplicationUser(call, applicationId),
    readStepIds(call),
    planPublisher(call),
    planColumns(call),
  ])
  const team = await planRow(call, wantedTeam(user.unitId, user.id))
  const eventRows: WantedRow[] = [
    wantedView,
    wantedEndpoint(transport),
    ...wantedSteps.flatMap((step) => {
      const { messageId, filterId } = idsOf(step)
      const row = wantedStep(step, messageId, filterId, transport.name)
      return step.image ? [row, wantedImage(step, step.image)] : [row]
    }),
  ]
  const [solution, ofBridge, ofTeam, holders, events, otherTransport] = await Promise.all([
    planRow(call, wantedSolution(publisher.id)),
    planRole(call, bridgeRole, user.unitId),
    planRole(call, teamRole, user.unitId),
    planHolders(call, user.id, team.action !== 'create'),
    Promise.all(eventRows.map((row) => planRow(call, row))),
    planOtherTransport(call, transport.name),
  ])
  return {
    applicationUserId: user.id,
    items: [publisher, solution, ...columns, ...ofBridge, ...ofTeam, team, ...holders, ...events, ...otherTransport],
  }
}
