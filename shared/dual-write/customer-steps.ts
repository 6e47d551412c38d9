// The customers and the hierarchy a prospect needs, as writes that go into the same transaction as the prospect's own
// change. What lives in another partition is written first; all of it is safe to repeat.

import type { Convergence, NeededCustomer } from '../domain/convergence.ts'
import type { Customer, Organization, Person } from '../domain/customer.ts'
import type { CustomerHierarchy } from '../domain/customer-hierarchy.ts'
import {
  type CustomerStamp,
  organizationCustomer,
  personCustomer,
  sharedPerson,
} from '../domain/customers-of-prospect.ts'
import type { ProspectFlag } from '../domain/flags.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { SalesAccount, SalesContact } from '../domain/sales-outcome.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { type Located, locateCustomer } from '../headquarters/customers.ts'
import { customerKey } from '../headquarters/keys.ts'
import { claimSignIn } from '../headquarters/sign-in.ts'
import { shardOf } from '../platform/ids.ts'
import { create, replace, type Write } from '../platform/table.ts'
import { hierarchyStep } from './hierarchy-step.ts'
import { ChangedMeanwhile, type StepContext as Context, writeAt } from './step-context.ts'

export type CustomerSteps = {
  /** In the prospect's partition. */
  readonly writes: readonly Write[]
  readonly entries: readonly TimelineEntry[]
  readonly organization?: CustomerRef
  readonly person?: CustomerRef
  readonly personEmail?: string
  readonly hierarchy?: CustomerHierarchy
  /** The approval has to be stored before its hierarchy, which is kept elsewhere, is told of it. */
  readonly joins?: true
  /** Why an approval has to wait; there is no hierarchy then. */
  readonly blocked?: ProspectFlag
}

/**
 * Where a new customer is kept: with the onboarding whose lead made its account or contact, whichever onboarding needs it
 * first. So two that need the same one at the same time meet in one partition, and one of them finds the other's.
 */
const homeOfNew = (
  { prospect }: Context,
  { from, made }: NeededCustomer<{ readonly id: string; readonly leadId?: string }>,
): string => shardOf(made ? prospect.prospectId : (from.leadId ?? from.id))

const readKnown = async <T>({ table }: Context, { home, customerId }: CustomerRef): Promise<Located<T>> => {
  const row = await table.read<T>(home, customerKey(customerId))
  if (!row) throw new ChangedMeanwhile('A customer is not where it was.')
  return { home, row }
}

const searchIfMaybeThere = async (
  { table, careful }: Context,
  { from, mayExist }: NeededCustomer<{ readonly id: string }>,
): Promise<Located<Customer> | undefined> => (mayExist || careful ? locateCustomer(table, from.id) : undefined)

const customerStep = async <
  T extends Organization | Person,
  S extends { readonly id: string; readonly leadId?: string; readonly email?: string },
>(
  context: Context,
  need: NeededCustomer<S>,
  known: CustomerRef | undefined,
  make: (from: S, stamp: CustomerStamp, before?: T) => T,
): Promise<{ writes: Write[]; entries: TimelineEntry[]; ref: CustomerRef; email?: string }> => {
  const { prospect, at } = context
  const refOf = ({ customerId, number, name, email, unwritten, prospectId }: T, home: string): CustomerRef => ({
    customerId,
    number,
    name,
    home,
    ...(unwritten?.includes('email') && email ? { email } : {}),
    ...(prospectId === prospect.prospectId ? {} : { shared: true }),
  })
  // What Sales says, unless it was changed here and Sales does not know it yet.
  const email = ({ email: ours, unwritten }: T) => {
    const signIn = unwritten?.includes('email') ? ours : need.from.email
    return signIn ? { email: signIn } : {}
  }
  const stamp = { number: '', prospectId: prospect.prospectId, at }
  const linked = known?.customerId === need.from.id
  // An approval looks at a person of another onboarding; what changes of its own stands in the prospect.
  if (linked && !context.careful && !(context.approves && known.shared)) {
    const signIn = known.email ?? need.from.email
    return { writes: [], entries: [], ref: known, ...(signIn ? { email: signIn } : {}) }
  }
  const found =
    linked && !context.careful ? await readKnown<T>(context, known) : await searchIfMaybeThere(context, need)
  if (found) {
    const { home, row } = found as Located<T>
    const customer = make(need.from, stamp, row.value)
    const same = JSON.stringify(customer) === JSON.stringify(row.value)
    // An approval puts even an equal row back: name and address go on to the hierarchy and the channel, so a change of them
    // at the same moment must come before or after, not in between.
    const untouched = same && !context.approves
    const next = same ? customer : { ...customer, changedAt: at }
    return {
      writes: untouched ? [] : await writeAt(context, home, replace(row, next)),
      entries: linked
        ? []
        : [{ at, actor: 'dual-write', code: 'customer-linked', number: customer.number, type: customer.type }],
      ref: refOf(customer, home),
      ...email(customer),
    }
  }
  const customer = make(need.from, { ...stamp, number: known?.number ?? (await context.takeNumber('customer')) })
  const home = homeOfNew(context, need)
  return {
    writes: await writeAt(context, home, create(customerKey(customer.customerId), customer)),
    entries: [
      {
        at,
        actor: 'dual-write',
        code: need.made ? 'customer-made' : 'customer-arrived',
        number: customer.number,
        type: customer.type,
      },
    ],
    ref: refOf(customer, home),
    ...email(customer),
  }
}

/** An approval needs a person who can sign in; the reason for which it has to wait, if there is one. */
const obstacle = async ({ table }: Context, person: CustomerRef, email: string | undefined) => {
  if (!email) return 'no-email'
  return (await claimSignIn(table, email, person.customerId)) === 'taken' ? 'duplicate-sign-in' : undefined
}

/** The hierarchy of an approval that is stored. The person is put back as in an approval. */
const joinSteps = async (context: Context, joining: { readonly email: string }): Promise<CustomerSteps> => {
  const { organization, person } = context.prospect
  if (!organization || !person) throw new Error('An approved prospect has no customers.')
  const { home, row } = await readKnown<Person>(context, person)
  const writes = await writeAt(context, home, replace(row, row.value))
  const { hierarchy, ...step } = await hierarchyStep(context, organization, person, true)
  const all = [...writes, ...step.writes]
  return { writes: all, entries: step.entries, organization, person, personEmail: joining.email, hierarchy }
}

/**
 * Prepares the customers of a convergence, and the hierarchy when it approves and nothing is in the way.
 * @throws ChangedMeanwhile when a row in another partition changed between reading and writing it
 */
export const customerSteps = async (given: Omit<Context, 'approves'>, plan: Convergence): Promise<CustomerSteps> => {
  const { prospect } = given
  const approves = plan.next.status === 'Approved' && prospect.status !== 'Approved'
  const context: Context = { ...given, approves }
  if (prospect.joining) return joinSteps(context, prospect.joining)
  const organization = plan.organization
    ? await customerStep<Organization, SalesAccount>(
        context,
        plan.organization,
        prospect.organization,
        (from, stamp, before) => organizationCustomer(from, prospect.request, stamp, before),
      )
    : undefined
  const invoiceAccount = organization?.ref.customerId ?? plan.organization?.from.id
  const shared = (person: Person) => (approves ? sharedPerson(person, prospect.prospectId) : person)
  // A person is invoiced to the organization, so there is no person before there is one.
  const person =
    plan.person && invoiceAccount
      ? await customerStep<Person, SalesContact>(context, plan.person, prospect.person, (from, stamp, before) =>
          shared(personCustomer(from, invoiceAccount, prospect.request, stamp, before)),
        )
      : undefined
  // Asked before the hierarchy, which may be kept elsewhere and written at once.
  const blocked = approves && person ? await obstacle(context, person.ref, person.email) : undefined
  // What another partition was told of an approval that is not stored would stay when Sales takes the approval back.
  const isElsewhere = organization !== undefined && organization.ref.home !== shardOf(prospect.prospectId)
  const joins = approves && !blocked && isElsewhere && person !== undefined
  const hierarchy =
    approves && !blocked && !joins && organization && person
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
    ...(joins ? { joins } : {}),
    ...(blocked ? { blocked } : {}),
  }
}
