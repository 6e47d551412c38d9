// Makes a prospect what Sales says: reads both sides again and takes the steps that are missing.

import type { ChannelUser } from '../channel/channel-request.ts'
import { converge, customersNeeded, isWon, type NeededCustomers } from '../domain/convergence.ts'
import { decisionMailMessage, type Send, writeCustomersMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { heldAfter } from '../domain/reading.ts'
import type { SalesSnapshot } from '../domain/sales-outcome.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { channelPush } from '../headquarters/channel-push.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { TakeNumber } from '../headquarters/store/number-sequences.ts'
import { mailOf, type StoredProspect } from '../headquarters/store/prospects.ts'
import type { Sales } from '../sales/sales.ts'
import { noteClaim } from './claim-note.ts'
import { convergeCustomer } from './converge-customer.ts'
import { derivedIds } from './derived-ids.ts'
import { type JoinedHierarchy, joinHierarchy } from './join-hierarchy.ts'
import { customersOfApproval, type LinkedCustomers, linkCustomers, obstacleToApproval } from './link-customers.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'

export type ConvergeProspectDeps = {
  readonly headquarters: HeadquartersStore
  readonly sales: Pick<Sales, 'readLead' | 'readCustomer' | 'lengths' | 'changeCustomer'>
  readonly send: Send
  readonly takeNumber: TakeNumber
  readonly now: () => Date
  /** Whether the approval mail waits until the channel was told. */
  readonly mailAfterPush: boolean
}

const tries = 4

/** Who may sign in because of this approval. */
const usersOf = (joined: JoinedHierarchy | undefined, { personEmail: email }: LinkedCustomers): ChannelUser[] => {
  if (!joined || !email) return []
  const { customerId, name, role } = joined.member
  const { organizationId, hierarchyId } = joined.hierarchy
  return [{ customerId, name, email, role, organizationId, hierarchyId }]
}

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
  { headquarters, takeNumber, now }: ConvergeProspectDeps,
  stored: StoredProspect,
  snapshot: SalesSnapshot,
  { afterConflict, seen }: { readonly afterConflict: boolean; readonly seen: ReadonlySet<string> },
): Promise<Prospect | CustomerFirst | 'conflict' | 'again'> => {
  const prospect = stored.value
  const { prospectId, hierarchyPending: pending } = prospect
  const at = now().toISOString()
  const unit = headquarters.prospects.begin(prospectId)
  const approves = isWon(prospect, snapshot)
  const context: StepContext = { headquarters, takeNumber, unit, at, prospect, stored, approves, afterConflict }

  const merged = mergedCustomer(prospect, snapshot, seen)
  if (merged) return { customerFirst: merged }
  const needs = customersNeeded(prospect, snapshot, derivedIds(prospectId))
  const noted = await noteClaim(context, needs)
  if (noted !== 'noted') return noted
  const linked = pending ? await customersOfApproval(context, pending) : await linkCustomers(context, needs)
  if (approves && linked.person && !seen.has(linked.person.customerId) && hasOtherAddress(needs, linked))
    return { customerFirst: linked.person.customerId }
  const obstacle = await obstacleToApproval(context, needs, linked)
  const convergence = converge(prospect, snapshot, at, obstacle)
  if (!convergence.changed && !pending && !hasNewCustomer(prospect, linked)) return prospect

  const { organization, person, personEmail } = linked
  const isPartner = organization && person && (pending || (approves && !obstacle))
  // What another onboarding's hierarchy was told of an approval that is not stored would stay when Sales takes the
  // approval back: such an approval is stored first.
  const isJoinedLater = isPartner && !pending && organization.home !== unit.home
  const joined =
    isPartner && !isJoinedLater
      ? await joinHierarchy(
          context,
          organization,
          person,
          pending !== undefined || (needs.organization?.mayExist ?? true),
        )
      : undefined
  const { hierarchyPending: _, claiming, ...rest } = convergence.next
  const next: Prospect = {
    ...rest,
    ...(claiming && !isPartner ? { claiming } : {}),
    ...(organization ? { organization } : {}),
    ...(person ? { person } : {}),
    ...(isPartner ? { hierarchyId: organization.customerId } : {}),
    ...(isJoinedLater && personEmail ? { hierarchyPending: { email: personEmail } } : {}),
  }
  const hasNews = pending !== undefined || next.status !== prospect.status
  if (hasNews && !next.hierarchyPending)
    headquarters.pushes.put(unit, channelPush(next, prospect.revision + 1, usersOf(joined, linked)))
  const entries = [...convergence.entries, ...linked.entries, ...(joined?.entries ?? [])]
  headquarters.prospects.replace(unit, stored, next, entries, at)
  return (await unit.commit()) === 'written' ? next : 'conflict'
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
  if (mailNow && decision && !mailOf(stored, decision.number))
    await deps.send([decisionMailMessage(prospectId, decision.number)])
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
    if (!stored) return done
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
