// Whether a credit limit that Sales has is taken at once, or waits for a second person.

import type { ProposedCredit } from '../domain/credit.ts'
import { type CreditBounds, needsSecondPerson } from '../domain/credit-bounds.ts'
import type { Customer } from '../domain/customer.ts'
import type { FieldConvergence } from '../domain/customer-convergence.ts'
import { type CustomerPath, valuesOf } from '../domain/customer-fields.ts'
import { equal } from '../domain/equal.ts'
import { changesOf } from '../domain/field-changes.ts'
import { type CustomerFlag, customerFlags } from '../domain/flags.ts'
import type { TimelineEntry } from '../domain/timeline.ts'

/** What is shown of a limit that waits, whatever Sales says. */
export const flagsOfLimit = (customer: object & { readonly proposedCredit?: ProposedCredit }): CustomerFlag[] =>
  customer.proposedCredit ? [customerFlags.Organization.creditProposed] : []

export type JudgedLimit = {
  /** Fields whose text in Sales is not taken. */
  readonly keep: readonly CustomerPath[]
  /** What waits then. */
  readonly proposedCredit?: ProposedCredit
  readonly entries: readonly TimelineEntry[]
}

/**
 * What staff proposed stays until it is settled; what Sales proposed stays as long as Sales has it.
 * @param plan what the fields would come to
 * @param seller who changed the account last
 */
export const judgeLimit = (
  customer: Customer,
  plan: FieldConvergence,
  bounds: CreditBounds,
  at: string,
  seller?: string,
): JudgedLimit => {
  if (customer.type !== 'Organization') return { keep: [], entries: [] }
  const { number, type, proposedCredit } = customer
  const waits = proposedCredit ? { proposedCredit } : {}
  const isOfStaff = proposedCredit !== undefined && proposedCredit.by !== 'sales'
  const isAbove = plan.taken.includes('credit.limit') && needsSecondPerson(bounds, plan.next['credit.limit'])
  const keep: readonly CustomerPath[] = isAbove ? ['credit.limit'] : []
  if (isOfStaff || (!isAbove && !proposedCredit)) return { keep, ...waits, entries: [] }
  const told = { at, actor: 'sales', number, type, fields: ['credit.limit'] } as const
  if (!isAbove) return { keep, entries: [{ ...told, code: 'credit-withdrawn' }] }
  const changes = changesOf(['credit.limit'], valuesOf(type, customer), plan.next)
  if (equal(changes, proposedCredit?.changes)) return { keep, ...waits, entries: [] }
  const by = seller ? { by: seller } : {}
  return {
    keep,
    proposedCredit: { changes, by: 'sales', at },
    entries: [{ ...told, code: 'credit-proposed', changes, ...by }],
  }
}
