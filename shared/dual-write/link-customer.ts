// One customer that a prospect needs: the one there is, or a new one. It changes with the prospect, or, where it is kept
// with another onboarding, right before; all of it is safe to repeat.

import type { NeededCustomer } from '../domain/convergence.ts'
import type { Organization, Person } from '../domain/customer.ts'
import type { CustomerStamp } from '../domain/customers-of-prospect.ts'
import { knownOf } from '../domain/customers-of-prospect.ts'
import { equal } from '../domain/equal.ts'
import type { CustomerFlag } from '../domain/flags.ts'
import type { CustomerRef } from '../domain/prospect.ts'
import type { SalesRecord } from '../domain/sales-outcome.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { Located } from '../headquarters/store/customers.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'

/** How a customer is made of what Sales has, or brought up to it. */
export type MakeCustomer<C> = (from: SalesRecord, stamp: CustomerStamp, before?: C) => C | Promise<C>

export type LinkedCustomer = {
  readonly ref: CustomerRef
  readonly entries: readonly TimelineEntry[]
  /** The address to sign in with. */
  readonly email?: string
  /** Its flags, where it was read or made here; else the onboarding has them. */
  readonly flags?: readonly CustomerFlag[]
}

const refOf = ({ prospect }: StepContext, customer: Organization | Person, home: string): CustomerRef => {
  const { customerId, number, name, prospectId } = customer
  return {
    customerId,
    number,
    name,
    home,
    ...knownOf(customer),
    ...(prospectId === prospect.prospectId ? {} : { shared: true }),
  }
}

/** Finds the customer where it may be there already. */
const find = async <C extends Organization | Person>(
  { headquarters, afterConflict }: StepContext,
  { from, mayExist }: NeededCustomer,
  linked: CustomerRef | undefined,
  known: CustomerRef | undefined,
): Promise<Located<C> | undefined> => {
  if (linked && !afterConflict) {
    const found = await headquarters.customers.read(linked.home, from.id)
    if (!found) throw new ChangedMeanwhile('A customer is not where it was.')
    return found as Located<C>
  }
  // Where the prospect has another customer, that one may follow this record by now.
  if (mayExist || known) return (await headquarters.customers.locate(from.id)) as Located<C> | undefined
  return afterConflict ? ((await headquarters.customers.findNew(from)) as Located<C> | undefined) : undefined
}

const linkExisting = async <C extends Organization | Person>(
  context: StepContext,
  need: NeededCustomer,
  found: Located<C>,
  make: MakeCustomer<C>,
  isLinked: boolean,
): Promise<LinkedCustomer> => {
  const { headquarters, unit, at, prospect } = context
  const customer = await make(need.from, { number: '', prospectId: prospect.prospectId, at }, found.value)
  const isSame = equal(customer, found.value)
  // An approval puts even an equal customer back: name and address go on to the hierarchy and the channel, so a change of
  // them at the same moment must come before or after, not in between.
  if (!isSame || context.approves)
    headquarters.customers.replace(unit, found, isSame ? customer : { ...customer, changedAt: at })
  const { number, type } = customer
  return {
    ref: refOf(context, customer, found.home),
    entries: isLinked ? [] : [{ at, actor: 'dual-write', code: 'customer-linked', number, type }],
    ...(customer.email ? { email: customer.email } : {}),
    flags: customer.flags ?? [],
  }
}

/**
 * A new customer is kept with the onboarding whose lead made its account or contact, whichever onboarding needs it first.
 * So two that need the same one at the same time meet in one place, and one of them finds the other's.
 */
const createNew = async <C extends Organization | Person>(
  context: StepContext,
  { from, made }: NeededCustomer,
  known: CustomerRef | undefined,
  make: MakeCustomer<C>,
): Promise<LinkedCustomer> => {
  const { headquarters, unit, at, prospect } = context
  const number = known?.number ?? (await context.takeNumber('customer'))
  const isOwn = made || from.leadId === prospect.prospectId
  const customer = {
    ...(await make(from, { number, prospectId: prospect.prospectId, at })),
    ...(isOwn ? {} : { isFromElsewhere: true as const }),
  }
  const home = headquarters.customers.homeFor(made ? prospect.prospectId : (from.leadId ?? from.id))
  headquarters.customers.create(unit, home, customer)
  return {
    ref: refOf(context, customer, home),
    entries: [
      { at, actor: 'dual-write', code: made ? 'customer-made' : 'customer-arrived', number, type: customer.type },
    ],
    ...(customer.email ? { email: customer.email } : {}),
    flags: [],
  }
}

/**
 * Links a customer that the prospect needs.
 * @param known the customer that the prospect has already
 * @param mustFollow what the prospect knows of the customer may not be enough, so the one that is linked is read as well
 * @throws ChangedMeanwhile when it is not where the prospect says
 */
export const linkCustomer = async <C extends Organization | Person>(
  context: StepContext,
  need: NeededCustomer,
  known: CustomerRef | undefined,
  make: MakeCustomer<C>,
  mustFollow = false,
): Promise<LinkedCustomer> => {
  const isLinked = known?.customerId === need.from.id
  if (isLinked && !mustFollow && !context.afterConflict)
    return { ref: known, entries: [], ...(known.email ? { email: known.email } : {}) }
  const linked = isLinked ? known : undefined
  const found = await find<C>(context, need, linked, known)
  const isSame = isLinked || (found !== undefined && found.value.customerId === known?.customerId)
  return found ? linkExisting(context, need, found, make, isSame) : createNew(context, need, linked, make)
}
