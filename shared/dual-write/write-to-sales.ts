// Headquarters → Sales: a prospect becomes a lead with its note; customers that Sales lacks are written there.

import { accountFromRequest, contactFromRequest } from '../domain/customers-of-prospect.ts'
import { changedProspect, readProspect } from '../headquarters/prospect-rows.ts'
import { asGuid, deriveId, shardOf } from '../platform/ids.ts'
import type { Message } from '../platform/message.ts'
import type { Table } from '../platform/table.ts'
import { done, type WorkResult } from '../platform/work.ts'
import type { Sales } from '../sales/sales.ts'
import { derivedIds } from './derived-ids.ts'

export type WriteToSalesDeps = { readonly headquarters: Table; readonly sales: Sales; readonly now: () => Date }

/** Asks for the lead of a prospect. */
export const writeLeadMessage = (prospectId: string): Message => ({
  type: 'write-lead',
  data: { prospectId },
  attempt: 0,
  correlationId: prospectId,
})

/** Asks for the customers of an approved prospect that Sales does not have. */
export const writeCustomersMessage = (prospectId: string): Message => ({
  ...writeLeadMessage(prospectId),
  type: 'write-customers',
})

const changedMeanwhile: WorkResult = { outcome: 'later', code: 'prospect-changed-meanwhile' }

const writeLead = async (deps: WriteToSalesDeps, prospectId: string): Promise<WorkResult> => {
  const stored = await readProspect(deps.headquarters, prospectId)
  if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
  const prospect = stored.row.value
  if (prospect.sales.leadWrittenAt) return done
  await deps.sales.writeLead({
    prospectId,
    number: prospect.number,
    submittedAt: prospect.submittedAt,
    noteId: deriveId('note', prospectId),
    request: prospect.request,
  })
  const at = deps.now().toISOString()
  const next = { ...prospect, sales: { ...prospect.sales, leadWrittenAt: at, stage: 'Lead open' as const } }
  const entry = { at, who: 'dual-write', what: 'Lead created in Sales, with a note on its Timeline' }
  const outcome = await deps.headquarters.write(shardOf(prospectId), changedProspect(stored.row, next, [entry], at))
  // The lead exists; what is left is to say so, and a repeat finds that out without writing it again.
  return outcome === 'written' ? done : changedMeanwhile
}

const writeCustomers = async (deps: WriteToSalesDeps, prospectId: string): Promise<WorkResult> => {
  const stored = await readProspect(deps.headquarters, prospectId)
  if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
  const { organization, person, request, sales } = stored.row.value
  const ids = derivedIds(prospectId)
  if (organization?.customerId === ids.accountId)
    await deps.sales.writeAccount(accountFromRequest(ids.accountId, request), sales.leadId)
  if (organization && person?.customerId === ids.contactId)
    await deps.sales.writeContact(contactFromRequest(ids.contactId, request), organization.customerId, sales.leadId)
  return done
}

/** The work of queue `sales-writes`. */
export const writeToSales =
  (deps: WriteToSalesDeps) =>
  async (message: Message): Promise<WorkResult> => {
    const prospectId = asGuid(message.data['prospectId'])
    if (!prospectId) return { outcome: 'failed', code: 'prospect-unknown' }
    if (message.type === 'write-lead') return writeLead(deps, prospectId)
    if (message.type === 'write-customers') return writeCustomers(deps, prospectId)
    return { outcome: 'failed', code: 'message-type-unknown' }
  }
