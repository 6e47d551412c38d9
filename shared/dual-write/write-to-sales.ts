// Headquarters → Sales: a prospect becomes a lead with its note; customers that Sales lacks are written there; a customer
// that was changed here is changed there.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { waitsForConfirmation } from '../domain/confirmation.ts'
import type { CreditBounds } from '../domain/credit-bounds.ts'
import { recordIdOf } from '../domain/customer.ts'
import { accountFromRequest, contactFromRequest } from '../domain/customers-of-prospect.ts'
import { customerFlags } from '../domain/flags.ts'
import type { Log } from '../domain/log-events.ts'
import { type MessageOn, type Send, writeAnswerMessage, writeQuestionMessage } from '../domain/messages.ts'
import { type CustomerRef, type Prospect, requestOf } from '../domain/prospect.ts'
import { isDecidedHere } from '../domain/ruling.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { changeCustomer } from '../headquarters/change-customer.ts'
import { duplicatesOf } from '../headquarters/read-prospect-view.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { StoredProspect } from '../headquarters/store/prospects.ts'
import { deriveId } from '../platform/ids.ts'
import { pathsOfColumns } from '../sales/field-map.ts'
import type { Created, Sales } from '../sales/sales.ts'
import { closeLead } from './close-lead.ts'
import { compareEverything } from './compare-everything.ts'
import { convergeCustomer } from './converge-customer.ts'
import { derivedIds } from './derived-ids.ts'
import { isMissingInSales, writeCustomerAgain } from './repair-customer.ts'
import type { RoundBounds } from './repair-round.ts'
import { retryMany } from './retry-many.ts'
import { noteErasure, showProspect, showUser } from './show-now.ts'
import type { DualWriteStore } from './store/dual-write-store.ts'
import { refuseNote, writeAnswer, writeQuestion } from './write-answer.ts'
import { writeMissing } from './write-missing.ts'
import { writeUserContact } from './write-user-contact.ts'

export type WriteToSalesDeps = {
  readonly headquarters: HeadquartersStore
  readonly dualWrite: Pick<DualWriteStore, 'errors' | 'retries' | 'rounds'>
  readonly sales: Sales
  /** Absent: Sales. */
  readonly desk?: ApprovalDesk
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
  /** How much of a round one message does; as usual when absent. */
  readonly bounds?: RoundBounds
  /** From which credit limits on a second person decides; absent = from none. */
  readonly creditBounds?: CreditBounds
}

const changedMeanwhile: WorkResult = { outcome: 'later', code: 'prospect-changed-meanwhile' }

const changeProspect = async (
  { headquarters: { prospects } }: WriteToSalesDeps,
  stored: StoredProspect,
  next: Prospect,
  entries: readonly TimelineEntry[],
  at: string,
): Promise<WorkResult> => {
  const unit = prospects.begin(next.prospectId)
  prospects.replace(unit, stored, next, entries, at)
  return (await unit.commit()) === 'written' ? done : changedMeanwhile
}

/** Tells of columns of the organization that were too short for what was created, or secured. */
const shortened = (at: string, record: 'Lead' | 'Account' | 'Contact', made: Created): TimelineEntry[] => {
  if (typeof made === 'string') return []
  const { cut, tooLong, secured = [] } = made
  const by = { at, actor: 'dual-write', record } as const
  return [
    ...(cut.length + tooLong.length > 0 ? [{ ...by, code: 'columns-too-short', cut, tooLong } as const] : []),
    ...(secured.length > 0 ? [{ ...by, code: 'columns-secured', columns: secured } as const] : []),
  ]
}

const writeLead = async (deps: WriteToSalesDeps, prospectId: string): Promise<WorkResult> => {
  const stored = await deps.headquarters.prospects.read(prospectId)
  if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
  const prospect = stored.value
  if (prospect.withdrawn) return closeLead(deps, prospect)
  // What was decided before there was a lead has nothing left that one could decide.
  const isDecided = prospect.status !== 'Open' || isDecidedHere(prospect)
  // What was asked and answered before there was a lead follows it, also where that was cut off.
  const { question, answers = [] } = prospect
  const notes = [
    ...answers.map((answer) => writeAnswerMessage(prospectId, answer.number)),
    ...(question ? [writeQuestionMessage(prospectId, question.number)] : []),
  ]
  if (prospect.sales.leadWrittenAt && notes.length > 0) await deps.send(notes)
  if (prospect.sales.leadWrittenAt || isDecided || waitsForConfirmation(prospect)) return done
  const likely = await duplicatesOf(deps.headquarters, prospect)
  const made = await deps.sales.writeLead({
    prospectId,
    number: prospect.number,
    submittedAt: prospect.submittedAt,
    noteId: deriveId('note', prospectId),
    request: requestOf(prospect),
    ...(likely.length > 0 ? { likelyDuplicates: likely } : {}),
  })
  const at = deps.now().toISOString()
  const secured = typeof made === 'string' ? [] : (made.secured ?? [])
  const next: Prospect = {
    ...prospect,
    sales: {
      ...prospect.sales,
      leadWrittenAt: at,
      stage: 'Lead open',
      ...(secured.length > 0 ? { leadWithout: secured } : {}),
    },
    ...(secured.length > 0 ? { flags: [...prospect.flags, 'lead-secured'] } : {}),
  }
  const entries: TimelineEntry[] = [{ at, actor: 'dual-write', code: 'lead-written' }, ...shortened(at, 'Lead', made)]
  // The lead exists; what is left is to say so, and a repeat finds that out without writing it again.
  const noted = await changeProspect(deps, stored, next, entries, at)
  if (noted.outcome === 'done' && notes.length > 0) await deps.send(notes)
  return noted
}

/** Does something with a prospect as it is by now. */
const withProspect = async (
  { headquarters: { prospects } }: WriteToSalesDeps,
  prospectId: string,
  work: (prospect: Prospect) => Promise<WorkResult>,
): Promise<WorkResult> => {
  const prospect = await prospects.readAlone(prospectId)
  return prospect ? work(prospect) : { outcome: 'failed', code: 'prospect-unknown' }
}

/** What Sales had no room for stays the customer's, marked as not written. */
const keepLeftOut = async (
  deps: WriteToSalesDeps,
  ref: CustomerRef,
  made: Created,
): Promise<'as it was' | 'changed'> => {
  if (typeof made === 'string') return 'as it was'
  const { tooLong, secured = [] } = made
  if (tooLong.length + secured.length === 0) return 'as it was'
  const stored = await deps.headquarters.customers.read(ref.home, ref.customerId)
  if (!stored) return 'as it was'
  const { type, unwritten = [], flags = [] } = stored.value
  const left = pathsOfColumns(type, [...tooLong, ...secured])
  if (left.every((path) => unwritten.includes(path))) return 'as it was'
  // Told at once: it is not tried again by itself.
  const flag = secured.length > 0 && !flags.includes(customerFlags[type].secured) ? [customerFlags[type].secured] : []
  const next = {
    ...stored.value,
    unwritten: [...new Set([...unwritten, ...left])],
    ...(flag.length > 0 ? { flags: [...flags, ...flag] } : {}),
  }
  await changeCustomer(deps.headquarters, stored, { next, entries: [], at: deps.now().toISOString() })
  return 'changed'
}

const writeCustomers = async (deps: WriteToSalesDeps, prospectId: string): Promise<WorkResult> => {
  const stored = await deps.headquarters.prospects.read(prospectId)
  if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
  const { organization, person, sales, customersWrittenAt, decision } = stored.value
  // What Sales decides makes its customers of the request as it was.
  const request = decision?.here ? requestOf(stored.value) : stored.value.request
  const leadId = sales.leadWrittenAt && sales.stage !== 'Lead missing' ? sales.leadId : undefined
  // What is missing later was deleted by somebody, and stays deleted.
  if (customersWrittenAt || stored.value.erased) return done
  const ids = derivedIds(prospectId)
  const at = deps.now().toISOString()
  const entries: TimelineEntry[] = [{ at, actor: 'dual-write', code: 'customers-written' }]
  if (organization?.customerId === ids.accountId) {
    const made = await deps.sales.writeAccount(accountFromRequest(ids.accountId, request), leadId)
    if ((await keepLeftOut(deps, organization, made)) === 'changed') return changedMeanwhile
    entries.push(...shortened(at, 'Account', made))
  }
  if (organization && person?.customerId === ids.contactId) {
    const contact = contactFromRequest(ids.contactId, request)
    const made = await deps.sales.writeContact(contact, organization.customerId, leadId)
    if ((await keepLeftOut(deps, person, made)) === 'changed') return changedMeanwhile
    entries.push(...shortened(at, 'Contact', made))
  }
  return changeProspect(deps, stored, { ...stored.value, customersWrittenAt: at }, entries, at)
}

const NOTE_TRIES = 4

/**
 * An organization that was made here gets its account, and is then as every other one. Each of its users asks for it at
 * once: whoever is second finds it noted already, or notes it beside another change.
 */
const writeNewAccount = async (deps: WriteToSalesDeps, customerId: string): Promise<WorkResult> => {
  const written = await writeCustomerAgain(deps, customerId)
  if (written.outcome !== 'done') return written
  for (let attempt = 0; attempt < NOTE_TRIES; attempt += 1) {
    const located = await deps.headquarters.customers.locate(customerId)
    if (!located?.value.toWrite) return done
    const { toWrite: _, ...next } = located.value
    // By the number on it the catch-up finds what no event told. The account that it was merged into bears its own.
    if (recordIdOf(next) === customerId)
      await deps.sales.show([{ set: 'accounts', id: customerId, marker: next.number, values: {} }])
    const change = { next, entries: [], at: deps.now().toISOString() }
    if ((await changeCustomer(deps.headquarters, located, change)) === 'written') return done
  }
  return { outcome: 'later', code: 'customer-changed-meanwhile' }
}

/** The account of a partner that no onboarding made comes before its first contact. */
const accountFirst = async (deps: WriteToSalesDeps, organizationId: string): Promise<WorkResult> => {
  const organization = (await deps.headquarters.customers.locate(organizationId))?.value
  if (organization?.prospectId !== organizationId || isMissingInSales(organization)) return done
  // An earlier version did not note that the account is still to be made.
  return organization.toWrite ? writeNewAccount(deps, organizationId) : writeCustomerAgain(deps, organizationId)
}

const writeCustomer = async (deps: WriteToSalesDeps, customerId: string): Promise<WorkResult> => {
  const { customers } = deps.headquarters
  // A user who is new here is kept by its own id.
  const located = await customers.read(customers.homeFor(customerId), customerId)
  if (located?.value.type === 'Organization' && located.value.toWrite) return writeNewAccount(deps, customerId)
  if (located?.value.type === 'Person' && located.value.toWrite) {
    const first = await accountFirst(deps, located.value.invoiceAccount)
    if (first.outcome !== 'done') return first
    const written = await writeUserContact(deps, { ...located, value: located.value })
    if (written.outcome !== 'done') return written
  }
  const result = await convergeCustomer(deps, customerId)
  return result === 'unknown' ? { outcome: 'failed', code: 'customer-unknown' } : result
}

/** The work of queue `sales-writes`. */
export const createWriteToSales =
  (deps: WriteToSalesDeps) =>
  async ({ type, data }: MessageOn<'sales-writes'>): Promise<WorkResult> => {
    switch (type) {
      case 'write-lead':
        return writeLead(deps, data.prospectId)
      case 'close-lead':
        return withProspect(deps, data.prospectId, (prospect) => closeLead(deps, prospect))
      case 'write-answer':
        return withProspect(deps, data.prospectId, (prospect) => writeAnswer(deps, prospect, data.question))
      case 'write-question':
        return withProspect(deps, data.prospectId, (prospect) => writeQuestion(deps, prospect, data.question))
      case 'refuse-note':
        return withProspect(deps, data.prospectId, (prospect) => refuseNote(deps, prospect, data.noteId))
      case 'note-erasure':
        return noteErasure(deps, data.prospectId)
      case 'write-customers':
        return writeCustomers(deps, data.prospectId)
      case 'write-customer':
        return writeCustomer(deps, data.customerId)
      case 'show-prospect':
        return showProspect(deps, data.prospectId)
      case 'show-user':
        return showUser(deps, data)
      case 'write-customer-again':
        return writeCustomerAgain(deps, data.customerId)
      case 'write-missing':
        return writeMissing({ ...deps, ...deps.dualWrite }, data)
      case 'compare-all':
        return compareEverything({ ...deps, ...deps.dualWrite }, data)
      case 'retry-errors':
        return retryMany({ ...deps, ...deps.dualWrite }, data)
    }
  }
