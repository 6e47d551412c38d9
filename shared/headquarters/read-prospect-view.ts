// Everything headquarters knows of one prospect, for its page and its JSON.

import type { Customer } from '../domain/customer.ts'
import type { CustomerHierarchy } from '../domain/customer-hierarchy.ts'
import type { CustomerRef, Prospect } from '../domain/prospect.ts'
import type { MailView, ProspectView } from '../domain/prospect-view.ts'
import { shardOf } from '../platform/ids.ts'
import type { Row, Table } from '../platform/table.ts'
import { decisionMailId } from './decision-mail-id.ts'
import { customerKey, hierarchyKey, mailKey, prospectKey, timelineKey, wholeProspect } from './keys.ts'
import type { MailRow } from './prospect-rows.ts'
import { readTimelineRow } from './timeline-rows.ts'

const mailView = ({ mailId, kind, language, state, at }: MailRow): MailView => ({ mailId, kind, language, state, at })

/** The mail of the last decision that has not been asked for yet. */
const waitingMail = (prospect: Prospect): MailView[] => {
  const { decision } = prospect
  if (!decision || decision.status !== prospect.status) return []
  return [
    {
      mailId: decisionMailId(prospect.prospectId, decision.number),
      kind: decision.status === 'Approved' ? 'approved' : 'rejected',
      language: prospect.request.language,
      state: 'Waiting',
      at: decision.decidedAt,
    },
  ]
}

/** The customers by the names they have now. */
const customersOf = async (table: Table, { organization, person }: Prospect): Promise<ProspectView['customers']> => {
  const view = async (type: Customer['type'], ref: CustomerRef | undefined) => {
    if (!ref) return []
    const { home, customerId, number, name } = ref
    const row = await table.read<Customer>(home, customerKey(customerId))
    return [{ customerId, number, type, name: row?.value.name ?? name }]
  }
  return (await Promise.all([view('Organization', organization), view('Person', person)])).flat()
}

/** Reads a prospect; `undefined` when there is none with this id. */
export const readProspectView = async (table: Table, prospectId: string): Promise<ProspectView | undefined> => {
  const [first, ...rest] = await table.range(shardOf(prospectId), ...wholeProspect(prospectId))
  if (first?.key !== prospectKey(prospectId)) return undefined
  const prospect = first.value as Prospect
  const below = <T>(from: string) => rest.filter((row) => row.key.startsWith(from)) as Row<T>[]
  const mails = below<MailRow>(mailKey(prospectId, 0).slice(0, -6)).map((row) => mailView(row.value))
  const timeline = below(timelineKey(prospectId, 0, '').slice(0, -7)).flatMap((row) => readTimelineRow(row.value) ?? [])
  const { hierarchyId, organization, request } = prospect
  const [customers, hierarchy] = await Promise.all([
    customersOf(table, prospect),
    hierarchyId && organization
      ? table.read<CustomerHierarchy>(organization.home, hierarchyKey(hierarchyId))
      : undefined,
  ])
  const waiting = waitingMail(prospect).filter((mail) => !mails.some((known) => known.mailId === mail.mailId))
  const { leadId, leadWrittenAt, ...sales } = prospect.sales
  return {
    prospectId,
    number: prospect.number,
    type: prospect.type,
    status: prospect.status,
    ...request,
    submittedAt: prospect.submittedAt,
    createdAt: prospect.createdAt,
    changedAt: prospect.changedAt,
    sales: { ...sales, lead: { id: leadId, ...(leadWrittenAt ? { writtenAt: leadWrittenAt } : {}) } },
    customers,
    ...(hierarchy ? { hierarchy: hierarchy.value } : {}),
    ...(prospect.decision ? { decision: prospect.decision } : {}),
    mails: [...mails, ...waiting],
    timeline: timeline.reverse(),
    flags: prospect.flags,
  }
}
