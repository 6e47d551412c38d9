// Compares what is wanted with what the organization has, and says what is left to do. Changes nothing.

import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { findRow, quoted, type Row, readApplicationUser, readChangeTracking, readRows } from './read-org.ts'
import { sameXml } from './same-xml.ts'
import {
  trackedTables,
  type WantedRow,
  type WantedStep,
  wantedPublisher,
  wantedSolution,
  wantedSteps,
  wantedView,
} from './wanted.ts'
import { wantedEndpoint, wantedImage, wantedStep } from './wanted-events.ts'

export type SalesInstallation = {
  /** Address of ReceiveSalesEvent. */
  readonly eventsUrl?: string
  /** One of the keys that ReceiveSalesEvent accepts. */
  readonly eventKey?: string
  /** Client id of the application user that writes the leads; absent = who is signed in. */
  readonly applicationId?: string
}

export type PlanItem = {
  readonly action: 'create' | 'update' | 'keep'
  readonly wanted: WantedRow
  /** Id of the row that is there, or will be. */
  readonly id: string
  /** Columns that differ, by name. */
  readonly differing: readonly string[]
}

export type Plan = {
  readonly applicationUserId: string
  readonly items: readonly PlanItem[]
  /** Tables whose change tracking an administrator must switch on. */
  readonly untracked: readonly string[]
}

const same = (name: string, wanted: unknown, actual: unknown): boolean =>
  wanted === actual ||
  (name.endsWith('xml') && typeof wanted === 'string' && typeof actual === 'string' && sameXml(wanted, actual))

const compare = (wanted: WantedRow, row: Row | undefined): PlanItem => {
  if (!row) return { action: 'create', wanted, id: wanted.id, differing: [] }
  const id = String(row[wanted.key])
  const differing = [
    ...Object.entries(wanted.columns).flatMap(([name, value]) => (same(name, value, row[name]) ? [] : [name])),
    ...(wanted.stateful && row['statecode'] !== 0 ? ['statecode'] : []),
  ]
  // A row that only bears our name belongs to somebody else.
  if (id !== wanted.id) return { action: 'keep', wanted, id, differing }
  return { action: differing.length > 0 || wanted.secret ? 'update' : 'keep', wanted, id, differing }
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

/**
 * Makes the plan, in the order in which it must be carried out.
 * @param call a client that may customize the organization
 * @param applicationCall a client of the application user, or the same client when its id is given
 * @throws SalesUnavailable, SalesRefused, or Error with what to do
 */
export const planInstallation = async (
  call: Dataverse,
  applicationCall: Dataverse,
  settings: SalesInstallation,
): Promise<Plan> => {
  const [applicationUserId, idsOf, publisher, tracking] = await Promise.all([
    readApplicationUser(applicationCall, settings.applicationId),
    readStepIds(call),
    findRow(call, wantedPublisher),
    Promise.all(trackedTables.map(async (table) => [table, await readChangeTracking(call, table)] as const)),
  ])
  const publisherItem = compare(wantedPublisher, publisher)
  const wanted = [
    wantedSolution(publisherItem.id),
    wantedView(applicationUserId),
    wantedEndpoint(settings.eventsUrl, settings.eventKey),
    ...wantedSteps.flatMap((step) => {
      const { messageId, filterId } = idsOf(step)
      const row = wantedStep(step, messageId, filterId)
      return step.image ? [row, wantedImage(step, step.image)] : [row]
    }),
  ]
  const items = await Promise.all(wanted.map(async (row) => compare(row, await findRow(call, row))))
  return {
    applicationUserId,
    items: [publisherItem, ...items],
    untracked: tracking.flatMap(([table, tracked]) => (tracked === false ? [table] : [])),
  }
}
