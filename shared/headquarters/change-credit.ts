// What staff do with the credit of an organization: change it, or settle a change that waits for a second person.

import type { Actor } from '../domain/acts.ts'
import { type CreditPath, creditPaths } from '../domain/credit.ts'
import { type CreditBounds, needsSecondPerson } from '../domain/credit-bounds.ts'
import { type CreditError, readCredit, type TypedCredit } from '../domain/credit-form.ts'
import type { Organization } from '../domain/customer.ts'
import { type CreditColumns, customerFields, isInSales, valuesOf, withValues } from '../domain/customer-fields.ts'
import { changesOf, type FieldChange } from '../domain/field-changes.ts'
import { type CustomerFlag, customerFlags } from '../domain/flags.ts'
import { type Send, writeCustomerMessage } from '../domain/messages.ts'
import { needsSecondApprover } from '../domain/second-approver.ts'
import { actorId } from '../domain/timeline.ts'
import { changeCustomer } from './change-customer.ts'
import type { Located } from './store/customers.ts'
import type { HeadquartersStore } from './store/headquarters-store.ts'

export type ChangeCreditDeps = {
  readonly headquarters: HeadquartersStore
  readonly send: Send
  readonly now: () => Date
  readonly creditBounds: CreditBounds
  /** The setting `SECOND_APPROVER`. */
  readonly secondApprover: string
  /** Which columns of accounts hold credit; absent = those that every organization has. */
  readonly creditColumns?: CreditColumns
}

type Found = { readonly located: Located<Organization> }

export type CreditResult =
  /** With what changed; nothing when all was as it is. */
  | { readonly outcome: 'stored' | 'proposed'; readonly changes: readonly FieldChange[] }
  | { readonly outcome: 'unknown' }
  | (Found & { readonly outcome: 'refused'; readonly errors: readonly CreditError[] })
  /** Somebody else changed it since the form was made, or a change waits already. */
  | (Found & { readonly outcome: 'changed-meanwhile' | 'one-waits' })

const { creditProposed } = customerFlags.Organization

export const findOrganization = async (
  { customers }: HeadquartersStore,
  customerId: string,
): Promise<Located<Organization> | undefined> => {
  const found = await customers.locate(customerId)
  return found?.value.type === 'Organization' ? { ...found, value: found.value } : undefined
}

/** What of an organization's fields Sales has a column for. */
const pathsInSales = (columns: CreditColumns): ReadonlySet<string> =>
  new Set(customerFields.Organization.flatMap((field) => (isInSales(field, columns) ? [field.path] : [])))

/** The organization with these in place of what it has. @param toTell the fields that Sales is told of */
const applied = (
  customer: Organization,
  changes: readonly FieldChange[],
  toTell: ReadonlySet<string>,
): Organization => {
  const values: Record<string, string> = { ...valuesOf('Organization', customer) }
  for (const { path, after } of changes) {
    if (after === undefined) delete values[path]
    else values[path] = after
  }
  const forSales = changes.flatMap(({ path }) => (toTell.has(path) ? [path as CreditPath] : []))
  const next = withValues(customer, values)
  if (forSales.length === 0) return next
  return { ...next, unwritten: [...new Set([...(customer.unwritten ?? []), ...forSales])] }
}

const withoutProposal = ({ proposedCredit: _, flags = [], ...customer }: Organization): Organization => {
  const { flags: __, ...rest } = { flags, ...customer }
  const left: readonly CustomerFlag[] = flags.filter((flag) => flag !== creditProposed)
  return left.length > 0 ? { ...rest, flags: left } : rest
}

/** What it is called on the timeline. */
const about = ({ number, type }: Organization, changes: readonly FieldChange[]) => ({
  number,
  type,
  fields: changes.map(({ path }) => path),
  changes,
})

/** Who may not confirm what this person proposed: letter case tells nobody apart. */
const idOf = (text: string): string => text.toLowerCase()

/**
 * Changes the credit of an organization, or proposes it where the limit is above what one person decides, or no change of a
 * credit is one person's (PARTNERS K3, H7).
 * A crash after it is stored leaves the intent, which the sweep of the catch-up finds.
 * @returns `refused` with an error for each member that cannot be taken
 */
export const changeCredit =
  ({ headquarters, send, now, creditBounds, secondApprover, creditColumns = 'standard' }: ChangeCreditDeps) =>
  async (
    customerId: string,
    { typed, etag, who }: { readonly typed: TypedCredit; readonly etag: string; readonly who: Actor },
  ): Promise<CreditResult> => {
    const located = await findOrganization(headquarters, customerId)
    if (!located) return { outcome: 'unknown' }
    const customer = located.value
    const read = readCredit(typed)
    if (located.etag !== etag) return { outcome: 'changed-meanwhile', located }
    if (customer.proposedCredit) return { outcome: 'one-waits', located }
    if ('errors' in read) return { outcome: 'refused', errors: read.errors, located }
    const before = valuesOf('Organization', customer)
    const paths = creditPaths.filter((path) => before[path] !== read.values[path])
    const changes = changesOf(paths, before, read.values)
    if (paths.length === 0) return { outcome: 'stored', changes }
    const at = now().toISOString()
    const actor = { name: who.id }
    const isHigh = paths.includes('credit.limit') && needsSecondPerson(creditBounds, read.values['credit.limit'])
    const isProposed = isHigh || needsSecondApprover(secondApprover, ['credit'])
    const proposed: Organization = {
      ...customer,
      proposedCredit: { changes, by: actor, at },
      flags: [...new Set([...(customer.flags ?? []), creditProposed])],
    }
    const next = isProposed ? proposed : applied(customer, changes, pathsInSales(creditColumns))
    const code = isProposed ? 'credit-proposed' : 'customer-edited'
    const entries = [{ at, actor, code, ...about(customer, changes) } as const]
    if ((await changeCustomer(headquarters, located, { next, entries, at })) === 'conflict')
      return { outcome: 'changed-meanwhile', located: (await findOrganization(headquarters, customerId)) ?? located }
    if (isProposed) return { outcome: 'proposed', changes }
    await send([writeCustomerMessage(customerId)])
    return { outcome: 'stored', changes }
  }

export const creditActs = ['confirm', 'withdraw'] as const
export type CreditAct = (typeof creditActs)[number]

/** Whether somebody may settle a change that waits: a person, and not the one who wants it. */
export const maySettle = ({ kind, id }: Actor, { proposedCredit }: Organization): boolean =>
  proposedCredit !== undefined &&
  kind !== 'application' &&
  (proposedCredit.by === 'sales' || idOf(actorId(proposedCredit.by)) !== idOf(id))

export type SettleResult =
  | { readonly outcome: 'settled'; readonly changes: readonly FieldChange[] }
  | { readonly outcome: 'unknown' | 'nothing-waits' | 'changed-meanwhile' | 'second-person-needed' }

/**
 * Takes a change that waits, or drops it. What came from Sales stands there already; withdrawn, the limit of headquarters is
 * written back, so that both sides say the same.
 */
export const settleCredit =
  ({ headquarters, send, now, creditColumns = 'standard' }: ChangeCreditDeps) =>
  async (
    customerId: string,
    { action, etag, who }: { readonly action: CreditAct; readonly etag: string; readonly who: Actor },
  ): Promise<SettleResult> => {
    const located = await findOrganization(headquarters, customerId)
    if (!located) return { outcome: 'unknown' }
    const customer = located.value
    const { proposedCredit } = customer
    if (!proposedCredit) return { outcome: 'nothing-waits' }
    if (!maySettle(who, customer)) return { outcome: 'second-person-needed' }
    if (located.etag !== etag) return { outcome: 'changed-meanwhile' }
    const { changes, by } = proposedCredit
    const isSales = by === 'sales'
    const rest = withoutProposal(customer)
    const back: FieldChange[] = isSales ? changesOf(['credit.limit'], {}, valuesOf('Organization', customer)) : []
    // What a seller typed stands there already; taken or not, everything else is told.
    const toTell = isSales && action === 'confirm' ? new Set<string>() : pathsInSales(creditColumns)
    const next = applied(rest, action === 'confirm' ? changes : back, toTell)
    const at = now().toISOString()
    const code = action === 'confirm' ? 'credit-confirmed' : 'credit-withdrawn'
    const proposedBy = actorId(by)
    const entries = [{ at, actor: { name: who.id }, code, ...about(customer, changes), proposedBy } as const]
    if ((await changeCustomer(headquarters, located, { next, entries, at })) === 'conflict')
      return { outcome: 'changed-meanwhile' }
    await send([writeCustomerMessage(customerId)])
    return { outcome: 'settled', changes }
  }
