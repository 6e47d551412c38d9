// Compares what is wanted with what the organization has, and says what is left to do. Changes nothing.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { readLanguages } from '../organization/languages.ts'
import { exists, type Row, readOwnId, remove } from '../organization/read-rows.ts'
import { wantedEndpoint, wantedImage, wantedStep } from '../wanted/event-rows.ts'
import { bridgeRole, teamRole, type Unit, type WantedRole, wantedRole, wantedTeam } from '../wanted/security.ts'
import { wantedPublisher, wantedSolution } from '../wanted/solution.ts'
import { type Events, stepsFor } from '../wanted/steps.ts'
import type { Transport, TransportName } from '../wanted/transport.ts'
import { wantedViews } from '../wanted/view.ts'
import type { WantedRow } from '../wanted/wanted-row.ts'
import { readApplicationUser } from './application-user.ts'
import { besideManaged, needWhole, readSolution } from './managed-solution.ts'
import { planColumns } from './plan-columns.ts'
import type { PlanItem } from './plan-item.ts'
import { planNamed } from './plan-labels.ts'
import { countKept, planReturn } from './plan-owner.ts'
import { planHolders, planPrivileges } from './plan-rights.ts'
import { planRow } from './plan-row.ts'
import { planStatuses } from './plan-statuses.ts'
import { planUnwantedSteps, readEvents } from './plan-steps.ts'
import { readStepIds } from './step-ids.ts'
import { findTaken } from './taken.ts'

export type SalesInstallation = {
  /** By which way events come. */
  readonly transport: Transport
  /** Client id of the application user that writes the leads; absent = who is signed in. */
  readonly applicationId?: string
  /** Of which tables Sales tells; absent = as it is installed, and of all where nothing is. */
  readonly events?: Events
  /** Whether leads of ours that the application user owns go to the team. */
  readonly returnLeads?: boolean
}

export type Plan = {
  readonly applicationUserId: string
  /** Its business unit. */
  readonly unit: Unit
  readonly events: Events
  /** Leads of ours that the application user owns, up to a thousand. */
  readonly keptLeads: number
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

/** @throws Error when something else bears a name of ours and stands in the way */
const needNames = async (call: Dataverse, unit: Unit): Promise<void> => {
  const taken = await findTaken(call, unit.id)
  if (taken.length > 0) throw new Error(`${taken.join(' ')} Then run this again.`)
}

/** @throws Error when a row of ours is in another business unit than the application user: it cannot move */
const needUnit = async (call: Dataverse, { what, set, id }: WantedRow, unit: Unit): Promise<void> => {
  const row = (await call({ method: 'GET', path: `${set}(${id})?$select=_businessunitid_value` })) as Row
  if (row['_businessunitid_value'] === unit.id) return
  throw new Error(
    `The ${what} is not in ${unit.name}, the business unit of the application user. Move the application user back, or run npm run sales:uninstall and then this again.`,
  )
}

const planInUnit = async (call: Dataverse, wanted: WantedRow, unit: Unit) => {
  const item = await planRow(call, wanted)
  if (item.action !== 'create') await needUnit(call, wanted, unit)
  return item
}

/** @param unit the application user's business unit */
const planRole = async (call: Dataverse, role: WantedRole, unit: Unit): Promise<PlanItem[]> => {
  const item = await planInUnit(call, wantedRole(role, unit), unit)
  return [item, await planPrivileges(call, role, item.action !== 'create')]
}

/**
 * Makes the plan, in the order in which it must be carried out.
 * @param call a client that may customize the organization
 * @throws SalesUnavailable, SalesRefused, or Error with what to do
 */
export const planInstallation = async (call: Dataverse, settings: SalesInstallation): Promise<Plan> => {
  const { transport, applicationId } = settings
  const languages = await readLanguages(call)
  const [user, ownId, idsOf, there, publisher, columns, statuses, events] = await Promise.all([
    readApplicationUser(call, applicationId),
    readOwnId(call),
    readStepIds(call),
    readSolution(call),
    planRow(call, wantedPublisher),
    planColumns(call, languages),
    planStatuses(call, languages),
    settings.events ?? readEvents(call),
  ])
  const { unit } = user
  await needNames(call, unit)
  const team = await planInUnit(call, wantedTeam(unit, ownId), unit)
  const isMarked = columns[0]?.action === 'keep'
  const eventRows: WantedRow[] = [
    wantedEndpoint(transport, events),
    ...stepsFor(events).flatMap((step) => {
      const { messageId, filterId } = idsOf(step)
      const row = wantedStep(step, messageId, filterId, transport.name)
      return step.image ? [row, wantedImage(step, step.image)] : [row]
    }),
  ]
  const [solution, ofBridge, ofTeam, holders, views, eventItems, unwanted, otherTransport, keptLeads] =
    await Promise.all([
      planRow(call, wantedSolution(publisher.id)),
      planRole(call, bridgeRole, unit),
      planRole(call, teamRole, unit),
      planHolders(call, user.id, team.action !== 'create'),
      Promise.all(wantedViews(languages.base).map((view) => planNamed(call, view, languages))),
      Promise.all(eventRows.map((row) => planRow(call, row))),
      planUnwantedSteps(call, events),
      planOtherTransport(call, transport.name),
      isMarked ? countKept(call, user.id) : 0,
    ])
  const packaged = [...columns, ...ofBridge, ...ofTeam, ...views.flat()]
  if (there?.managed) needWhole(packaged)
  const items = [
    publisher,
    solution,
    ...columns,
    ...statuses,
    ...ofBridge,
    ...ofTeam,
    team,
    ...holders,
    ...views.flat(),
    ...eventItems,
    ...unwanted,
    ...otherTransport,
    ...(settings.returnLeads ? planReturn(user.id, keptLeads) : []),
  ]
  return {
    applicationUserId: user.id,
    unit,
    events,
    keptLeads,
    items: there?.managed ? items.map(besideManaged) : items,
  }
}
