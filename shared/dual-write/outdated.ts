// What headquarters shows otherwise than Sales says: the comparison asks only for these to be looked at.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import { convergeFields } from '../domain/customer-convergence.ts'
import { type CustomerPath, type CustomerType, valuesOf } from '../domain/customer-fields.ts'
import { type CustomerFlag, customerFlags } from '../domain/flags.ts'
import type { SalesHint } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { unaskedNotes } from '../domain/question.ts'
import { type SalesRecord, stagesOfLead, stagesOfOpportunity } from '../domain/sales-outcome.ts'
import { forMany } from '../platform/for-many.ts'
import { fieldsOf } from '../sales/field-map.ts'
import type { ChangedCustomer, ChangedLead, ChangedOpportunity, NoteOnLead } from '../sales/sales.ts'
import type { ComparedStore } from './compared-store.ts'
import { leadToShow, opportunityToShow } from './what-sales-shows.ts'

/** Whether a prospect shows another state than its lead has; `undefined` stands for a lead that is not there. */
export const isOutdatedByLead = ({ sales: { stage } }: Prospect, lead: ChangedLead | undefined): boolean =>
  lead ? !stagesOfLead(lead.state).includes(stage) : stage !== 'Lead missing'

/** What rows of leads and opportunities say of their prospects. */
export type ProspectNews = {
  /** What headquarters shows otherwise. */
  readonly hints: readonly SalesHint[]
  /** Prospects of which Sales shows something else than is true. */
  readonly unshown: readonly string[]
}

const joined = (news: readonly ProspectNews[]): ProspectNews => ({
  hints: news.flatMap(({ hints }) => hints),
  unshown: news.flatMap(({ unshown }) => unshown),
})

const noNews: ProspectNews = { hints: [], unshown: [] }

export const outdatedByLeads = async (
  { prospects }: Pick<ComparedStore, 'prospects'>,
  changed: readonly ChangedLead[],
): Promise<ProspectNews> =>
  joined(
    await forMany(changed, async (lead): Promise<ProspectNews> => {
      const prospect = await prospects.readAlone(lead.id)
      if (!prospect) return noNews
      if (isOutdatedByLead(prospect, lead)) return { ...noNews, hints: [{ leadId: lead.id }] }
      return leadToShow(prospect, lead) ? { ...noNews, unshown: [lead.id] } : noNews
    }),
  )

/** The leads on which a seller noted something that is to be asked. */
export const leadsToAsk = async (
  { prospects }: Pick<ComparedStore, 'prospects'>,
  notes: readonly NoteOnLead[],
): Promise<SalesHint[]> => {
  const byLead = [...Map.groupBy(notes, ({ leadId }) => leadId)]
  const asked = await forMany(byLead, async ([leadId, ofLead]): Promise<SalesHint[]> => {
    const prospect = await prospects.readAlone(leadId)
    return prospect && unaskedNotes(prospect, ofLead).length > 0 ? [{ leadId }] : []
  })
  return asked.flat()
}

/**
 * Opportunities of one lead may disagree with each other; such a prospect is looked at once too often rather than never.
 */
export const outdatedByOpportunities = async (
  { prospects }: Pick<ComparedStore, 'prospects'>,
  changed: readonly ChangedOpportunity[],
): Promise<ProspectNews> => {
  const byLead = new Map<string, ChangedOpportunity[]>()
  for (const one of changed) if (one.leadId) byLead.set(one.leadId, [...(byLead.get(one.leadId) ?? []), one])
  return joined(
    await forMany([...byLead], async ([leadId, opportunities]): Promise<ProspectNews> => {
      const prospect = await prospects.readAlone(leadId)
      if (!prospect) return noNews
      const { stage } = prospect.sales
      const isKnown = opportunities.every(({ state }) => stagesOfOpportunity(state).includes(stage))
      if (!isKnown) return { ...noNews, hints: [{ leadId }] }
      return opportunities.some((row) => opportunityToShow(prospect, row)) ? { ...noNews, unshown: [leadId] } : noNews
    }),
  )
}

const hasOtherValues = (
  { type, flags = [], unwritten = [], ...customer }: Customer,
  { values, creditColumns }: Pick<ChangedCustomer, 'values' | 'creditColumns'>,
): boolean => {
  // An address that is kept differs on purpose; the sweep sees when it may be taken.
  const keep: CustomerPath[] = flags.includes(customerFlags.Person.signInKept) ? ['email'] : []
  // A limit of Sales that waits for a second person differs as well; what waits is over once Sales says something else.
  const waits =
    'proposedCredit' in customer && customer.proposedCredit?.by === 'sales' ? customer.proposedCredit : undefined
  const limit = waits?.changes.find(({ path }) => path === 'credit.limit')
  if (limit && limit.after !== values['credit.limit']) return true
  if (limit) keep.push('credit.limit')
  return (
    convergeFields(fieldsOf(type, creditColumns), valuesOf(type, customer), unwritten, values, {}, keep).taken.length >
    0
  )
}

/** Whether a customer shows otherwise than its account or contact; `undefined` stands for one that is not there. */
export const isOutdatedByRow = (customer: Customer, row: SalesRecord | undefined): boolean => {
  const { missing, merged, inactive } = customerFlags[customer.type]
  const flags: readonly CustomerFlag[] = customer.flags ?? []
  if (!row) return !flags.includes(missing)
  // It follows the record into which this one was merged.
  if (row.id !== recordIdOf(customer)) return false
  if (row.mergedInto !== undefined) return !flags.includes(merged)
  // One that is merged no more, as after a restore, stands for itself again.
  if (flags.includes(missing) || flags.includes(merged)) return true
  if (flags.includes(inactive) !== (row.isInactive === true)) return true
  return hasOtherValues(customer, row)
}

/** The row of Sales behind a customer. */
export const hintOf = (type: CustomerType, id: string): SalesHint =>
  type === 'Organization' ? { accountId: id } : { contactId: id }

/** The lead a row came from tells where its customer is kept, so each costs one read. */
export const outdatedByCustomers = async (
  { customers }: Pick<ComparedStore, 'customers'>,
  type: CustomerType,
  changed: readonly ChangedCustomer[],
): Promise<SalesHint[]> => {
  const found = await forMany(changed, async (row) => {
    const customer = await customers.read(customers.homeFor(row.leadId ?? row.id), row.id)
    const isNews = customer ? isOutdatedByRow(customer.value, row) : row.isArriving === true
    return isNews ? [hintOf(type, row.id)] : []
  })
  return found.flat()
}
