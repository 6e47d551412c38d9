// Compares what is wanted with what the organization has, and says what is left to do. Changes nothing.

import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { planColumns } from './plan-columns.ts'
import { planHolders, planPrivileges } from './plan-rights.ts'
import { planRow } from './plan-row.ts'
import { planTracking } from './plan-tracking.ts'
import { quoted, readApplicationUser, readRows, unlessMissing } from './read-org.ts'
import type { Transport, TransportName } from './transport.ts'
import { trackedTables, type WantedStep, wantedPublisher, wantedSolution, wantedSteps, wantedView } from './wanted.ts'
import { wantedEndpoint, wantedImage, wantedStep } from './wanted-events.ts'
import { bridgeRole, teamRole, type WantedRole, wantedRole, wantedTeam } from './wanted-security.ts'

export type SalesInstallation = {
  /** By which way events come. */
  readonly transport: Transport
  /** Client id of the application user that writes the leads; absent = who is signed in. */
  readonly applicationId?: string
}

export type PlanItem = {
  readonly action: 'create' | 'update' | 'keep' | 'remove'
  /** What people call it. */
  readonly what: string
  /** What differs, by name. */
  readonly differing: readonly string[]
  readonly apply: (call: Dataverse) => Promise<void>
}

export type Plan = {
  readonly applicationUserId: string
  /** In the order in which they must be carried out. */
  readonly items: readonly PlanItem[]
  /** Tables whose changes must be tracked and are not; carried out last. */
  readonly tracking: readonly PlanItem[]
}

type StepIds = { readonly messageId: string; readonly filterId: string }

/** Ids of the message and of its filter for a table, which differ from organization to organization. */
const readStepIds = async (call: Dataverse): Promise<(step: WantedStep) => StepIds> => {
  const names = [...new Set(wantedSteps.map((step) => step.message))]
  const messages = await readRows(
    call,
    'sdkmessages',
    names.map((name) => `name eq ${quoted(name)}`).join(' or '),
    'sdkmessageid,name',
  )
  const tables = [...new Set(wantedSteps.map((step) => step.table))]
  const filters = await readRows(
    call,
    'sdkmessagefilters',
    `(${tables.map((table) => `primaryobjecttypecode eq ${quoted(table)}`).join(' or ')}) and (${messages
      .map((message) => `_sdkmessageid_value eq ${message['sdkmessageid']}`)
      .join(' or ')})`,
    'sdkmessagefilterid,primaryobjecttypecode,_sdkmessageid_value',
  )
  return (step) => {
    const messageId = messages.find((row) => row['name'] === step.message)?.['sdkmessageid']
    const filterId = filters.find(
      (row) => row['primaryobjecttypecode'] === step.table && row['_sdkmessageid_value'] === messageId,
    )?.['sdkmessagefilterid']
    if (typeof messageId !== 'string' || typeof filterId !== 'string')
      throw new Error(
        `The organization does not know the message ${step.message} of ${step.table}; is Dynamics 365 Sales installed?`,
      )
    return { messageId, filterId }
  }
}

/** The endpoint of the way that is not wanted goes, after the steps have moved away from it. */
const planOtherWay = async (call: Dataverse, name: TransportName): Promise<PlanItem[]> => {
  const { what, set, key, id } = wantedEndpoint({ name: name === 'webhook' ? 'servicebus' : 'webhook' })
  const path = `${set}(${id})`
  if ((await unlessMissing(call({ method: 'GET', path: `${path}?$select=${key}` }))) === undefined) return []
  return [
    {
      action: 'remove',
      what,
      differing: [],
      apply: async (by) => {
        await unlessMissing(by({ method: 'DELETE', path }))
      },
    },
  ]
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

/**
 * Makes the plan, in the order in which it must be carried out.
 * @param call a client that may customize the organization
 * @throws SalesUnavailable, SalesRefused, or Error with what to do
 */
export const planInstallation = async (call: Dataverse, settings: SalesInstallation): Promise<Plan> => {
  const [user, idsOf, publisher, columns, tracking] = await Promise.all([
    readApplicationUser(call, settings.applicationId),
    readStepIds(call),
    planPublisher(call),
    planColumns(call),
    Promise.all(trackedTables.map((table) => planTracking(call, table))),
  ])
  const planRows = (rows: Parameters<typeof planRow>[1][]) => Promise.all(rows.map((row) => planRow(call, row)))
  const { transport } = settings
  const planRole = async (role: WantedRole) => {
    const item = await planRow(call, wantedRole(role, user.unitId))
    return [item, await planPrivileges(call, role, item.action !== 'create')]
  }
  const team = await planRow(call, wantedTeam(user.unitId, user.id))
  const [solution, ofBridge, ofTeam, holders, events, otherWay] = await Promise.all([
    planRow(call, wantedSolution(publisher.id)),
    planRole(bridgeRole),
    planRole(teamRole),
    planHolders(call, user.id, team.action !== 'create'),
    planRows([
      wantedView,
      wantedEndpoint(transport),
      ...wantedSteps.flatMap((step) => {
        const { messageId, filterId } = idsOf(step)
        const row = wantedStep(step, messageId, filterId, transport.name)
        return step.image ? [row, wantedImage(step, step.image)] : [row]
      }),
    ]),
    planOtherWay(call, transport.name),
  ])
  return {
    applicationUserId: user.id,
    items: [publisher, solution, ...columns, ...ofBridge, ...ofTeam, team, ...holders, ...events, ...otherWay],
    tracking: tracking.flat(),
  }
}
