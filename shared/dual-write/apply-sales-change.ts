// Sales → headquarters: reads both sides again and takes the steps that are missing.

import { type Convergence, converge } from '../domain/convergence.ts'
import type { ProspectFlag } from '../domain/flags.ts'
import { decisionMailMessage, type MessageOn, type Send, writeCustomersMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import type { SalesSnapshot } from '../domain/sales-outcome.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { type ChannelUser, channelPush } from '../headquarters/channel-push.ts'
import { pushKey } from '../headquarters/keys.ts'
import type { TakeNumber } from '../headquarters/number-sequences.ts'
import {
  changedProspect,
  mailOf,
  readProspect,
  repairLists,
  type StoredProspect,
} from '../headquarters/prospect-rows.ts'
import { shardOf } from '../platform/ids.ts'
import { put, type Table } from '../platform/table.ts'
import type { Sales } from '../sales/sales.ts'
import { convergeCustomer } from './converge-customer.ts'
import { type CustomerSteps, customerSteps } from './customer-steps.ts'
import { derivedIds } from './derived-ids.ts'
import { ChangedMeanwhile } from './step-context.ts'

export type ApplySalesChangeDeps = {
  readonly headquarters: Table
  readonly sales: Sales
  readonly send: Send
  readonly takeNumber: TakeNumber
  readonly now: () => Date
  /** Whether the approval mail waits until the channel was told. */
  readonly mailAfterPush: boolean
}

const tries = 4

const usersOf = (steps: CustomerSteps): readonly ChannelUser[] => {
  const { hierarchy, person, personEmail: email } = steps
  if (!hierarchy || !person || !email) return []
  const { hierarchyId, organizationId, members } = hierarchy
  return members
    .filter(({ customerId }) => customerId === person.customerId)
    .map(({ customerId, name, role }) => ({ customerId, name, email, role, organizationId, hierarchyId }))
}

// A step that is absent keeps the customer there is.
const hasNewCustomer = (prospect: Prospect, steps: CustomerSteps): boolean =>
  (steps.organization !== undefined && steps.organization.customerId !== prospect.organization?.customerId) ||
  (steps.person !== undefined && steps.person.customerId !== prospect.person?.customerId)

/** Stores one convergence; `undefined` when somebody else was faster. */
const store = async (
  deps: ApplySalesChangeDeps,
  stored: StoredProspect,
  snapshot: SalesSnapshot,
  careful: boolean,
): Promise<Prospect | undefined> => {
  const prospect = stored.row.value
  const at = deps.now().toISOString()
  const plan = (blocked?: ProspectFlag): Convergence =>
    converge(prospect, snapshot, derivedIds(prospect.prospectId), at, blocked)
  const first = plan()
  const context = { table: deps.headquarters, takeNumber: deps.takeNumber, at, prospect, careful }
  const steps = await customerSteps(context, first)
  // What is in the way of an approval changes nothing of the customers it needs.
  const convergence = steps.blocked ? plan(steps.blocked) : first
  if (!convergence.changed && !prospect.joining && !hasNewCustomer(prospect, steps)) return prospect

  const { joining, ...rest } = convergence.next
  const hierarchyId = steps.hierarchy?.hierarchyId ?? (steps.joins && steps.organization?.customerId)
  const next: Prospect = {
    ...rest,
    ...(steps.organization ? { organization: steps.organization } : {}),
    ...(steps.person ? { person: steps.person } : {}),
    ...(hierarchyId ? { hierarchyId } : {}),
    ...(steps.joins && steps.personEmail ? { joining: { email: steps.personEmail } } : {}),
  }
  const revision = prospect.revision + 1
  const untold = !next.joining && (joining !== undefined || next.status !== prospect.status)
  const push = untold ? [put(pushKey(next.prospectId), channelPush(next, revision, usersOf(steps)))] : []
  const writes = [
    ...changedProspect(stored.row, next, [...convergence.entries, ...steps.entries], at),
    ...steps.writes,
    ...push,
  ]
  return (await deps.headquarters.write(shardOf(next.prospectId), writes)) === 'written' ? next : undefined
}

/** What has to go out because of the state reached; sent again on every look until its effect is seen. */
const outgoing = async (
  deps: ApplySalesChangeDeps,
  stored: StoredProspect,
  prospect: Prospect,
  snapshot: SalesSnapshot,
): Promise<void> => {
  const { decision, status } = prospect
  const mailNow = status === 'Rejected' || (status === 'Approved' && !deps.mailAfterPush)
  if (mailNow && decision && !mailOf(stored, decision.number))
    await deps.send([decisionMailMessage(prospect.prospectId, decision.number)])
  if (status !== 'Approved' || snapshot.lead === 'missing') return
  const ids = derivedIds(prospect.prospectId)
  const made = prospect.organization?.customerId === ids.accountId || prospect.person?.customerId === ids.contactId
  if (made && !prospect.customersWrittenAt) await deps.send([writeCustomersMessage(prospect.prospectId)])
}

const applyToProspect = async (deps: ApplySalesChangeDeps, leadId: string): Promise<WorkResult> => {
  let careful = false
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (careful) await repairLists(deps.headquarters, leadId)
    const stored = await readProspect(deps.headquarters, leadId)
    // A lead that somebody made by hand in Sales is none of ours.
    if (!stored) return done
    const snapshot = await deps.sales.readLead(leadId)
    try {
      const prospect = await store(deps, stored, snapshot, careful)
      careful = !prospect
      if (!prospect || prospect.joining) continue
      await outgoing(deps, stored, prospect, snapshot)
      return done
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error
      careful = true
    }
  }
  return { outcome: 'later', code: 'changed-meanwhile' }
}

/** The work of queue `sales-changes`. */
export const createApplySalesChange =
  (deps: ApplySalesChangeDeps) =>
  async ({ data }: MessageOn<'sales-changes'>): Promise<WorkResult> => {
    if ('accountId' in data || 'contactId' in data) {
      const result = await convergeCustomer(deps, 'accountId' in data ? data.accountId : data.contactId)
      // Most accounts and contacts of an organization are no customers of ours.
      return result === 'unknown' ? done : result
    }
    const leadId = 'leadId' in data ? data.leadId : await deps.sales.leadOfOpportunity(data.opportunityId)
    if (!leadId) return done
    const result = await applyToProspect(deps, leadId)
    return result.outcome === 'done' ? { ...result, prospectId: leadId } : result
  }
