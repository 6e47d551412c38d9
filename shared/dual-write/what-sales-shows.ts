// What Sales is to show of headquarters: compared with what its rows show, and written where it differs. By states alone, like
// everything here; no step listens to the columns, so what is written comes back as no event.

import { type Customer, recordIdOf } from '../domain/customer.ts'
import type { KeptMember } from '../domain/customer-hierarchy.ts'
import type { Prospect } from '../domain/prospect.ts'
import { isDecidedHere } from '../domain/ruling.ts'
import { dueOnLead, dueOnOpportunity, heldBackBecause, toldRefusals } from '../domain/shown-in-sales.ts'
import { deriveId } from '../platform/ids.ts'
import { customerTables } from '../sales/field-map.ts'
import type { ChangedCustomer, ChangedLead, ChangedOpportunity, RowToShow, ShownNote } from '../sales/sales.ts'
import type { ShownName, ShownValues } from '../sales/shown-columns.ts'

const versionOf = ({ etag }: { readonly etag?: string }) => (etag === undefined ? {} : { etag })

/** What a lead has to be told; `undefined` also where the organization has no columns for it. */
export const leadToShow = (prospect: Prospect, lead: ChangedLead): RowToShow | undefined => {
  const values = lead.shown && dueOnLead(prospect, lead.state, lead.shown)
  return values && { set: 'leads', id: lead.id, ...versionOf(lead), isClosed: lead.state !== 'Open', values }
}

/** The same of an opportunity. */
export const opportunityToShow = (prospect: Prospect, row: ChangedOpportunity): RowToShow | undefined => {
  const values = row.shown && dueOnOpportunity(prospect, row.id, row.shown)
  return values && { set: 'opportunities', id: row.id, ...versionOf(row), isClosed: row.state !== 'Open', values }
}

/**
 * The same of the account or contact of a customer, with the number by which its changes are found.
 * @param wanted what is to be shown of it
 * @param canBeMarked whether the organization has a column for the number
 */
export const customerToShow = (
  customer: Customer,
  row: ChangedCustomer,
  wanted: ShownValues,
  canBeMarked: boolean,
): RowToShow | undefined => {
  const { shown } = row
  const due = shown
    ? (Object.entries(wanted) as [ShownName, string][]).filter(([name, word]) => shown[name] !== word)
    : []
  // A number that stands there is the seller's.
  const number = shown && shown.accountNumber === undefined && customer.type === 'Organization'
  const marker = canBeMarked && row.marker !== customer.number ? { marker: customer.number } : {}
  const values = { ...Object.fromEntries(due), ...(number ? { accountNumber: customer.number } : {}) }
  if (Object.keys({ ...marker, ...values }).length === 0) return undefined
  return {
    set: customerTables[customer.type].set,
    id: recordIdOf(customer),
    ...versionOf(row),
    isClosed: row.isInactive === true,
    ...marker,
    values,
  }
}

/** The note that says why an approval is held back. Each reason has one, however often it is looked at. */
export const heldBackNoteOf = (prospect: Prospect): ShownNote | undefined => {
  const heldBack = heldBackBecause(prospect)
  if (heldBack === undefined) return undefined
  const { prospectId, number, sales } = prospect
  return { leadId: sales.leadId, noteId: deriveId('held-back', prospectId, heldBack), number, heldBack }
}

/**
 * The note that says why somebody was not added as a user; none where sellers can do nothing about it. Each refusal has one.
 * @param accountId of the account in Sales
 */
export const refusedNoteOf = (
  accountId: string,
  organizationId: string,
  { customerId, name, status, reason, since = '' }: KeptMember,
): ShownNote | undefined => {
  const refused = toldRefusals.find((told) => told === reason)
  if (status !== 'Refused' || !refused) return undefined
  return { accountId, noteId: deriveId('user-refused', organizationId, customerId, since), name, refused }
}

/** The note that says that what was personal of a prospect is gone. */
export const erasedNoteOf = ({ prospectId, number, sales, erased }: Prospect): ShownNote | undefined =>
  erased && { leadId: sales.leadId, noteId: deriveId('erased', prospectId), number, erasedAt: erased.at }

/** The note that says that staff decided it in headquarters. Each decision has one. */
export const decidedHereNoteOf = (prospect: Prospect): ShownNote | undefined => {
  const { prospectId, number, sales, decision } = prospect
  if (!decision?.here || !isDecidedHere(prospect)) return undefined
  const { decidedBy, reason, status } = decision
  return {
    leadId: sales.leadId,
    noteId: deriveId('decided-here', prospectId, String(decision.number)),
    number,
    decided: status,
    ...(decidedBy ? { by: decidedBy } : {}),
    ...(reason ? { because: reason } : {}),
  }
}
