// Carries out what staff decided of a prospect, when the time to take it back is over. It takes the same steps as an approval
// that Sales made; Sales itself is not asked.

import type { NeededCustomer, NeededCustomers } from '../domain/convergence.ts'
import type { Customer } from '../domain/customer.ts'
import { accountFromRequest, contactFromRequest } from '../domain/customers-of-prospect.ts'
import { customerFlags, type ProspectFlag } from '../domain/flags.ts'
import {
  decideProspectMessage,
  decisionMailMessage,
  type Message,
  salesChangeMessage,
  showProspectMessage,
  writeCustomerAgainMessage,
  writeCustomersMessage,
} from '../domain/messages.ts'
import { type Prospect, requestOf } from '../domain/prospect.ts'
import { carriedOut, isDecidedHere, isHeldBackHere, isObstacle, isRuled, type Ruling } from '../domain/ruling.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { mailOf, type StoredProspect } from '../headquarters/store/prospects.ts'
import { storeAct } from '../headquarters/store-act.ts'
import { noteClaim } from './claim-note.ts'
import type { ConvergeProspectDeps } from './converge-prospect.ts'
import { derivedIds } from './derived-ids.ts'
import { customersOfApproval, linkCustomers, obstacleToApproval } from './link-customers.ts'
import { ChangedMeanwhile, type StepContext } from './step-context.ts'
import { storeLook } from './store-look.ts'

export type DecideProspectDeps = Omit<ConvergeProspectDeps, 'sales'>

const tries = 4

/** The customer that is there already, as the record it follows. */
const existing = async (
  { headquarters }: DecideProspectDeps,
  id: string,
  type: Customer['type'],
): Promise<NeededCustomer | 'unknown'> => {
  const found = (await headquarters.customers.locate(id))?.value
  if (found?.type !== type) return 'unknown'
  // Its address is what it signs in with.
  return { from: { id, values: { email: found.email ?? '' } }, made: false, mayExist: true }
}

/** The customers of an approval: those that staff picked, else those there are, else they are made of the request. */
const customersOf = async (
  deps: DecideProspectDeps,
  prospect: Prospect,
  { organizationId, personId, email }: Ruling,
): Promise<NeededCustomers | 'unknown'> => {
  const ids = derivedIds(prospect.prospectId)
  const request = requestOf(prospect, email)
  const made = (from: NeededCustomer['from']): NeededCustomer => ({ from, made: true, mayExist: false })
  const [organizationIs, personIs] = [
    organizationId ?? prospect.organization?.customerId,
    personId ?? prospect.person?.customerId,
  ]
  const organization = organizationIs
    ? await existing(deps, organizationIs, 'Organization')
    : made(accountFromRequest(ids.accountId, request))
  const person = personIs ? await existing(deps, personIs, 'Person') : made(contactFromRequest(ids.contactId, request))
  return organization === 'unknown' || person === 'unknown' ? 'unknown' : { organization, person }
}

/** An approval that cannot be carried out yet waits, and staff see why. */
const holdBack = async (
  { headquarters }: DecideProspectDeps,
  stored: StoredProspect,
  obstacle: ProspectFlag,
  at: string,
): Promise<Prospect | 'conflict'> => {
  const prospect = stored.value
  if (prospect.flags.includes(obstacle)) return prospect
  // In the order of a look at Sales, so that the next one finds nothing to change.
  const isFirst = (flag: ProspectFlag) => isObstacle(flag) || flag === 'decided-here' || flag === 'decided-otherwise'
  const { flags } = prospect
  const next = { ...prospect, flags: [...flags.filter(isFirst), obstacle, ...flags.filter((flag) => !isFirst(flag))] }
  const unit = headquarters.prospects.begin(prospect.prospectId)
  const entry: TimelineEntry = { at, actor: 'headquarters', code: 'flagged', flag: obstacle }
  headquarters.prospects.replace(unit, stored, next, [entry], at)
  return (await unit.commit()) === 'written' ? next : 'conflict'
}

/** Asked first where it was so before: no numbers are taken for customers that are not made. */
const isStillTaken = async ({ headquarters }: DecideProspectDeps, { person }: NeededCustomers): Promise<boolean> => {
  const email = person?.from.values.email
  return !person || !email || !(await headquarters.signIns.isFree(email, person.from.id))
}

type Step = Prospect | 'conflict' | 'again' | 'unknown'

const approve = async (deps: DecideProspectDeps, context: StepContext, ruling: Ruling): Promise<Step> => {
  const { prospect, stored, at } = context
  const needs = await customersOf(deps, prospect, ruling)
  if (needs === 'unknown') return 'unknown'
  if (isHeldBackHere(prospect) && (await isStillTaken(deps, needs))) return prospect
  const noted = await noteClaim(context, needs)
  if (noted !== 'noted') return noted
  const linked = await linkCustomers(context, needs)
  const obstacle = await obstacleToApproval(context, needs, linked)
  if (obstacle) return holdBack(deps, stored, obstacle, at)
  const mayExist = needs.organization?.mayExist ?? true
  return storeLook(context, { ...carriedOut(prospect, ruling, at), linked, isApproved: true, mayExist })
}

/** What is left to do of what was decided; nothing when all of it is done. */
const step = async (deps: DecideProspectDeps, stored: StoredProspect, afterConflict: boolean): Promise<Step> => {
  const { headquarters, takeNumber, tradeOf, creditBounds = new Map(), now } = deps
  const prospect = stored.value
  const { ruling, hierarchyPending: pending, claiming } = prospect
  const at = now().toISOString()
  const approves = isRuled(prospect) && ruling?.status === 'Approved'
  const unit = headquarters.prospects.begin(prospect.prospectId)
  const context: StepContext = {
    headquarters,
    takeNumber,
    tradeOf,
    creditBounds,
    unit,
    at,
    prospect,
    stored,
    approves,
    afterConflict,
  }
  if (pending) {
    const linked = await customersOfApproval(context, pending)
    return storeLook(context, { next: prospect, entries: [], linked, isApproved: true, mayExist: true })
  }
  if (!ruling || !isRuled(prospect)) {
    // What was taken back may have claimed an address.
    const noted = claiming && prospect.status === 'Open' ? await noteClaim(context, {}) : 'noted'
    return noted === 'noted' ? prospect : noted
  }
  if (ruling.status === 'Approved') return approve(deps, context, ruling)
  const rejected = carriedOut(prospect, ruling, at)
  return (await storeAct(headquarters, stored, rejected, at)) === 'written' ? rejected.next : 'conflict'
}

/** The customers that Sales is known to lack. */
const lostOf = ({ flags, organization, person }: Prospect): string[] => [
  ...(organization && flags.includes(customerFlags.Organization.missing) ? [organization.customerId] : []),
  ...(person && flags.includes(customerFlags.Person.missing) ? [person.customerId] : []),
]

/** What has to go out because of what was decided; sent again until its effect is seen. */
const follow = async (deps: DecideProspectDeps, stored: StoredProspect, prospect: Prospect): Promise<void> => {
  const { prospectId, status, decision, sales, organization, person } = prospect
  if (!isDecidedHere(prospect) || !decision || isRuled(prospect)) return
  const messages: Message[] = []
  const mailNow = status === 'Rejected' || !deps.mailAfterPush
  if (mailNow && !mailOf(stored, decision.number)) messages.push(decisionMailMessage(prospectId, decision.number))
  const ids = derivedIds(prospectId)
  const made = organization?.customerId === ids.accountId || person?.customerId === ids.contactId
  if (deps.desk !== 'headquarters') {
    if (status === 'Approved' && made && !prospect.customersWrittenAt) messages.push(writeCustomersMessage(prospectId))
    // Whoever approves wants a partner, whatever Sales lost of it meanwhile.
    if (status === 'Approved') messages.push(...lostOf(prospect).map(writeCustomerAgainMessage))
    if (sales.leadWrittenAt && sales.stage !== 'Lead missing') messages.push(showProspectMessage(prospectId))
    // What Sales said before may be otherwise: a look flags it.
    if (sales.leadWrittenAt) messages.push(salesChangeMessage({ leadId: prospectId }))
  }
  if (messages.length > 0) await deps.send(messages)
}

/** The work of a message `decide-prospect`. Safe to repeat. */
export const decideProspect = async (deps: DecideProspectDeps, prospectId: string): Promise<WorkResult> => {
  const { prospects } = deps.headquarters
  let afterConflict = false
  let isNoted = false
  // A note that was stored is progress, no try.
  for (let attempt = 0; attempt < tries; attempt += isNoted ? 0 : 1) {
    isNoted = false
    if (afterConflict) await prospects.repairLists(prospectId)
    const stored = await prospects.read(prospectId)
    if (!stored) return { outcome: 'failed', code: 'prospect-unknown' }
    const { ruling } = stored.value
    const waitMs = ruling && isRuled(stored.value) ? Date.parse(ruling.from) - deps.now().getTime() : 0
    if (waitMs > 0) {
      await deps.send([decideProspectMessage(prospectId)], waitMs)
      return done
    }
    try {
      const result = await step(deps, stored, afterConflict)
      if (result === 'unknown') return { outcome: 'failed', code: 'customer-unknown' }
      isNoted = result === 'again'
      if (result === 'again') continue
      afterConflict = result === 'conflict'
      if (result === 'conflict' || result.hierarchyPending) continue
      await follow(deps, stored, result)
      return done
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error
      afterConflict = true
    }
  }
  return { outcome: 'later', code: 'changed-meanwhile' }
}
