// What staff do about a prospect whose records in Sales were lost: have it looked at now, and its lead written again.

import {
  decideProspectMessage,
  type Message,
  type Send,
  salesChangeMessage,
  writeLeadMessage,
} from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { type LeadRepair, leadRepairOf, withoutLead } from '../domain/repair.ts'
import { isRuled } from '../domain/ruling.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { StoredProspect } from '../headquarters/store/prospects.ts'

export type RepairDeps = {
  readonly headquarters: HeadquartersStore
  readonly send: Send
  readonly now: () => Date
}

const tries = 4
/** When a lead that was asked for is there. */
const lookAfterMs = 30_000

/** What has a prospect looked at: until its lead is written, that is its lead. */
export const lookMessage = (prospect: Prospect): Message => {
  const { prospectId, sales } = prospect
  // What staff decided needs nothing of Sales.
  if (isRuled(prospect) || (prospect.hierarchyPending && prospect.decision?.here))
    return decideProspectMessage(prospectId)
  return sales.stage === 'Waiting for Sales' ? writeLeadMessage(prospectId) : salesChangeMessage({ leadId: prospectId })
}

export const lookAtProspect = async (
  { headquarters, send }: RepairDeps,
  prospectId: string,
): Promise<'asked' | 'unknown'> => {
  const prospect = await headquarters.prospects.readAlone(prospectId)
  if (!prospect) return 'unknown'
  await send([lookMessage(prospect)])
  return 'asked'
}

/**
 * Stores that a lead is to be written again, by whom, and asks for it. What is stored is the intent: the sweep asks again
 * if the message is lost, and a lead that is there after all is never changed.
 */
const askForLead = async (
  { headquarters: { prospects }, send, now }: RepairDeps,
  stored: StoredProspect,
  who: string,
): Promise<'asked' | 'conflict'> => {
  const at = now().toISOString()
  const { prospectId } = stored.value
  const unit = prospects.begin(prospectId)
  const entry = { at, actor: { name: who }, code: 'lead-asked-again' } as const
  prospects.replace(unit, stored, withoutLead(stored.value), [entry], at)
  if ((await unit.commit()) === 'conflict') return 'conflict'
  await send([writeLeadMessage(prospectId)])
  // Somebody may have worked on a lead that was there all along.
  await send([salesChangeMessage({ leadId: prospectId })], lookAfterMs)
  return 'asked'
}

export type LeadRepairResult = 'asked' | 'unknown' | 'changed-meanwhile' | Exclude<LeadRepair, 'possible'>

/**
 * Has the lead of an open prospect written again, with the id it had.
 * @param who the member of staff who wants it
 * @param isMissing whether Sales was just found to lack the lead, though headquarters does not show it yet
 */
export const writeLeadAgain = async (
  deps: RepairDeps,
  prospectId: string,
  who: string,
  isMissing = false,
): Promise<LeadRepairResult> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await deps.headquarters.prospects.read(prospectId)
    if (!stored) return 'unknown'
    const { status, sales } = stored.value
    const seen = isMissing && sales.leadWrittenAt !== undefined ? ({ ...sales, stage: 'Lead missing' } as const) : sales
    const repair = leadRepairOf({ status, sales: seen })
    if (repair !== 'possible') return repair
    if ((await askForLead(deps, stored, who)) === 'asked') return 'asked'
  }
  return 'changed-meanwhile'
}
