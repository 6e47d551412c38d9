// Makes a customer and its account or contact in Sales equal. Both directions are this one piece of work, so it does not
// matter which side asked for it, or how often.

import type { Customer, Person } from '../domain/customer.ts'
import { convergeFields, type FieldConvergence, type FieldLengths } from '../domain/customer-convergence.ts'
import { type CustomerPath, valuesOf, withValues } from '../domain/customer-fields.ts'
import { type CustomerFlag, customerFlags } from '../domain/flags.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { type Located, locateCustomer } from '../headquarters/customers.ts'
import { customerKey } from '../headquarters/keys.ts'
import { readProspect } from '../headquarters/prospect-rows.ts'
import { claimSignIn, releaseSignIn } from '../headquarters/sign-in.ts'
import { membershipOf, storeCustomer } from '../headquarters/store-customer.ts'
import type { Table } from '../platform/table.ts'
import { fieldMap } from '../sales/field-map.ts'
import type { Sales } from '../sales/sales.ts'
import { derivedIds } from './derived-ids.ts'

export type ConvergeCustomerDeps = { readonly headquarters: Table; readonly sales: Sales; readonly now: () => Date }

const tries = 4

const entriesOf = (
  customer: Customer,
  plan: FieldConvergence | undefined,
  flags: readonly CustomerFlag[],
  at: string,
): TimelineEntry[] => {
  const { number, type } = customer
  const about = { number, type }
  const byUs = { at, actor: 'dual-write' } as const
  const before = customer.flags ?? []
  const { missing, tooNarrow } = customerFlags[type]
  const fields = (
    code: 'customer-taken' | 'customer-written' | 'customer-cut' | 'customer-too-long',
    paths: readonly string[] = [],
  ): TimelineEntry[] =>
    paths.length > 0
      ? [{ at, actor: code === 'customer-taken' ? 'sales' : 'dual-write', code, ...about, fields: paths }]
      : []
  return [
    ...fields('customer-taken', plan?.taken),
    ...fields('customer-written', plan?.settled),
    ...fields('customer-cut', plan?.cut),
    ...(before.includes(tooNarrow) ? [] : fields('customer-too-long', plan?.tooLong)),
    ...flags
      .filter((flag) => flag !== tooNarrow && !before.includes(flag))
      .map((flag): TimelineEntry => ({ ...byUs, code: 'customer-flagged', ...about, flag })),
    ...(before.includes(missing) && !flags.includes(missing)
      ? [{ ...byUs, code: 'customer-found', ...about } as const]
      : []),
  ]
}

/** The customer without what is empty. */
const tidy = <C extends Customer>({ unwritten = [], flags = [], ...rest }: C): C => {
  const { formerEmails = [], ...customer } = rest as Omit<Person, 'unwritten' | 'flags'>
  return {
    ...customer,
    ...(unwritten.length > 0 ? { unwritten } : {}),
    ...(flags.length > 0 ? { flags } : {}),
    ...(formerEmails.length > 0 ? { formerEmails } : {}),
  } as unknown as C
}

/** An account that was never written is no account that was deleted. */
const isYetToCome = async (table: Table, { customerId, prospectId }: Customer): Promise<boolean> => {
  const { accountId, contactId } = derivedIds(prospectId)
  if (customerId !== accountId && customerId !== contactId) return false
  return (await readProspect(table, prospectId))?.row.value.customersWrittenAt === undefined
}

const formerOf = (customer: Customer): readonly string[] =>
  customer.type === 'Person' ? (customer.formerEmails ?? []) : []

/** One look at both sides. */
const lookOnce = async (
  { headquarters, sales, now }: ConvergeCustomerDeps,
  located: Located<Customer>,
): Promise<'done' | 'again' | 'yet-to-come'> => {
  const customer = located.row.value
  const { type, customerId } = customer
  const at = now().toISOString()
  // Read after the customer: what is stored then is never older than what it replaces.
  const found = await sales.readCustomer(type, customerId)
  if (!found) {
    if (customer.flags?.includes(customerFlags[type].missing)) return 'done'
    if (await isYetToCome(headquarters, customer)) return 'yet-to-come'
    const flags = [customerFlags[type].missing]
    const change = { next: { ...customer, flags }, entries: entriesOf(customer, undefined, flags, at), at }
    return (await storeCustomer(headquarters, located, change)) === 'written' ? 'done' : 'again'
  }

  const { unwritten = [] } = customer
  const ours = valuesOf(type, customer)
  const plan = (lengths: FieldLengths, keep: readonly CustomerPath[]) =>
    convergeFields(fieldMap[type], ours, unwritten, found.values, lengths, keep)
  const first = plan({}, [])
  const former = formerOf(customer)
  const touched = [...first.taken, ...first.settled, ...(former.length > 0 ? (['email'] as const) : [])]
  const membership = await membershipOf(headquarters, customer, touched)
  const signsIn = membership?.signsIn === true
  const keep: CustomerPath[] = []
  if (signsIn) {
    const wanted = first.taken.includes('email') ? found.values.email : customer.email
    const claimed = wanted !== undefined && (await claimSignIn(headquarters, wanted, customerId)) === 'claimed'
    if (!claimed && first.taken.includes('email')) keep.push('email')
  }
  for (const email of former) if (email !== customer.email) await releaseSignIn(headquarters, email, customerId)
  const final = plan(Object.keys(first.write).length > 0 ? await sales.lengths(type) : {}, keep)
  if (Object.keys(final.write).length > 0) {
    const written = await sales.changeCustomer(type, customerId, final.write, found.etag)
    if (written !== 'written') return 'again'
  }

  const flags: CustomerFlag[] = [
    ...(final.tooLong.length > 0 ? [customerFlags[type].tooNarrow] : []),
    ...(keep.length > 0 ? [customerFlags.Person.signInKept] : []),
  ]
  // Also of who does not sign in: an approval that was cut off and then taken back in Sales may have claimed it.
  const emailTaken = type === 'Person' && final.taken.includes('email') && customer.email
  const left = emailTaken ? { formerEmails: [emailTaken] } : { formerEmails: [] }
  const next = tidy({ ...withValues(customer, final.next), ...left, unwritten: final.tooLong, flags } as Customer)
  if (isSame(next, customer)) return 'done'
  const change = { next, entries: entriesOf(customer, final, flags, at), membership, at }
  if ((await storeCustomer(headquarters, located, change)) === 'conflict') return 'again'
  return emailTaken ? 'again' : 'done'
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, member]) => [name, sorted(member)]),
      )
    : value

const isSame = (a: Customer, b: Customer): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/**
 * Makes one customer and its record in Sales equal.
 * @returns `unknown` when no customer has this id
 */
export const convergeCustomer = async (
  deps: ConvergeCustomerDeps,
  customerId: string,
): Promise<WorkResult | 'unknown'> => {
  let located = await locateCustomer(deps.headquarters, customerId)
  for (let attempt = 0; located && attempt < tries; attempt += 1) {
    const outcome = await lookOnce(deps, located)
    if (outcome === 'done') return { outcome, prospectId: located.row.value.prospectId }
    if (outcome === 'yet-to-come') return { outcome: 'later', code: 'customer-not-in-sales-yet' }
    const row = await deps.headquarters.read<Customer>(located.home, customerKey(customerId))
    located = row && { home: located.home, row }
  }
  return located ? { outcome: 'later', code: 'customer-changed-meanwhile' } : 'unknown'
}
