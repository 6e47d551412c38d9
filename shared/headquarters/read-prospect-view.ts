// Everything headquarters knows of one prospect, for its page and its JSON.

import type { Customer } from '../domain/customer.ts'
import type { CustomerRef, Prospect } from '../domain/prospect.ts'
import type { MailView, ProspectView } from '../domain/prospect-view.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import { decisionMailId } from './decision-mail-id.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'
import type { MailRecord } from './store/mail-record.ts'

const mailView = ({ mailId, kind, language, state, at }: MailRecord): MailView => ({
  mailId,
  kind,
  language,
  state,
  at,
})

/** The lines with those of the mails among them, each where its time is. Oldest first. */
const withMails = (timeline: readonly TimelineEntry[], mails: readonly MailRecord[]): TimelineEntry[] => {
  const lines = [...timeline]
  for (const { kind, state, at } of mails.toSorted((a, b) => a.decision - b.decision)) {
    const before = lines.findLastIndex((line) => line.at <= at)
    lines.splice(before + 1, 0, { at, actor: 'headquarters', code: 'mail', kind, state })
  }
  return lines
}

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
const customersOf = async (
  { customers }: Pick<HeadquartersStore, 'customers'>,
  { organization, person }: Prospect,
): Promise<ProspectView['customers']> => {
  const view = async (type: Customer['type'], ref: CustomerRef | undefined) => {
    if (!ref) return []
    const { home, customerId, number, name } = ref
    const customer = await unlessUnreadable(customers.read(home, customerId), undefined)
    return [{ customerId, number, type, name: customer?.value.name ?? name }]
  }
  return (await Promise.all([view('Organization', organization), view('Person', person)])).flat()
}

/** Reads a prospect; `undefined` when there is none with this id. */
export const readProspectView = async (
  headquarters: Pick<HeadquartersStore, 'prospects' | 'customers' | 'hierarchies'>,
  prospectId: string,
): Promise<ProspectView | undefined> => {
  const whole = await headquarters.prospects.readWhole(prospectId)
  if (!whole) return undefined
  const { prospect } = whole
  const mails = whole.mails.map(mailView)
  const { hierarchyId, organization, request, decision } = prospect
  const [customers, hierarchy] = await Promise.all([
    customersOf(headquarters, prospect),
    hierarchyId && organization
      ? unlessUnreadable(headquarters.hierarchies.readWhole(organization.home, hierarchyId), undefined)
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
    ...(hierarchy ? { hierarchy } : {}),
    ...(decision ? { decision: { ...decision, stands: decision.status === prospect.status } } : {}),
    mails: [...mails, ...waiting],
    timeline: withMails(whole.timeline, whole.mails).reverse(),
    ...(whole.unreadable > 0 ? { unreadable: whole.unreadable } : {}),
    flags: prospect.flags,
  }
}
