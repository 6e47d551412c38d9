// Compares everything that is ours with Sales by its id, a few at a time: what no time of change tells is found here, such
// as what was deleted, or put back to an earlier state. It also marks the accounts and contacts of customers.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import type { CustomerType } from '../domain/customer-fields.ts'
import type { Log } from '../domain/log-events.ts'
import type { SalesHint } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { forMany } from '../platform/for-many.ts'
import { describeError } from '../platform/log.ts'
import { SalesRefused, SalesUnavailable } from '../sales/failures.ts'
import type { Mark, Sales } from '../sales/sales.ts'
import type { ComparedStore } from './compared-store.ts'
import { hintOf, isOutdatedByLead, isOutdatedByRow } from './outdated.ts'
import type { Missing } from './store/repair-rounds.ts'
import { customersThatCount, isYetToCome, leadsThatCount } from './what-counts.ts'

/** Prospects of one part: one call for each table. */
const prospectsAtOnce = 50

export type CompareRoundDeps = {
  readonly headquarters: ComparedStore
  readonly sales: Sales
  readonly log: Log
}

/** What is compared of one table. A table that is refused is left to the next round. */
type Compared = {
  readonly hints: readonly SalesHint[]
  readonly marks?: readonly Mark[]
  /** How many Sales lacks of what has to be there. */
  readonly missing?: Partial<Missing>
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]))

const compareLeads = async (sales: Sales, prospects: readonly Prospect[]): Promise<Compared> => {
  // One that was never written is written by the sweep.
  const written = prospects.filter(({ sales: { leadWrittenAt } }) => leadWrittenAt !== undefined)
  const rows = byId(await sales.leadsById(written.map(({ prospectId }) => prospectId)))
  const outdated = written.filter((prospect) => isOutdatedByLead(prospect, rows.get(prospect.prospectId)))
  return {
    hints: outdated.map(({ prospectId }) => ({ leadId: prospectId })),
    missing: { leads: leadsThatCount(prospects).filter((id) => !rows.has(id)).length },
  }
}

/** What a prospect that is decided and flagged shows was seen by people already. */
const isAtPeace = ({ status, flags }: Prospect): boolean => status !== 'Open' && flags.length > 0

const compareOpportunities = async (sales: Sales, prospects: readonly Prospect[]): Promise<Compared> => {
  const showing = prospects.flatMap((prospect) => {
    const { opportunity } = prospect.sales
    return opportunity && !isAtPeace(prospect) ? [{ prospect, opportunity }] : []
  })
  const rows = byId(await sales.opportunitiesById(showing.map(({ opportunity }) => opportunity.id)))
  const outdated = showing.filter(({ opportunity: { id, state } }) => rows.get(id)?.state !== state)
  return { hints: outdated.map(({ prospect: { prospectId } }) => ({ leadId: prospectId })) }
}

/** Customers of these prospects, each once. */
const customersOf = async (
  { customers }: ComparedStore,
  prospects: readonly Prospect[],
  type: CustomerType,
): Promise<Customer[]> => {
  const refs = prospects.flatMap((prospect) => {
    const ref = type === 'Organization' ? prospect.organization : prospect.person
    return ref && !isYetToCome(prospect, ref) ? [ref] : []
  })
  const found = await forMany([...new Map(refs.map((ref) => [ref.customerId, ref])).values()], (ref) =>
    customers.read(ref.home, ref.customerId),
  )
  return found.flatMap((located) => (located ? [located.value] : []))
}

const compareCustomers = async (
  { headquarters, sales }: CompareRoundDeps,
  prospects: readonly Prospect[],
  type: CustomerType,
): Promise<Compared> => {
  const ours = await customersOf(headquarters, prospects, type)
  const { found, canBeMarked } = await sales.customersById(type, ours.map(recordIdOf))
  const rows = byId(found)
  const outdated = ours.filter((customer) => isOutdatedByRow(customer, rows.get(recordIdOf(customer))))
  const counting = new Set(customersThatCount(prospects).map(({ customerId }) => customerId))
  const missing = ours.filter((customer) => counting.has(customer.customerId) && !rows.has(recordIdOf(customer)))
  const unmarked = ours.filter((customer) => {
    const row = rows.get(recordIdOf(customer))
    return canBeMarked && row !== undefined && row.marker !== customer.number
  })
  return {
    hints: outdated.map(({ customerId }) => hintOf(type, customerId)),
    marks: unmarked.map((customer) => ({ type, id: recordIdOf(customer), number: customer.number })),
    missing: { [type === 'Organization' ? 'accounts' : 'contacts']: missing.length },
  }
}

const isOfSales = (error: unknown): boolean => error instanceof SalesRefused || error instanceof SalesUnavailable

/** A marker that cannot be written is nothing that people must know: what lacks it is compared by its id. */
const mark = async ({ sales, log }: CompareRoundDeps, marks: readonly Mark[]): Promise<void> => {
  if (marks.length === 0) return
  try {
    log.info('customers-marked', { processed: await sales.markCustomers(marks), found: marks.length })
  } catch (error) {
    if (!isOfSales(error)) throw error
    log.warn('customers-not-marked', { found: marks.length, error: describeError(error) })
  }
}

export type PartCompared = {
  /** What differs. */
  readonly hints: readonly SalesHint[]
  readonly missing: Missing
  /** A table was refused: there may be more. */
  readonly isPartly: boolean
}

/** Compares some prospects. A call for each table at the most, and one for what is not marked yet. */
export const comparePart = async (deps: CompareRoundDeps, prospects: readonly Prospect[]): Promise<PartCompared> => {
  const { sales, log } = deps
  const compared: Compared[] = []
  let isPartly = false
  for (const compare of [
    () => compareLeads(sales, prospects),
    () => compareOpportunities(sales, prospects),
    () => compareCustomers(deps, prospects, 'Organization'),
    () => compareCustomers(deps, prospects, 'Person'),
  ])
    try {
      compared.push(await compare())
    } catch (error) {
      if (!isOfSales(error)) throw error
      isPartly = true
      log.warn('round-refused', { error: describeError(error) })
    }
  await mark(
    deps,
    compared.flatMap(({ marks = [] }) => marks),
  )
  const hints = new Map(compared.flatMap((one) => one.hints).map((hint) => [JSON.stringify(hint), hint]))
  const none: Missing = { leads: 0, accounts: 0, contacts: 0 }
  // Each table says its own.
  return { hints: [...hints.values()], missing: Object.assign(none, ...compared.map((one) => one.missing)), isPartly }
}

export type RoundEnd = {
  /** What differs. */
  readonly hints: readonly SalesHint[]
  /** Where the next part begins; absent at the end of the round. */
  readonly place?: string
}

/** Compares the next part of the round of the catch-up. */
export const compareRound = async (deps: CompareRoundDeps, from: string | undefined): Promise<RoundEnd> => {
  const { headquarters } = deps
  const { prospectIds, place } = await headquarters.prospectRound(from, prospectsAtOnce)
  const read = await forMany(prospectIds, (id) => headquarters.prospects.readAlone(id))
  const { hints } = await comparePart(
    deps,
    read.flatMap((prospect) => prospect ?? []),
  )
  return { hints, ...(place === undefined ? {} : { place }) }
}
