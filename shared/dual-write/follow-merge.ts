// What becomes of a customer whose account or contact was merged into another one in Sales: it follows that one, or, where
// that one is a customer already, people are told which. There are never two customers of one account.

import type { Customer } from '../domain/customer.ts'
import { equal } from '../domain/equal.ts'
import { customerFlags } from '../domain/flags.ts'
import { type Send, salesChangeMessage } from '../domain/messages.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { changeCustomer } from '../headquarters/change-customer.ts'
import type { Located } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { CustomerInSales, Sales } from '../sales/sales.ts'
import { formerEmailsOf, withoutLeft } from './former-addresses.ts'
import { flagsOfLimit } from './judge-limit.ts'
import { standingFor } from './living-account.ts'

export type FollowMergeDeps = {
  readonly headquarters: HeadquartersStore
  readonly sales: Pick<Sales, 'readCustomer'>
  readonly send: Send
  readonly now: () => Date
}

/** The onboardings that name a customer of their own, or share it. */
const onboardingsOf = (customer: Customer): readonly string[] => [
  customer.prospectId,
  ...(customer.type === 'Person' ? (customer.sharedBy ?? []) : []),
]

/**
 * @param found the record that the customer follows, which was merged
 * @returns `done` where nothing is left to do, `again` when the customer has to be looked at with what it follows now, or
 *   changed meanwhile
 */
export const followMerge = async (
  deps: FollowMergeDeps,
  located: Located<Customer>,
  found: CustomerInSales,
): Promise<'done' | 'again'> => {
  const { headquarters, send, now } = deps
  const customer = located.value
  const { type, number, customerId } = customer
  const { merged } = customerFlags[type]
  const at = now().toISOString()
  const by = { at, actor: 'dual-write', number, type } as const
  const master = await standingFor(deps, type, found)
  const other = master && (await headquarters.customers.locate(master.id))
  if (master && (!other || other.value.customerId === customerId)) {
    // Noted first: whoever is cut off in between does it once more.
    if ((await headquarters.customers.bind(master, located)) === 'taken') return 'again'
    // What was found of the former one stays until this one was looked at: a user who was disabled with it may come back.
    const change = {
      next: { ...customer, salesId: master.id },
      entries: [{ ...by, code: 'customer-rebound' } as const],
      at,
    }
    await changeCustomer(headquarters, located, change)
    return 'again'
  }
  const isFlagged = customer.flags?.includes(merged) === true
  if (isFlagged && formerEmailsOf(customer).length === 0) return 'done'
  // Others may have an address that was left, though no contact of its own says so.
  const left = await withoutLeft(headquarters, customer)
  if (!left) return 'again'
  // A limit that waits goes on waiting for somebody.
  const waiting = customer.type === 'Organization' ? flagsOfLimit(customer) : []
  const next: Customer = { ...left, flags: [merged, ...waiting] }
  if (equal(next, customer)) return 'done'
  // The lead points at the other one by now, of which no event of it tells: what is undecided goes on with that one. Asked
  // for first, so that nobody who is cut off in between forgets it.
  if (other && !isFlagged) await send(onboardingsOf(customer).map((leadId) => salesChangeMessage({ leadId })))
  const entries: TimelineEntry[] = isFlagged
    ? []
    : [
        ...(other ? [{ ...by, code: 'customer-merged', into: other.value.number } as const] : []),
        { ...by, code: 'customer-flagged', flag: merged },
      ]
  return (await changeCustomer(headquarters, located, { next, entries, at })) === 'written' ? 'done' : 'again'
}
