// Finds what no event told: compares what changed in Sales since the last look with what headquarters knows, looks again
// at prospects that are stuck, and lets go what a pause left parked.

import type { Log } from '../domain/log-events.ts'
import { type SalesHint, type Send, salesChangeMessage } from '../domain/messages.ts'
import { type SalesStage, stagesOfLead, stagesOfOpportunity } from '../domain/sales-outcome.ts'
import type { JobReport } from '../headquarters/jobs/job.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import { describeError } from '../platform/log.ts'
import type { Sales } from '../sales/sales.ts'
import { releaseParked, resumeBridge } from './bridge.ts'
import { forMany } from './for-many.ts'
import { outdatedCustomers } from './outdated-customers.ts'
import type { CatchUpProgress } from './store/catch-up-progress.ts'
import type { DualWriteStore } from './store/dual-write-store.ts'
import { sweep, sweepEveryMs } from './sweep.ts'

export type CatchUpDeps = {
  readonly headquarters: HeadquartersStore
  readonly dualWrite: DualWriteStore
  readonly sales: Sales
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
}

type AgreeingStages = ReadonlyMap<string, readonly SalesStage[]>

/** Leads whose prospect does not show the state that Sales has now. */
const outdatedProspects = async ({ prospects }: HeadquartersStore, agreeing: AgreeingStages): Promise<string[]> => {
  const found = await forMany([...agreeing.keys()], (id) => prospects.readAlone(id))
  return found.flatMap((prospect) =>
    prospect && !agreeing.get(prospect.prospectId)?.includes(prospect.sales.stage) ? [prospect.prospectId] : [],
  )
}

/** The prospects that still show one of these opportunities; others have been told already, or were never ours. */
const showingOneOf = async ({ prospects }: HeadquartersStore, opportunityIds: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for (const id of opportunityIds) found.push(...(await prospects.showing(id)))
  return found
}

/**
 * Both conditions must hold where a lead and an opportunity of it changed. Opportunities of one lead may disagree with each
 * other; such a prospect is looked at once too often rather than never.
 */
const narrow = (agreeing: Map<string, readonly SalesStage[]>, leadId: string, stages: readonly SalesStage[]): void => {
  const known = agreeing.get(leadId)
  agreeing.set(leadId, known ? known.filter((stage) => stages.includes(stage)) : stages)
}

const compare = async (
  { headquarters, sales }: CatchUpDeps,
  progress: CatchUpProgress,
): Promise<{ found: SalesHint[]; next: CatchUpProgress }> => {
  const agreeing = new Map<string, readonly SalesStage[]>()
  const leads = await sales.leadChanges(progress.leads)
  for (const { id, state } of leads.changed) narrow(agreeing, id, stagesOfLead(state))
  for (const id of leads.deleted) agreeing.set(id, ['Lead missing'])
  const opportunities = await sales.opportunityChanges(progress.opportunities)
  for (const { leadId, state } of opportunities.changed)
    if (leadId) narrow(agreeing, leadId, stagesOfOpportunity(state))
  // No stage agrees with an opportunity that is gone.
  for (const id of await showingOneOf(headquarters, opportunities.deleted)) agreeing.set(id, [])
  const accounts = await sales.customerChanges('Organization', progress.accounts)
  const contacts = await sales.customerChanges('Person', progress.contacts)
  const [leadIds, accountIds, contactIds] = [
    await outdatedProspects(headquarters, agreeing),
    await outdatedCustomers(headquarters.customers, accounts),
    await outdatedCustomers(headquarters.customers, contacts),
  ]
  const links = {
    leads: leads.link,
    opportunities: opportunities.link,
    accounts: accounts.link,
    contacts: contacts.link,
  }
  return {
    found: [
      ...leadIds.map((leadId) => ({ leadId })),
      ...accountIds.map((accountId) => ({ accountId })),
      ...contactIds.map((contactId) => ({ contactId })),
    ],
    next: { ...progress, ...links },
  }
}

/** Runs the catch-up once. */
export const catchUpWithSales = (deps: CatchUpDeps) => async (): Promise<JobReport> => {
  const { dualWrite, send, now, log } = deps
  const bridge = await dualWrite.bridge.read()
  if (bridge.state === 'paused') return { processed: 0, failed: 0 }
  const progress = await dualWrite.progress.read()
  const isSweepDue = Date.parse(progress.sweptAt ?? '1970-01-01T00:00:00.000Z') + sweepEveryMs <= now().getTime()
  try {
    // The first thing is to see whether Sales answers: it ends a time of waiting, or leaves everything parked.
    const { found, next } = await compare(deps, progress)
    const released =
      bridge.state === 'waiting'
        ? await resumeBridge(dualWrite, send, 'catch-up', now().toISOString())
        : await releaseParked(dualWrite, send)
    // What was just released is on its way already.
    const swept = isSweepDue && released === 0 ? await sweep({ ...deps, errors: dualWrite.errors }) : 0
    const messages = found.map(salesChangeMessage)
    await send(messages)
    // Stored only after the hints are: a crash in between looks at the same changes again.
    await dualWrite.progress.write({
      ...next,
      ...(isSweepDue || released > 0 ? { sweptAt: now().toISOString() } : {}),
    })
    if (found.length > 0) log.warn('events-lost', { found: found.length })
    for (const { correlationId } of messages) log.info('change-found', { correlationId })
    return { processed: released + swept + found.length, failed: 0 }
  } catch (error) {
    log.error('catch-up-failed', { error: describeError(error) })
    return { processed: 0, failed: 1 }
  }
}
