// Finds what no event told: compares what changed in Sales since the last look with what headquarters knows, looks again
// at prospects that are stuck, and lets go what a pause left parked.

import type { Log } from '../domain/log-events.ts'
import { type SalesHint, type Send, salesChangeMessage } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { type SalesStage, stagesOfLead, stagesOfOpportunity } from '../domain/sales-outcome.ts'
import type { JobReport } from '../headquarters/jobs/job.ts'
import { prospectKey } from '../headquarters/keys.ts'
import { shardOf } from '../platform/ids.ts'
import { describeError } from '../platform/log.ts'
import { put, type Table } from '../platform/table.ts'
import type { Sales } from '../sales/sales.ts'
import { readBridge, releaseParked, resumeBridge } from './bridge.ts'
import { customersBehind, forMany } from './customers-behind.ts'
import { prospectsShowing } from './deleted-opportunities.ts'
import { sweep, sweepEveryMs } from './sweep.ts'

export type CatchUpDeps = {
  readonly headquarters: Table
  readonly errors: Table
  readonly sales: Sales
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
}

type Looked = {
  readonly leads?: string
  readonly opportunities?: string
  readonly accounts?: string
  readonly contacts?: string
  readonly sweptAt?: string
}

const partition = 'catch-up'
const lookedKey = 'looked'

/** Leads whose prospect does not show the state that Sales has now. */
const behind = async (deps: CatchUpDeps, seen: ReadonlyMap<string, readonly SalesStage[]>): Promise<string[]> => {
  const rows = await forMany([...seen.keys()], (id) => deps.headquarters.read<Prospect>(shardOf(id), prospectKey(id)))
  return rows.flatMap((row) =>
    row && !seen.get(row.value.prospectId)?.includes(row.value.sales.stage) ? [row.value.prospectId] : [],
  )
}

/**
 * Both conditions must hold where a lead and an opportunity of it changed. Opportunities of one lead may disagree with each
 * other; such a prospect is looked at once too often rather than never.
 */
const narrow = (seen: Map<string, readonly SalesStage[]>, leadId: string, stages: readonly SalesStage[]): void => {
  const known = seen.get(leadId)
  seen.set(leadId, known ? known.filter((stage) => stages.includes(stage)) : stages)
}

const compare = async (deps: CatchUpDeps, looked: Looked): Promise<{ found: SalesHint[]; next: Looked }> => {
  const seen = new Map<string, readonly SalesStage[]>()
  const leads = await deps.sales.leadChanges(looked.leads)
  for (const { id, state } of leads.changed) narrow(seen, id, stagesOfLead(state))
  for (const id of leads.deleted) seen.set(id, ['Lead missing'])
  const opportunities = await deps.sales.opportunityChanges(looked.opportunities)
  for (const { leadId, state } of opportunities.changed) if (leadId) narrow(seen, leadId, stagesOfOpportunity(state))
  // No stage agrees with an opportunity that is gone.
  for (const id of await prospectsShowing(deps.headquarters, opportunities.deleted)) seen.set(id, [])
  const accounts = await deps.sales.customerChanges('Organization', looked.accounts)
  const contacts = await deps.sales.customerChanges('Person', looked.contacts)
  const [leadIds, accountIds, contactIds] = [
    await behind(deps, seen),
    await customersBehind(deps.headquarters, accounts),
    await customersBehind(deps.headquarters, contacts),
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
    next: { ...looked, ...links },
  }
}

/** Runs the catch-up once. */
export const catchUpWithSales = (deps: CatchUpDeps) => async (): Promise<JobReport> => {
  const bridge = await readBridge(deps.errors)
  if (bridge.state === 'paused') return { processed: 0, failed: 0 }
  const row = await deps.errors.read<Looked>(partition, lookedKey)
  const looked = row?.value ?? {}
  const due = Date.parse(looked.sweptAt ?? '1970-01-01T00:00:00.000Z') + sweepEveryMs <= deps.now().getTime()
  try {
    // The first thing is to see whether Sales answers: it ends a time of waiting, or leaves everything parked.
    const { found, next } = await compare(deps, looked)
    const released =
      bridge.state === 'waiting'
        ? await resumeBridge(deps.errors, deps.send, 'catch-up', deps.now().toISOString())
        : await releaseParked(deps.errors, deps.send)
    // What was just released is on its way already.
    const swept = due && released === 0 ? await sweep(deps) : 0
    const messages = found.map(salesChangeMessage)
    await deps.send(messages)
    // Stored only after the hints are: a crash in between looks at the same changes again.
    await deps.errors.write(partition, [
      put(lookedKey, { ...next, ...(due || released > 0 ? { sweptAt: deps.now().toISOString() } : {}) }),
    ])
    if (found.length > 0) deps.log.warn('events-lost', { found: found.length })
    for (const { correlationId } of messages) deps.log.info('change-found', { correlationId })
    return { processed: released + swept + found.length, failed: 0 }
  } catch (error) {
    deps.log.error('catch-up-failed', { error: describeError(error) })
    return { processed: 0, failed: 1 }
  }
}
