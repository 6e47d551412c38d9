// Everything that is kept of a request or of a customer, for whoever it is about (PARTNERS I7). What only says how the work is
// done, such as digests and places in lists, is left out.

import { addressHash } from '../channel/address-hash.ts'
import type { ObjectKind } from '../domain/acts.ts'
import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { type Customer, type Person, withoutWorkings } from '../domain/customer.ts'
import type { HierarchyMember } from '../domain/customer-hierarchy.ts'
import type { MailView } from '../domain/prospect-view.ts'
import { timelineLine } from '../languages/staff/en/timeline.ts'
import type { TimelineLine } from '../languages/staff/timeline-words.ts'
import { type ProspectJson, prospectJson } from './prospect-json.ts'
import { isAbout } from './read-partner-changes.ts'
import { mailView, readProspectView } from './read-prospect-view.ts'
import type { ClocksNow } from './stage-clock.ts'
import type { AuditAct, AuditReader } from './store/audit-reader.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'

export type ExportDeps = {
  readonly headquarters: HeadquartersStore
  readonly audit: Pick<AuditReader, 'acts'>
  readonly clocks: () => ClocksNow
  readonly now: () => Date
}

type Common = {
  /** ISO 8601. */
  readonly exportedAt: string
  /** Somebody at the address reported an e-mail of ours as spam, so that only decisions go there. */
  readonly reportedSpam: boolean
  /** What staff and jobs did, the newest first. */
  readonly acts: readonly AuditAct[]
}

export type ProspectExport = Common & {
  readonly prospect: ProspectJson
  readonly customers: readonly Readonly<Record<string, unknown>>[]
}

/** The place of a person in one partner. */
export type Membership = Pick<HierarchyMember, 'role' | 'addedAt' | 'status' | 'reason' | 'note' | 'since'> & {
  readonly hierarchyId: string
  readonly number: string
  readonly name: string
}

export type CustomerExport = Common & {
  readonly customer: Readonly<Record<string, unknown>>
  /** E-mail addresses of now and of before. */
  readonly addresses: readonly string[]
  readonly memberships: readonly Membership[]
  /** Requests that became the customer, and others from its address. */
  readonly requests: readonly ProspectJson[]
  /** To a user of a partner; those of a request stand there. */
  readonly mails: readonly MailView[]
  /** What is told of it where another request is the first of its partner. */
  readonly timeline: readonly TimelineLine[]
}

const mostActs = 1000
const actsAPage = 100
/** Requests that are looked for by one address. */
const mostOfAddress = 50

const actsOn = async ({ audit }: ExportDeps, id: string, kinds: readonly ObjectKind[]): Promise<AuditAct[]> => {
  const found: AuditAct[] = []
  for (const kind of kinds) {
    let cursor: string | undefined
    do {
      const page = await audit.acts({ on: { kind, id } }, actsAPage, cursor)
      found.push(...page.items)
      cursor = page.cursor
    } while (cursor !== undefined && found.length < mostActs)
  }
  return found.toSorted((a, b) => b.seq - a.seq)
}

/** Everything kept of a request; `undefined` when there is none. @param desk leaves out what is only said of Sales */
export const exportProspect = async (
  deps: ExportDeps,
  prospectId: string,
  desk?: ApprovalDesk,
): Promise<ProspectExport | undefined> => {
  const { headquarters, clocks, now } = deps
  const prospect = await readProspectView(headquarters, prospectId)
  if (!prospect) return undefined
  const found = await Promise.all(prospect.customers.map(({ customerId }) => headquarters.customers.locate(customerId)))
  const { email } = prospect.requestor
  return {
    exportedAt: now().toISOString(),
    prospect: prospectJson(prospect, desk, clocks()),
    customers: found.flatMap((one) => (one ? [withoutWorkings(one.value)] : [])),
    reportedSpam: email !== '' && (await headquarters.complaints.isFrom(email)),
    acts: await actsOn(deps, prospectId, ['prospect', 'request', 'mail']),
  }
}

const addressesOf = (customer: Customer): string[] => {
  const { formerEmails = [], moved = [] } = customer.type === 'Person' ? customer : ({} as Partial<Person>)
  const all = [customer.email, ...formerEmails, ...moved.map(({ email }) => email)]
  return [...new Set(all.flatMap((email) => (email ? [email] : [])))]
}

const membershipsOf = async ({ headquarters }: ExportDeps, customer: Customer): Promise<Membership[]> => {
  if (customer.type !== 'Person') return []
  const { customerId, invoiceAccount, memberOf } = customer
  const ids = memberOf?.map(({ organizationId }) => organizationId) ?? [invoiceAccount]
  const found = await Promise.all(ids.map((id) => headquarters.hierarchies.locatePlace(id, customerId)))
  return found.flatMap((place) => {
    if (!place?.member) return []
    const { hierarchyId, number, name } = place.head
    const { role, addedAt, status, reason, note, since } = place.member
    const more = { status, reason, note, since }
    const known = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
    return [{ hierarchyId, number, name, role, addedAt, ...known }]
  })
}

/** The requests that are its own: which it became, and those from one of its addresses. */
const requestIdsOf = async ({ headquarters }: ExportDeps, customer: Customer, addresses: readonly string[]) => {
  const of = customer.type === 'Person' ? (customer.sharedBy ?? []) : []
  const near = [...new Set([customer.prospectId, ...of])]
  const isOwn = async (id: string): Promise<boolean> => {
    const prospect = await headquarters.prospects.readAlone(id)
    return [prospect?.person, prospect?.organization].some((ref) => ref?.customerId === customer.customerId)
  }
  const own = (await Promise.all(near.map(async (id) => ((await isOwn(id)) ? [id] : [])))).flat()
  const byAddress = await Promise.all(
    addresses.map((email) => headquarters.findByAddress(addressHash(email), mostOfAddress)),
  )
  return { near, requestIds: [...new Set([...own, ...byAddress.flat()])] }
}

/** Everything kept of an organization or a person; `undefined` when there is none. */
export const exportCustomer = async (
  deps: ExportDeps,
  customerId: string,
  desk?: ApprovalDesk,
): Promise<CustomerExport | undefined> => {
  const { headquarters, clocks, now } = deps
  const customer = (await headquarters.customers.locate(customerId))?.value
  if (!customer) return undefined
  const addresses = addressesOf(customer)
  const { near, requestIds } = await requestIdsOf(deps, customer, addresses)
  const views = await Promise.all(requestIds.map((id) => readProspectView(headquarters, id)))
  const others = near.filter((id) => !requestIds.includes(id))
  const wholes = await Promise.all(others.map((id) => headquarters.prospects.readWhole(id)))
  const lines = wholes.flatMap((whole) => whole?.timeline.filter((entry) => isAbout(entry, customer)) ?? [])
  const spam = await Promise.all(addresses.map((email) => headquarters.complaints.isFrom(email)))
  return {
    exportedAt: now().toISOString(),
    customer: withoutWorkings(customer),
    addresses,
    memberships: await membershipsOf(deps, customer),
    requests: views.flatMap((view) => (view ? [prospectJson(view, desk, clocks())] : [])),
    mails: (await headquarters.mails.all(customerId)).map(({ value }) => mailView(value)),
    timeline: lines.reverse().map(timelineLine),
    reportedSpam: spam.includes(true),
    acts: await actsOn(deps, customerId, ['customer', 'mail']),
  }
}
