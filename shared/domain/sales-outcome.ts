// What Sales says now, and what it means for a prospect. Decided on `statecode` only: organizations add status reasons
// of their own. https://learn.microsoft.com/dynamics365/commerce/b2b/prospect-management-sales

import type { SalesMembers } from './customer-fields.ts'
import type { ProspectFlag } from './flags.ts'
import type { ProspectStatus } from './prospect.ts'

export type LeadState = 'Open' | 'Qualified' | 'Disqualified' | 'Unknown'
export type OpportunityState = 'Open' | 'Won' | 'Lost' | 'Unknown'

/**
 * Where a prospect can stand on its way through Sales, with the states of its lead and of an opportunity of it that agree
 * with that. A state that is not known agrees with nothing.
 */
const stages = {
  'Waiting for Sales': { lead: [], opportunity: [] },
  'Lead open': { lead: ['Open'], opportunity: [] },
  'Lead qualified': { lead: ['Qualified'], opportunity: [] },
  'Opportunity open': { lead: ['Qualified'], opportunity: ['Open'] },
  'Opportunity won': { lead: ['Qualified'], opportunity: ['Won'] },
  'Opportunity lost': { lead: ['Qualified'], opportunity: ['Lost'] },
  'Lead disqualified': { lead: ['Disqualified'], opportunity: [] },
  'Lead missing': { lead: [], opportunity: [] },
} as const satisfies Readonly<
  Record<string, { readonly lead: readonly LeadState[]; readonly opportunity: readonly OpportunityState[] }>
>

export type SalesStage = keyof typeof stages

export const salesStages = Object.keys(stages) as readonly SalesStage[]

/** The stages that agree with the state of a lead. */
export const stagesOfLead = (state: LeadState): readonly SalesStage[] =>
  salesStages.filter((stage) => (stages[stage].lead as readonly LeadState[]).includes(state))

/**
 * The stages that agree with the state of one opportunity. Where a lead has several they disagree among each other; the
 * stage agrees with one of them at least.
 */
export const stagesOfOpportunity = (state: OpportunityState): readonly SalesStage[] =>
  salesStages.filter((stage) => (stages[stage].opportunity as readonly OpportunityState[]).includes(state))

/** A row that stands for a customer. */
type SalesRecord = {
  readonly id: string
  /** The lead whose qualification made it; absent or another lead's for one that existed before. */
  readonly leadId?: string
}
export type SalesAccount = SalesRecord & SalesMembers<'Organization'>
export type SalesContact = SalesRecord & SalesMembers<'Person'>

export type SalesOpportunity = {
  readonly id: string
  readonly name: string
  readonly state: OpportunityState
  readonly statusReason?: string
  readonly accountId?: string
  readonly contactId?: string
}

/** One reading of everything in Sales that concerns a prospect. */
export type SalesSnapshot =
  | { readonly lead: 'missing' }
  | {
      readonly lead: {
        readonly state: LeadState
        readonly statusReason?: string
        readonly accountId?: string
        readonly contactId?: string
      }
      readonly opportunities: readonly SalesOpportunity[]
      readonly accounts: readonly SalesAccount[]
      readonly contacts: readonly SalesContact[]
    }

export type SalesOutcome = {
  readonly status: ProspectStatus
  readonly stage: SalesStage
  readonly flags: readonly ProspectFlag[]
  readonly reason?: string
  /** The opportunity that decides, or the one that is worked on. */
  readonly opportunity?: SalesOpportunity
  /** Whether account and contact of the lead belong in headquarters as customers. */
  readonly writeCustomers: boolean
}

const outcomeOfOpenProspect = (status: ProspectStatus, snapshot: SalesSnapshot): SalesOutcome => {
  if (snapshot.lead === 'missing')
    return { status, stage: 'Lead missing', flags: ['lead-missing'], writeCustomers: false }
  const { lead, opportunities } = snapshot
  const find = (state: OpportunityState) => opportunities.find((opportunity) => opportunity.state === state)
  const won = find('Won')
  const reason = (text: string | undefined) => (text ? { reason: text } : {})

  if (lead.state === 'Unknown')
    return { status, stage: 'Lead open', flags: ['unknown-state-in-sales'], writeCustomers: false }
  if (lead.state === 'Open') return { status: 'Open', stage: 'Lead open', flags: [], writeCustomers: false }
  if (lead.state === 'Disqualified') {
    if (won)
      return {
        status,
        stage: 'Lead disqualified',
        flags: ['contradiction-in-sales'],
        opportunity: won,
        writeCustomers: false,
      }
    return {
      status: 'Rejected',
      stage: 'Lead disqualified',
      flags: [],
      ...reason(lead.statusReason),
      writeCustomers: false,
    }
  }

  const qualified = (opportunity: SalesOpportunity, next: ProspectStatus, stage: SalesStage): SalesOutcome => ({
    status: next,
    stage,
    flags: [],
    opportunity,
    ...(next === 'Open' ? {} : reason(opportunity.statusReason)),
    writeCustomers: true,
  })
  if (won) return qualified(won, 'Approved', 'Opportunity won')
  const open = find('Open')
  if (open) return qualified(open, 'Open', 'Opportunity open')
  const unknown = find('Unknown')
  if (unknown) return { status, stage: 'Lead qualified', flags: ['unknown-state-in-sales'], writeCustomers: true }
  const lost = find('Lost')
  if (lost) return qualified(lost, 'Rejected', 'Opportunity lost')
  return { status: 'Open', stage: 'Lead qualified', flags: ['qualified-without-opportunity'], writeCustomers: true }
}

/**
 * The whole outcome table as one function: what a prospect of the given status becomes, given what Sales says now.
 * An approval is final: whatever Sales says later is only flagged.
 */
export const salesOutcome = (status: ProspectStatus, snapshot: SalesSnapshot): SalesOutcome => {
  const outcome = outcomeOfOpenProspect(status === 'Approved' ? 'Open' : status, snapshot)
  if (status !== 'Approved' || outcome.status === 'Approved') return outcome
  const flags: readonly ProspectFlag[] = snapshot.lead === 'missing' ? ['lead-missing'] : ['changed-after-approval']
  return { ...outcome, status: 'Approved', flags, writeCustomers: false }
}
