// The customers and the hierarchy a prospect needs, as writes that go into the same transaction as the prospect's own
// change. What lives in another partition is written first; all of it is safe to repeat.

import type { Convergence, NeededCustomer } from '../domain/convergence.ts'
import type { Organization, Person } from '../domain/customer.ts'
import { type CustomerHierarchy, withMember } from '../domain/customer-hierarchy.ts'
import { type CustomerStamp, organizationCustomer, personCustomer } from '../domain/customers-of-prospect.ts'
import type { CustomerRef, Prospect, TimelineEntry } from '../domain/prospect.ts'
import type { SalesAccount, SalesContact } from '../domain/sales-outcome.ts'
import { type Located, locateCustomer, locateHierarchy } from '../headquarters/customers.ts'
import { customerKey, hierarchyKey } from '../headquarters/keys.ts'
import type { TakeNumber } from '../headquarters/number-sequences.ts'
import { shardOf } from '../platform/ids.ts'
import { create, type Row, replace, type Table, type Write } from '../platform/table.ts'

export type CustomerSteps = {
  /** In the prospect's partition. */
  readonly writes: readonly Write[]
  readonly entries: readonly TimelineEntry[]
  readonly organization?: CustomerRef
  readonly person?: CustomerRef
  readonly personEmail?: string
  readonly hierarchy?: CustomerHierarchy
}

/** Something changed in another partition while it was being written; everything is read again. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile'
}

type Context = {
  readonly table: Table
  readonly takeNumber: TakeNumber
  readonly at: string
  readonly prospect: Prospect
  /** Look for rows that may exist already instead of expecting that they do not. */
  readonly careful: boolean
}

/** Writes where the row lives: into the transaction when that is the prospect's partition, at once otherwise. */
const writeAt = async (context: Context, home: string, write: Write): Promise<Write[]> => {
  if (home === shardOf(context.prospect.prospectId)) return [write]
  if ((await context.table.write(home, [write])) === 'conflict')
    throw new ChangedMeanwhile('A row of another onboarding changed.')
  return []
}

/**
 * Where a new customer is kept: with the onboarding whose lead made its account or contact, whichever onboarding needs it
 * first. So two that need the same one at the same time meet in one partition, and one of them finds the other's.
 */
const homeOfNew = (
  { prospect }: Context,
  { from, made }: NeededCustomer<{ readonly id: string; readonly leadId?: string }>,
): string => shardOf(made ? prospect.prospectId : (from.leadId ?? from.id))

const customerStep = async <
  T extends Organization | Person,
  S extends { readonly id: string; readonly leadId?: string },
>(
  context: Context,
  need: NeededCustomer<S>,
  known: CustomerRef | undefined,
  make: (from: S, stamp: CustomerStamp, before?: T) => T,
): Promise<{ writes: Write[]; entries: TimelineEntry[]; ref: CustomerRef; email?: string }> => {
  const { prospect, at } = context
  const refOf = (customer: T, home: string): CustomerRef => ({
    customerId: customer.customerId,
    number: customer.number,
    name: customer.name,
    home,
  })
  const email = (customer: T) => (customer.email ? { email: customer.email } : {})
  const stamp = { number: '', prospectId: prospect.prospectId, at }
  if (known?.customerId === need.from.id && !context.careful) {
    return { writes: [], entries: [], ref: known, ...email(make(need.from, { ...stamp, number: known.number })) }
  }
  const source = need.made ? 'created from the request' : 'arrived from Sales'
  const found = need.mayExist || context.careful ? await locateCustomer(context.table, need.from.id) : undefined
  if (found) {
    const { home, row } = found as Located<T>
    const customer = make(need.from, stamp, row.value)
    const linked = known?.customerId === need.from.id
    const same = JSON.stringify({ ...customer, changedAt: '' }) === JSON.stringify({ ...row.value, changedAt: '' })
    return {
      writes: same ? [] : await writeAt(context, home, replace(row, customer)),
      entries: linked
        ? []
        : [{ at, who: 'dual-write', what: `Existing customer ${customer.number} (${customer.type}) linked` }],
      ref: refOf(customer, home),
      ...email(customer),
    }
  }
  const customer = make(need.from, { ...stamp, number: known?.number ?? (await context.takeNumber('customer')) })
  const home = homeOfNew(context, need)
  return {
    writes: await writeAt(context, home, create(customerKey(customer.customerId), customer)),
    entries: [{ at, who: 'dual-write', what: `Customer ${customer.number} (${customer.type}) ${source}` }],
    ref: refOf(customer, home),
    ...email(customer),
  }
}

const hierarchyStep = async (
  context: Context,
  organization: CustomerRef,
  person: CustomerRef,
  organizationMayExist: boolean,
): Promise<{ writes: Write[]; entries: TimelineEntry[]; hierarchy: CustomerHierarchy }> => {
  const { prospect, at, table } = context
  const member = { customerId: person.customerId, name: person.name }
  const found =
    organizationMayExist || context.careful ? await locateHierarchy(table, organization.customerId) : undefined
  if (found) {
    const hierarchy = withMember(found.row.value, member, at)
    const writes =
      hierarchy === found.row.value
        ? []
        : await writeAt(context, found.home, replace(found.row as Row<unknown>, hierarchy))
    const entries =
      writes.length > 0 || hierarchy !== found.row.value
        ? [{ at, who: 'Headquarters', what: `Added to customer hierarchy ${hierarchy.number}` }]
        : []
    return { writes, entries, hierarchy }
  }
  const hierarchy = withMember(
    {
      hierarchyId: organization.customerId,
      number: await context.takeNumber('hierarchy'),
      name: prospect.request.company.name,
      purpose: 'B2B organization',
      organizationId: organization.customerId,
      members: [],
      createdAt: at,
    },
    member,
    at,
  )
  return {
    writes: await writeAt(context, organization.home, create(hierarchyKey(hierarchy.hierarchyId), hierarchy)),
    entries: [
      { at, who: 'Headquarters', what: `Customer hierarchy ${hierarchy.number} created, the requestor is its Admin` },
    ],
    hierarchy,
  }
}

/**
 * Prepares the customers of a convergence, and the hierarchy when it approves.
 * @throws ChangedMeanwhile when a row in another partition changed between reading and writing it
 */
export const customerSteps = async (context: Context, plan: Convergence): Promise<CustomerSteps> => {
  const { prospect } = context
  const approves = plan.next.status === 'Approved' && prospect.status !== 'Approved'
  const organization = plan.organization
    ? await customerStep<Organization, SalesAccount>(
        context,
        plan.organization,
        prospect.organization,
        (from, stamp, before) => organizationCustomer(from, prospect.request, stamp, before),
      )
    : undefined
  const invoiceAccount = organization?.ref.customerId ?? plan.organization?.from.id
  // A person is invoiced to the organization, so there is no person before there is one.
  const person =
    plan.person && invoiceAccount
      ? await customerStep<Person, SalesContact>(context, plan.person, prospect.person, (from, stamp, before) =>
          personCustomer(from, invoiceAccount, prospect.request, stamp, before),
        )
      : undefined
  const hierarchy =
    approves && organization && person
      ? await hierarchyStep(context, organization.ref, person.ref, plan.organization?.mayExist ?? true)
      : undefined
  const parts = [organization, person, hierarchy].filter((part) => part !== undefined)
  return {
    writes: parts.flatMap((part) => part.writes),
    entries: parts.flatMap((part) => part.entries),
    ...(organization ? { organization: organization.ref } : {}),
    ...(person ? { person: person.ref } : {}),
    ...(person?.email ? { personEmail: person.email } : {}),
    ...(hierarchy ? { hierarchy: hierarchy.hierarchy } : {}),
  }
}
