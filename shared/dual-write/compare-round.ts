// Compares everything that is ours with Sales by its id, a few at a time: what no time of change tells is found here, such
// as what was deleted, or put back to an earlier state. It also has Sales show what headquarters made of it.

import { recordIdOf } from '../domain/customer.ts'
import type { CustomerType } from '../domain/customer-fields.ts'
import type { Log } from '../domain/log-events.ts'
import type { SalesHint } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { CustomerAt } from '../headquarters/store/prospect-round.ts'
import { forMany } from '../platform/for-many.ts'
import { describeError } from '../platform/log.ts'
import { SalesRefused, SalesUnavailable } from '../sales/failures.ts'
import type { RowToShow, Sales, ShownNote } from '../sales/sales.ts'
import { addUnmatched } from './add-unmatched.ts'
import { type ComparedCustomer, comparedCustomers } from './compared-customers.ts'
import type { ComparedStore } from './compared-store.ts'
import { hintOf, isOutdatedByLead, isOutdatedByRow } from './outdated.ts'
import type { Missing } from './store/repair-rounds.ts'
import { leadsThatCount } from './what-counts.ts'
import { customerToShow, heldBackNoteOf, leadToShow, opportunityToShow } from './what-sales-shows.ts'

/** Prospects and customers of one part: one call for each table. */
const atOnce = 50

export type CompareRoundDeps = {
  readonly headquarters: ComparedStore
  readonly sales: Sales
  readonly log: Log
}

/** What is compared of one table. A table that is refused is left to the next round. */
type Compared = {
  readonly hints: readonly SalesHint[]
  readonly toShow?: readonly RowToShow[]
  readonly notes?: readonly ShownNote[]
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
  const known = written.filter((prospect) => !outdated.includes(prospect))
  return {
    hints: outdated.map(({ prospectId }) => ({ leadId: prospectId })),
    toShow: known.flatMap((prospect) => {
      const row = rows.get(prospect.prospectId)
      return (row && leadToShow(prospect, row)) ?? []
    }),
    missing: { leads: leadsThatCount(prospects).filter((id) => !rows.has(id)).length },
  }
}

/** What a prospect that is decided and flagged shows was seen by people already: what is not there tells nothing more. */
const isAtPeace = ({ status, flags }: Prospect): boolean => status !== 'Open' && flags.length > 0

/** A look at a lead that is not there, or not itself any more, would change nothing that is shown of its opportunity. */
const lacksItsLead = ({ sales: { stage } }: Prospect): boolean => stage === 'Lead missing' || stage === 'Lead merged'

const compareOpportunities = async (sales: Sales, prospects: readonly Prospect[]): Promise<Compared> => {
  const showing = prospects.flatMap((prospect) => {
    const { opportunity } = prospect.sales
    return opportunity && !(isAtPeace(prospect) && lacksItsLead(prospect)) ? [{ prospect, opportunity }] : []
  })
  const rows = byId(await sales.opportunitiesById(showing.map(({ opportunity }) => opportunity.id)))
  const outdated = showing.filter(({ prospect, opportunity: { id, state } }) => {
    const row = rows.get(id)
    return row ? row.state !== state : !isAtPeace(prospect)
  })
  const due = showing.flatMap(({ prospect, opportunity: { id, state } }) => {
    const row = rows.get(id)
    const toShow = row?.state === state ? opportunityToShow(prospect, row) : undefined
    return toShow ? [{ toShow, note: toShow.values.heldBack ? heldBackNoteOf(prospect) : undefined }] : []
  })
  return {
    hints: outdated.map(({ prospect: { prospectId } }) => ({ leadId: prospectId })),
    toShow: due.map(({ toShow }) => toShow),
    notes: due.flatMap(({ note }) => note ?? []),
  }
}

const compareCustomers = async (
  { sales }: CompareRoundDeps,
  compared: readonly ComparedCustomer[],
  type: CustomerType,
): Promise<Compared> => {
  const ours = compared.filter(({ located }) => located.value.type === type)
  const idOf = ({ located }: ComparedCustomer): string => recordIdOf(located.value)
  const { found, canBeMarked } = await sales.customersById(type, ours.map(idOf))
  const rows = byId(found)
  const outdated = ours.filter((one) => isOutdatedByRow(one.located.value, rows.get(idOf(one))))
  const missing = ours.filter((one) => one.counts && !rows.has(idOf(one)))
  const toShow = await forMany(ours, async (one) => {
    const row = rows.get(idOf(one))
    const customer = one.located.value
    if (!row) return []
    // Who changed a row last is told of what it says otherwise, so what is to be shown waits until that is known.
    if (!outdated.includes(one))
      return customerToShow(customer, row, row.shown ? await one.wanted() : {}, canBeMarked) ?? []
    const { shown: _, ...unseen } = row
    return customerToShow(customer, unseen, {}, canBeMarked) ?? []
  })
  return {
    hints: outdated.map(({ located }) => hintOf(type, located.value.customerId)),
    toShow: toShow.flat(),
    missing: { [type === 'Organization' ? 'accounts' : 'contacts']: missing.length },
  }
}

const isOfSales = (error: unknown): boolean => error instanceof SalesRefused || error instanceof SalesUnavailable

/** What cannot be shown is nothing that people must know: what lacks its number is compared by its id. */
const show = async (
  { sales, log }: CompareRoundDeps,
  rows: readonly RowToShow[],
  notes: readonly ShownNote[],
): Promise<void> => {
  if (rows.length + notes.length === 0) return
  try {
    log.info('shown-in-sales', { processed: await sales.show(rows, notes), found: rows.length })
  } catch (error) {
    if (!isOfSales(error)) throw error
    log.warn('not-shown-in-sales', { found: rows.length, error: describeError(error) })
  }
}

export type PartCompared = {
  /** What differs. */
  readonly hints: readonly SalesHint[]
  readonly missing: Missing
  /** A table was refused: there may be more. */
  readonly isPartly: boolean
}

/**
 * Compares some prospects, and some customers that came otherwise. A call for each table at the most, and one for what Sales
 * is to show.
 */
export const comparePart = async (
  deps: CompareRoundDeps,
  prospects: readonly Prospect[],
  others: readonly CustomerAt[] = [],
): Promise<PartCompared> => {
  const { headquarters, sales, log } = deps
  const customers = await comparedCustomers(headquarters, prospects, others)
  const compared: Compared[] = []
  let isPartly = false
  for (const compare of [
    () => compareLeads(sales, prospects),
    () => compareOpportunities(sales, prospects),
    () => compareCustomers(deps, customers, 'Organization'),
    () => compareCustomers(deps, customers, 'Person'),
  ])
    try {
      compared.push(await compare())
    } catch (error) {
      if (!isOfSales(error)) throw error
      isPartly = true
      log.warn('round-refused', { error: describeError(error) })
    }
  await show(
    deps,
    compared.flatMap(({ toShow = [] }) => toShow),
    compared.flatMap(({ notes = [] }) => notes),
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

/** Compares some prospects of which Sales was seen to show something else than is true. @returns what differs */
export const compareUnshown = async (
  deps: CompareRoundDeps,
  prospectIds: readonly string[],
): Promise<readonly SalesHint[]> => {
  const read = await forMany(prospectIds.slice(0, atOnce), (id) => deps.headquarters.prospects.readAlone(id))
  const { hints } = await comparePart(
    deps,
    read.flatMap((prospect) => prospect ?? []),
  )
  return hints
}

/** Compares the next part of the round of the catch-up. */
export const compareRound = async (deps: CompareRoundDeps, from: string | undefined): Promise<RoundEnd> => {
  const { headquarters } = deps
  const { prospectIds, customers, place } = await headquarters.prospectRound(from, atOnce)
  const read = await forMany(prospectIds, (id) => headquarters.prospects.readAlone(id))
  const prospects = read.flatMap((prospect) => prospect ?? [])
  // Stored before prospects were found by the address of their requestor.
  const unlisted = prospects.filter(({ listedAddress }) => !listedAddress)
  await forMany(unlisted, ({ prospectId }) => headquarters.prospects.repairLists(prospectId))
  await addUnmatched(headquarters, prospects)
  const { hints } = await comparePart(deps, prospects, customers)
  return { hints, ...(place === undefined ? {} : { place }) }
}
