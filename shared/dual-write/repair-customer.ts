// What staff do about a customer whose account or contact was lost in Sales: have it looked at now, and written again.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import { type CustomerType, customerFields, isInSales, type Values, valuesOf } from '../domain/customer-fields.ts'
import { customerFlags } from '../domain/flags.ts'
import { salesChangeMessage, writeCustomerAgainMessage, writeCustomerMessage } from '../domain/messages.ts'
import type { WorkResult } from '../domain/work-result.ts'
import { changeCustomer } from '../headquarters/change-customer.ts'
import type { Located } from '../headquarters/store/customers.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { SalesRefused } from '../sales/failures.ts'
import { pathsOfColumns } from '../sales/field-map.ts'
import type { Created, Sales } from '../sales/sales.ts'
import { convergeCustomer } from './converge-customer.ts'
import { standingFor } from './living-account.ts'
import type { RepairDeps } from './repair-prospect.ts'

const tries = 4

/** Whether Sales is known to lack the account or contact of a customer. */
export const isMissingInSales = ({ type, flags = [] }: Customer): boolean => flags.includes(customerFlags[type].missing)

export const lookAtCustomer = async (
  { headquarters, send }: RepairDeps,
  customerId: string,
): Promise<'asked' | 'unknown'> => {
  const located = await headquarters.customers.locate(customerId)
  if (!located) return 'unknown'
  await send([writeCustomerMessage(located.value.customerId)])
  return 'asked'
}

export type CustomerRepairResult = 'asked' | 'unknown' | 'changed-meanwhile' | 'not-missing'

/**
 * Has the account or contact of a customer written again, with the id it had.
 * @param who the member of staff who wants it; stands on the timeline
 * @param isMissing whether Sales was just found to lack it, though headquarters does not show it yet
 */
export const askForCustomerAgain = async (
  { headquarters, send, now }: RepairDeps,
  customerId: string,
  who: string,
  isMissing = false,
): Promise<CustomerRepairResult> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const located = await headquarters.customers.locate(customerId)
    if (!located) return 'unknown'
    const customer = located.value
    if (!isMissing && !isMissingInSales(customer)) return 'not-missing'
    const at = now().toISOString()
    const { number, type } = customer
    const entries = [{ at, actor: { name: who }, code: 'customer-asked-again', number, type }] as const
    if ((await changeCustomer(headquarters, located, { next: customer, entries, at })) === 'conflict') continue
    await send([writeCustomerAgainMessage(customer.customerId)])
    return 'asked'
  }
  return 'changed-meanwhile'
}

type WriteDeps = RepairDeps & { readonly sales: Sales }

/** What Sales may have columns for. */
const valuesForSales = (type: CustomerType, customer: Customer): Values => {
  const values = valuesOf(type, customer)
  const shared = customerFields[type].filter((field) => isInSales(field, 'dual-write'))
  return Object.fromEntries(shared.flatMap(({ path }) => (values[path] === undefined ? [] : [[path, values[path]]])))
}

const rowNotThere = '0x80040217'

/**
 * The lead that a record came with. A record that named another one would become a customer of that onboarding, too. What an
 * earlier version stored does not say so, but is kept with the lead that it came with.
 */
const leadOf = ({ customers }: HeadquartersStore, { value, home }: Located<Customer>): string | undefined =>
  value.isFromElsewhere || customers.homeFor(value.prospectId) !== home ? undefined : value.prospectId

/** Writes a record that names its lead, or one that names none where there is none any more. */
const withLeadIfThere = async (
  leadId: string | undefined,
  write: (leadId: string | undefined) => Promise<Created>,
): Promise<{ readonly made: Created; readonly isLeadNamed: boolean }> => {
  try {
    return { made: await write(leadId), isLeadNamed: leadId !== undefined }
  } catch (error) {
    if (!(error instanceof SalesRefused) || error.code !== rowNotThere) throw error
    return { made: await write(undefined), isLeadNamed: false }
  }
}

/** Creates the record unless it is there; what Sales had no room for stays marked as not written. */
const writeRecord = async (
  { headquarters, sales, send, now }: WriteDeps,
  located: Located<Customer>,
  accountId: string | undefined,
): Promise<'done' | 'conflict'> => {
  const customer = located.value
  const { type } = customer
  const record = { id: recordIdOf(customer), values: valuesForSales(type, customer) }
  const { made, isLeadNamed } = await withLeadIfThere(leadOf(headquarters, located), (leadId) =>
    type === 'Organization'
      ? sales.writeAccount(record, leadId)
      : sales.writeContact(record, accountId ?? record.id, leadId),
  )
  // Its events then tell of no lead: the customer is looked for by the record's own id.
  if (!isLeadNamed) await headquarters.customers.bind({ id: record.id }, located)
  // A lead that names no account or contact is followed to the ones that came from it, and this one is new to it.
  else await send([salesChangeMessage({ leadId: customer.prospectId })])
  const left = typeof made === 'string' ? [] : [...made.tooLong, ...(made.secured ?? [])]
  const unwritten = pathsOfColumns(type, left)
  if (unwritten.length === 0) return 'done'
  const next = { ...customer, unwritten: [...new Set([...(customer.unwritten ?? []), ...unwritten])] }
  return (await changeCustomer(headquarters, located, { next, entries: [], at: now().toISOString() })) === 'conflict'
    ? 'conflict'
    : 'done'
}

/**
 * Where Sales was put back to a copy a merge may be undone by that: whoever followed the record that stood for the own one
 * has the own one again, as it is there.
 */
const backToOwnRecord = async (
  { headquarters, sales, now }: WriteDeps,
  located: Located<Customer>,
): Promise<'back' | 'not there' | 'conflict'> => {
  const { salesId, ...next } = located.value
  const { customerId, type, number } = next
  const own = salesId === undefined || salesId === customerId ? undefined : await sales.readCustomer(type, customerId)
  if (!own || own.isInactive || own.mergedInto !== undefined) return 'not there'
  const at = now().toISOString()
  const entries = [{ at, actor: 'dual-write', code: 'customer-rebound', number, type }] as const
  return (await changeCustomer(headquarters, located, { next, entries, at })) === 'conflict' ? 'conflict' : 'back'
}

/** Writes what Sales lacks of a customer, the organization before the person; then both sides are made equal. */
export const writeCustomerAgain = async (deps: WriteDeps, customerId: string): Promise<WorkResult> => {
  const { headquarters, sales } = deps
  const located = await headquarters.customers.locate(customerId)
  if (!located) return { outcome: 'failed', code: 'customer-unknown' }
  const customer = located.value
  const { type } = customer
  if (!(await sales.readCustomer(type, recordIdOf(customer)))) {
    const own = await backToOwnRecord(deps, located)
    if (own === 'conflict') return { outcome: 'later', code: 'customer-changed-meanwhile' }
    if (own === 'back') return writeCustomerAgain(deps, customerId)
    let accountId: string | undefined
    if (customer.type === 'Person') {
      const organization = await headquarters.customers.locate(customer.invoiceAccount)
      const account = organization && (await sales.readCustomer('Organization', recordIdOf(organization.value)))
      if (organization && !account) {
        const first = await writeCustomerAgain(deps, customer.invoiceAccount)
        if (first.outcome !== 'done') return first
      }
      const living = account && (await standingFor(deps, 'Organization', account))
      accountId = living?.id ?? (organization ? recordIdOf(organization.value) : customer.invoiceAccount)
    }
    if ((await writeRecord(deps, located, accountId)) === 'conflict')
      return { outcome: 'later', code: 'customer-changed-meanwhile' }
  }
  const result = await convergeCustomer(deps, customerId)
  return result === 'unknown' ? { outcome: 'failed', code: 'customer-unknown' } : result
}
