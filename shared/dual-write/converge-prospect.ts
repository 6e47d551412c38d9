// Makes a prospect what Sales says: reads both sides again and takes the steps that are missing.

import type { ApprovalDesk } from '../domain/approval-desk.ts'
import { converge, customersNeeded, isWon, type NeededCustomers } from '../domain/convergence.ts'
import type { CreditBounds } from '../domain/credit-bounds.ts'
import { customerFlags } from '../domain/flags.ts'
import {
  decideProspectMessage,
  decisionMailMessage,
  refuseNoteMessage,
  type Send,
  showProspectMessage,
  writeCustomerMessage,
  writeCustomersMessage,
} from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { askByNotes } from '../domain/question.ts'
import { heldAfter } from '../domain/reading.ts'
import { isHeldBackHere, isRuled } from '../domain/ruling.ts'
import type { SalesSnapshot } from '../domain/sales-outcome.ts'
import { heldBackBecause } from '../domain/shown-in-sales.ts'
import { isTold } from '../domain/withdrawal.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { TakeNumber } from '../headquarters/store/number-sequences.ts'
import { mailOf, type StoredProspect } from '../headquarters/store/prospects.ts'
import type { Sales } from '../sales/sales.ts'
import { noteClaim } from './claim-note.ts'
import { convergeCustomer } from './converge-customer.ts'
import { derivedIds } from './derived-ids.ts'
import { customersOfApproval, type LinkedCustomers, linkCustomers, obstacleToApproval } from './link-customers.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'
import { storeLook } from './store-look.ts'

export type ConvergeProspectDeps = {
  readonly headquarters: HeadquartersStore
  readonly sales: Pick<Sales, 'readLead' | 'readCustomer' | 'lengths' | 'changeCustomer'>
  readonly send: Send
  readonly takeNumber: TakeNumber
  readonly tradeOf: StepContext['tradeOf']
  readonly now: () => Date
  /** Whether the approval mail waits until the channel was told. */
  readonly mailAfterPush: boolean
  /** From which credit limits on a second person decides; absent = from none. */
  readonly creditBounds?: CreditBounds
  /** Absent: Sales. Without it, nothing is told there. */
  readonly desk?: ApprovalDesk
}

const tries = 4

// A link that is absent keeps the customer there is.
const hasNewCustomer = (prospect: Prospect, { organization, person }: LinkedCustomers): boolean =>
  (organization !== undefined && organization.customerId !== prospect.organization?.customerId) ||
  (person !== undefined && person.customerId !== prospect.person?.customerId)

/** A customer that has to be looked at first. */
type CustomerFirst = { readonly customerFirst: string }

/** Whether Sales says another address of the person than headquarters has: an approval is not made with either of them. */
const hasOtherAddress = ({ person: needed }: NeededCustomers, { person, personEmail }: LinkedCustomers): boolean =>
  needed !== undefined &&
  !needed.made &&
  !person?.emailUnwritten &&
  heldAfter(needed.from.values.email, personEmail) !== personEmail

/** A customer of the prospect whose account or contact was merged: which one it follows then is settled first. */
const mergedCustomer = (
  { status, organization, person }: Prospect,
  snapshot: SalesSnapshot,
  seen: ReadonlySet<string>,
): string | undefined => {
  if (snapshot.lead === 'missing' || status === 'Approved') return undefined
  const records = [...snapshot.accounts, ...snapshot.contacts]
  return [organization, person]
    .map((ref) => ref?.customerId)
    .find(
      (id) =>
        id !== undefined &&
        !seen.has(id) &&
        records.some((record) => record.id === id && record.mergedInto !== undefined),
    )
}

/**
 * One look, stored.
 * @param seen customers that were looked at since Sales was read: what still differs then differs on purpose
 * @returns the prospect as it is now; `conflict` when somebody else was faster; `again` when it has to
 *   be read again
 * @throws ChangedMeanwhile when something is not where it was a moment ago
 */
const lookOnce = async (
  { headquarters, takeNumber, tradeOf, send, now, creditBounds = new Map() }: ConvergeProspectDeps,
  stored: StoredProspect,
  snapshot: SalesSnapshot,
  { afterConflict, seen }: { readonly afterConflict: boolean; readonly seen: ReadonlySet<string> },
): Promise<Prospect | CustomerFirst | 'conflict' | 'again'> => {
  const prospect = stored.value
  const { prospectId, hierarchyPending: pending } = prospect
  const at = now().toISOString()
  const unit = headquarters.prospects.begin(prospectId)
  const approves = isWon(prospect, snapshot)
  const context: StepContext = {
    headquarters,
    takeNumber,
    tradeOf,
    unit,
    at,
    prospect,
    stored,
    approves,
    afterConflict,
    creditBounds,
  }

  const merged = mergedCustomer(prospect, snapshot, seen)
  if (merged) return { customerFirst: merged }
  const needs = customersNeeded(prospect, snapshot, derivedIds(prospectId))
  // What staff decided claims for itself.
  const noted = isRuled(prospect) ? 'noted' : await noteClaim(context, needs)
  if (noted !== 'noted') return noted
  const linked = pending ? await customersOfApproval(context, pending) : await linkCustomers(context, needs)
  if (approves && linked.person && !seen.has(linked.person.customerId) && hasOtherAddress(needs, linked))
    return { customerFirst: linked.person.customerId }
  const obstacle = await obstacleToApproval(context, needs, linked)
  const looked = converge(prospect, snapshot, at, obstacle)
  const asked = snapshot.lead === 'missing' ? undefined : askByNotes(looked.next, snapshot.notes, at)
  const convergence = asked
    ? { next: asked.next, changed: true, entries: [...looked.entries, ...asked.entries] }
    : looked
  // Before it is stored that they were looked at: told twice it is one note.
  if (asked && asked.refused.length > 0)
    await send(asked.refused.map((noteId) => refuseNoteMessage(prospectId, noteId)))
  if (!convergence.changed && !pending && !hasNewCustomer(prospect, linked)) return prospect

  const isApproved = approves && obstacle === undefined
  return storeLook(context, { ...convergence, linked, isApproved, mayExist: needs.organization?.mayExist ?? true })
}

/** What has to go out because of the state reached; sent again on every look until its effect is seen. */
const sendWhatFollows = async (
  deps: ConvergeProspectDeps,
  stored: StoredProspect,
  prospect: Prospect,
  snapshot: SalesSnapshot,
): Promise<void> => {
  const { decision, status, prospectId } = prospect
  const mailNow = status === 'Rejected' || (status === 'Approved' && !deps.mailAfterPush)
  const mail = decision && mailOf(stored, decision.number)
  const isSkipped = mail?.value.state === 'Skipped' && decision?.mailWanted === true
  if (mailNow && decision && isTold(prospect) && (!mail || isSkipped))
    await deps.send([decisionMailMessage(prospectId, decision.number)])
  // Its seller waits for it; what is lost of this, the round shows.
  const heldBack = heldBackBecause(prospect)
  if (heldBack !== undefined && heldBack !== heldBackBecause(stored.value))
    await deps.send([showProspectMessage(prospectId)])
  // What holds back a decision of staff may be over.
  if (isHeldBackHere(prospect)) await deps.send([decideProspectMessage(prospectId)])
  // Whoever joins a partner with a contact that was deactivated before follows it.
  if (status === 'Approved' && prospect.person && prospect.flags.includes(customerFlags.Person.inactive))
    await deps.send([writeCustomerMessage(prospect.person.customerId)])
  if (status !== 'Approved' || snapshot.lead === 'missing') return
  const ids = derivedIds(prospectId)
  const made = prospect.organization?.customerId === ids.accountId || prospect.person?.customerId === ids.contactId
  if (made && !prospect.customersWrittenAt) await deps.send([writeCustomersMessage(prospectId)])
}

/** Looks at the prospect of a lead until both sides agree. A lead that somebody made by hand in Sales is none of ours. */
export const convergeProspect = async (deps: ConvergeProspectDeps, leadId: string): Promise<WorkResult> => {
  const { prospects } = deps.headquarters
  let afterConflict = false
  const seen = new Set<string>()
  let isNoted = false
  // A note that was stored is progress, no try.
  for (let attempt = 0; attempt < tries; attempt += isNoted ? 0 : 1) {
    isNoted = false
    if (afterConflict) await prospects.repairLists(leadId)
    const stored = await prospects.read(leadId)
    // What was erased is final: whatever Sales says of it since.
    if (!stored || stored.value.erased) return done
    const snapshot = await deps.sales.readLead(leadId)
    try {
      const prospect = await lookOnce(deps, stored, snapshot, { afterConflict, seen })
      isNoted = prospect === 'again'
      if (prospect === 'again') continue
      if (prospect !== 'conflict' && 'customerFirst' in prospect) {
        await convergeCustomer(deps, prospect.customerFirst)
        seen.add(prospect.customerFirst)
        continue
      }
      afterConflict = prospect === 'conflict'
      if (prospect === 'conflict' || prospect.hierarchyPending) continue
      await sendWhatFollows(deps, stored, prospect, snapshot)
      return done
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error
      afterConflict = true
    }
  }
  return { outcome: 'later', code: 'changed-meanwhile' }
}
