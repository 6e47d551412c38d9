// Makes a customer and its account or contact in Sales equal. Both directions are this one piece of work, so it does not
// matter which side asked for it, or how often.

import type { ProposedCredit } from '../domain/credit.ts'
import type { CreditBounds } from '../domain/credit-bounds.ts'
import { type Customer, type Person, recordIdOf } from '../domain/customer.ts'
import { convergeFields, type FieldConvergence, type FieldLengths } from '../domain/customer-convergence.ts'
import { type CustomerPath, type Values, valuesOf, withValues } from '../domain/customer-fields.ts'
import { equal } from '../domain/equal.ts'
import { type CustomerFlag, customerFlags } from '../domain/flags.ts'
import { type Send, writeCustomerMessage } from '../domain/messages.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { changeCustomer, type Membership, membershipOf } from '../headquarters/change-customer.ts'
import { isNoted, noteAddress } from '../headquarters/note-address.ts'
import type { Located } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { tellOnboardings } from '../headquarters/tell-onboardings.ts'
import { followContact } from '../headquarters/users/follow-contact.ts'
import { placesOf } from '../headquarters/users/places.ts'
import { fieldsOf } from '../sales/field-map.ts'
import type { CustomerInSales, Sales } from '../sales/sales.ts'
import { customerEntries } from './customer-entries.ts'
import { derivedIds } from './derived-ids.ts'
import { followMerge } from './follow-merge.ts'
import { formerEmailsOf, giveUpAll, heldOf, withoutFormer, withoutLeft } from './former-addresses.ts'
import { flagsOfLimit, judgeLimit } from './judge-limit.ts'

export type ConvergeCustomerDeps = {
  readonly headquarters: HeadquartersStore
  readonly sales: Pick<Sales, 'readCustomer' | 'lengths' | 'changeCustomer'>
  /** Asks for another look, where more has to be told than one look may. */
  readonly send: Send
  readonly now: () => Date
  /** From which credit limits on a second person decides; absent = from none. */
  readonly creditBounds?: CreditBounds
}

type Look = 'done' | 'again' | 'yet-to-come' | 'no-currency'

const tries = 4
/** Parts that one look tells; what is left goes on with a message of its own. */
const partsAtMost = 10

/** The customer with what was found out in place of what it had; nothing empty is kept. */
const replaceFindings = (
  customer: Customer,
  values: Values,
  unwritten: readonly CustomerPath[],
  flags: readonly CustomerFlag[],
  formerEmails: readonly string[],
  proposedCredit: ProposedCredit | undefined,
): Customer => {
  const replaced = { unwritten: undefined, flags: undefined, proposedCredit: undefined }
  const { unwritten: _, flags: __, proposedCredit: ___, ...kept } = { ...withValues(customer, values), ...replaced }
  const found = {
    ...(proposedCredit ? { proposedCredit } : {}),
    ...(unwritten.length > 0 ? { unwritten } : {}),
    ...(flags.length > 0 ? { flags } : {}),
  }
  return { ...withoutFormer(kept as Customer), ...found, ...(formerEmails.length > 0 ? { formerEmails } : {}) }
}

/** An account that was never written is no account that was deleted. */
const isYetToCome = async (
  { prospects }: Pick<HeadquartersStore, 'prospects'>,
  { customerId, prospectId }: Customer,
): Promise<boolean> => {
  const { accountId, contactId } = derivedIds(prospectId)
  if (customerId !== accountId && customerId !== contactId) return false
  return (await prospects.read(prospectId))?.value.customersWrittenAt === undefined
}

/** Sales has no record of the customer. */
const lookWithout = async ({ headquarters, now }: ConvergeCustomerDeps, located: Located<Customer>): Promise<Look> => {
  const customer = located.value
  const { missing } = customerFlags[customer.type]
  const isFlagged = customer.flags?.includes(missing) === true
  const former = formerEmailsOf(customer)
  if (customer.toWrite) return 'yet-to-come'
  if (isFlagged && former.length === 0) return 'done'
  if (!isFlagged && (await isYetToCome(headquarters, customer))) return 'yet-to-come'
  // Others may have an address that was left, whether or not Sales has the contact again one day.
  const left = await withoutLeft(headquarters, customer)
  if (!left) return 'again'
  const at = now().toISOString()
  const flags = [missing, ...(customer.type === 'Organization' ? flagsOfLimit(customer) : [])]
  const entries = customerEntries(customer, undefined, flags, at)
  const next = { ...left, flags }
  if (equal(next, customer)) return 'done'
  const change = { next, entries, at }
  return (await changeCustomer(headquarters, located, change)) === 'written' ? 'done' : 'again'
}

/** What became of the address of a person: it is as wanted, Sales' cannot be taken, or another look is needed. */
type AddressClaim = 'claimed' | 'kept' | 'again'

/** Claims an address that Sales has for somebody who signs in. */
const claimTheirs = async (
  headquarters: HeadquartersStore,
  person: Located<Person>,
  email: string | undefined,
  organizationIds: readonly string[],
  at: string,
): Promise<AddressClaim> => {
  const { signIns } = headquarters
  const { customerId } = person.value
  if (email === undefined || !(await signIns.isFree(email, customerId))) return 'kept'
  if (!isNoted(person.value, email)) {
    await noteAddress(headquarters, person, email, at)
    return 'again'
  }
  return (await signIns.claim(email, customerId, organizationIds)) === 'claimed' ? 'claimed' : 'kept'
}

/**
 * Claims the address that the person will sign in with, and gives up those it signed in with before.
 * @param theirs the address in Sales, when it is to be taken
 */
const claimAddress = async (
  headquarters: HeadquartersStore,
  { value: customer, ...located }: Located<Customer>,
  membership: Membership | undefined,
  theirs: { readonly email: string | undefined } | undefined,
  at: string,
): Promise<AddressClaim> => {
  if (customer.type !== 'Person') return 'claimed'
  const { signIns } = headquarters
  const { customerId, email } = customer
  const organizationIds = placesOf(customer, membership).map(({ organizationId }) => organizationId)
  let claim: AddressClaim = 'claimed'
  if (membership?.signsIn && theirs)
    claim = await claimTheirs(headquarters, { ...located, value: customer }, theirs.email, organizationIds, at)
  else if (membership?.signsIn && email !== undefined) await signIns.claim(email, customerId, organizationIds)
  if (claim === 'again') return claim
  const held = heldOf(customer)
  const left = formerEmailsOf(customer).filter((each) => each !== theirs?.email && !held.includes(each))
  return (await giveUpAll(headquarters, customer, left)) ? claim : 'again'
}

/** Sales has a record of the customer. */
const lookWith = async (
  deps: ConvergeCustomerDeps,
  located: Located<Customer>,
  found: CustomerInSales,
): Promise<Look> => {
  const { headquarters, sales, now } = deps
  const customer = located.value
  const { type, unwritten = [] } = customer
  const at = now().toISOString()
  const ours = valuesOf(type, customer)
  const plan = (lengths: FieldLengths, keep: readonly CustomerPath[]): FieldConvergence =>
    convergeFields(fieldsOf(type, found.creditColumns), ours, unwritten, found.values, lengths, keep)

  const first = plan({}, [])
  const isEmailTaken = first.taken.includes('email')
  const hasFormer = formerEmailsOf(customer).length > 0
  const touched: readonly CustomerPath[] = [
    ...first.taken,
    ...first.settled,
    ...(hasFormer ? (['email'] as const) : []),
  ]
  const membership = await membershipOf(headquarters, customer, touched)
  const theirs = isEmailTaken ? { email: found.values.email ?? undefined } : undefined
  const claim = await claimAddress(headquarters, located, membership, theirs, at)
  if (claim === 'again') return claim
  const isKept = claim === 'kept'
  const judged = judgeLimit(customer, first, deps.creditBounds ?? new Map(), at, found.changedBy)

  const isBehind = Object.keys(first.write).length > 0
  const final = plan(isBehind ? await sales.lengths(type) : {}, [
    ...(isKept ? (['email'] as const) : []),
    ...judged.keep,
  ])
  let secured: readonly CustomerPath[] = []
  let withoutCurrency: readonly CustomerPath[] = []
  const toWrite = Object.keys(final.write) as CustomerPath[]
  // Inactive rows are read-only: what is to be written waits until somebody activates it.
  const held = found.isInactive ? toWrite : []
  if (toWrite.length > held.length) {
    const changed = await sales.changeCustomer(type, recordIdOf(customer), final.write, found.etag)
    if (changed === 'changed-meanwhile') return 'again'
    if (changed !== 'written') ({ secured, withoutCurrency = [] } = changed)
  }
  const left = [...secured, ...withoutCurrency, ...held]
  const without = (paths: readonly CustomerPath[]) => paths.filter((path) => !left.includes(path))
  const done: FieldConvergence = { ...final, settled: without(final.settled), cut: without(final.cut) }

  const flags: CustomerFlag[] = [
    ...(final.tooLong.length > 0 ? [customerFlags[type].tooNarrow] : []),
    ...(secured.length > 0 ? [customerFlags[type].secured] : []),
    ...(found.isInactive ? [customerFlags[type].inactive] : []),
    ...(isKept ? [customerFlags.Person.signInKept] : []),
    ...flagsOfLimit(judged),
  ]
  // Also of who does not sign in: an approval that was cut off and then taken back in Sales may have claimed it.
  const former = type === 'Person' && final.taken.includes('email') ? customer.email : undefined
  const kept = [...new Set([...heldOf(customer), ...(former ? [former] : [])])].filter(
    (address) => address !== final.next.email,
  )
  const { proposedCredit } = judged
  const next = replaceFindings(customer, final.next, [...final.tooLong, ...left], flags, kept, proposedCredit)
  // A user is disabled after it is noted with the customer, and enabled before that note goes: as long as one is disabled,
  // the note is there, and whoever was cut off in between goes on from it.
  const follow = async (): Promise<boolean> =>
    (await followContact(headquarters, customer, found.isInactive === true, at)) === 'followed'
  if (!found.isInactive && !(await follow())) return 'again'
  const isSame = equal(next, customer)
  const entries = [...customerEntries(customer, done, flags, at, found.changedBy), ...judged.entries]
  const change = { next, entries, membership, at }
  if (!isSame && (await changeCustomer(headquarters, located, change)) !== 'written') return 'again'
  if (found.isInactive && !(await follow())) return 'again'
  // People add the currency in Sales, or choose another one here.
  if (withoutCurrency.length > 0) return 'no-currency'
  if (isSame) return 'done'
  // The address that was left is given up by the next look, once the change is stored.
  return former ? 'again' : 'done'
}

/** Whether a text would be given up because Sales has none. */
const givesUp = (customer: Customer, { values, creditColumns }: CustomerInSales): boolean => {
  const ours = valuesOf(customer.type, customer)
  return fieldsOf(customer.type, creditColumns).some(({ path }) => ours[path] !== undefined && values[path] === null)
}

/** One look at both sides. */
const lookOnce = async (deps: ConvergeCustomerDeps, located: Located<Customer>): Promise<Look> => {
  const customer = located.value
  const { type } = customer
  const recordId = recordIdOf(customer)
  // Read after the customer: what is stored then is never older than what it replaces.
  const found = await deps.sales.readCustomer(type, recordId)
  if (!found) return lookWithout(deps, located)
  if (found.mergedInto !== undefined) return followMerge(deps, located, found)
  const sure = givesUp(customer, found) ? await deps.sales.readCustomer(type, recordId, true) : found
  return sure ? lookWith(deps, located, sure) : lookWithout(deps, located)
}

/**
 * Makes one customer and its record in Sales equal.
 * @param cameWith the lead it came from, or itself, where that is known: one read then says that it is no customer
 * @returns `unknown` when no customer has this id
 */
export const convergeCustomer = async (
  deps: ConvergeCustomerDeps,
  customerId: string,
  cameWith?: string,
): Promise<WorkResult | 'unknown'> => {
  const { customers } = deps.headquarters
  let located = await (cameWith === undefined
    ? customers.locate(customerId)
    : customers.read(customers.homeFor(cameWith), customerId))
  let parts = 0
  for (let attempt = 0; located && attempt < tries; ) {
    // What is stored is told before anything else of it changes.
    if (located.value.untold) {
      if (parts === partsAtMost) {
        await deps.send([writeCustomerMessage(located.value.customerId)])
        return { outcome: 'done', prospectId: located.value.prospectId }
      }
      parts += 1
      await tellOnboardings(deps.headquarters, located, deps.now().toISOString())
      located = await customers.read(located.home, located.value.customerId)
      continue
    }
    attempt += 1
    const outcome = await lookOnce(deps, located)
    if (outcome === 'done') return { outcome, prospectId: located.value.prospectId }
    if (outcome === 'no-currency') return { outcome: 'failed', code: 'currency-not-in-sales' }
    if (outcome === 'yet-to-come') return { outcome: 'later', code: 'customer-not-in-sales-yet' }
    located = await customers.read(located.home, located.value.customerId)
  }
  return located ? { outcome: 'later', code: 'customer-changed-meanwhile' } : 'unknown'
}
