// What Sales says now, and what it means for a prospect. Decided on `statecode` only: organizations add status reasons
// of their own. Only what Sales positively says changes anything; what it does not say leaves the prospect as it is.
// https://learn.microsoft.com/dynamics365/commerce/b2b/prospect-management-sales

import type { CreditColumns, Readings } from './customer-fields.ts'
import type { ProspectFlag } from './flags.ts'
import type { ProspectStatus } from './prospect.ts'
import type { SellerNote } from './seller-note.ts'

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
  // Merging deactivates it.
  'Lead merged': { lead: ['Disqualified'], opportunity: [] },
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

/** An account or contact as it was read. */
export type SalesRecord = {
  readonly id: string
  /** The lead whose qualification made it; absent or another lead's for one that existed before. */
  readonly leadId?: string
  readonly values: Readings
  /** It was merged into this one, which stands for it now. */
  readonly mergedInto?: string
  /** Who changed it last, by name. */
  readonly changedBy?: string
  /** It was deactivated; merging does that as well. */
  readonly isInactive?: true
  /** Which columns its credit was read from; absent = those that every organization has. */
  readonly creditColumns?: CreditColumns
}
export type SalesAccount = SalesRecord
export type SalesContact = SalesRecord

/** Why and by whom something was decided, as far as it is known. For staff only. */
export type Closing = {
  /** What the salesperson wrote, or else the label of the status reason. */
  readonly reason?: string
  /** The label of the status reason where something was written besides. */
  readonly statusReason?: string
  /** Who decided, by name. */
  readonly decidedBy?: string
  /** When it was decided in Sales; ISO 8601. */
  readonly closedAt?: string
  /** Whoever decided wants no mail to tell of it. */
  readonly noMail?: true
}

export type SalesOpportunity = {
  readonly id: string
  readonly name: string
  readonly state: OpportunityState
  /** Of one that is closed. */
  readonly closing?: Closing
  /** Its account: the parent account, or else the customer where that is one. The contact likewise. */
  readonly accountId?: string
  readonly contactId?: string
}

/** The lead that stands for another one into which that was merged. */
export type MasterLead = { readonly leadId?: string; readonly number?: string }

export type SalesLead = {
  readonly state: LeadState
  /** Whether it was merged into another lead. Merging closes a lead without deciding it. */
  readonly merged: 'no' | 'unknown' | MasterLead
  /** Of one that is closed. */
  readonly closing?: Closing
  /** Its e-mail address, where it is known. */
  readonly email?: string
  readonly accountId?: string
  readonly contactId?: string
}

/** One reading of everything in Sales that concerns a prospect. */
export type SalesSnapshot =
  | { readonly lead: 'missing' }
  | {
      readonly lead: SalesLead
      /** `unknown` where they could not be read, or not all of them. */
      readonly opportunities: readonly SalesOpportunity[] | 'unknown'
      readonly accounts: readonly SalesAccount[]
      readonly contacts: readonly SalesContact[]
      /**
       * Accounts and contacts that are named and could not be read; `accounts` or `contacts` where not even those could
       * that the lead made.
       */
      readonly unreadable: readonly string[]
      /** Notes on the lead that ask the applicant something; absent where they could not be read. */
      readonly notes?: readonly SellerNote[]
    }

export type SalesOutcome = {
  readonly status: ProspectStatus
  readonly stage: SalesStage
  readonly flags: readonly ProspectFlag[]
  /** Why, where Sales decides. */
  readonly closing?: Closing
  /** The opportunity that decides, or the one that is worked on. */
  readonly opportunity?: SalesOpportunity
  readonly mergedInto?: MasterLead
  /** Whether account and contact of the lead belong in headquarters as customers. */
  readonly writeCustomers: boolean
}

type Found = Exclude<SalesSnapshot, { readonly lead: 'missing' }>

/** Nothing is decided: the prospect stays as it is, and people look. */
const undecided = (
  status: ProspectStatus,
  stage: SalesStage,
  flag: ProspectFlag,
  more: Partial<SalesOutcome> = {},
): SalesOutcome => ({ status, stage, flags: [flag], writeCustomers: false, ...more })

const decided = (
  status: ProspectStatus,
  stage: SalesStage,
  more: Partial<SalesOutcome> & Pick<SalesOutcome, 'writeCustomers'>,
): SalesOutcome => ({ status, stage, flags: [], ...more })

const closingOf = ({ closing }: { readonly closing?: Closing }): { readonly closing?: Closing } =>
  closing ? { closing } : {}

const outcomeOfDisqualified = (status: ProspectStatus, { lead, opportunities }: Found): SalesOutcome => {
  const stage = 'Lead disqualified'
  if (lead.merged === 'unknown' || opportunities === 'unknown') return undecided(status, stage, 'unreadable-in-sales')
  const won = opportunities.find(({ state }) => state === 'Won')
  if (won) return undecided(status, stage, 'contradiction-in-sales', { opportunity: won })
  return decided('Rejected', stage, { ...closingOf(lead), writeCustomers: false })
}

const outcomeOfQualified = (status: ProspectStatus, { opportunities }: Found): SalesOutcome => {
  if (opportunities === 'unknown') return undecided(status, 'Lead qualified', 'unreadable-in-sales')
  const find = (state: OpportunityState) => opportunities.find((opportunity) => opportunity.state === state)
  const [won, open, unknown, lost] = [find('Won'), find('Open'), find('Unknown'), find('Lost')]
  const customers = { writeCustomers: true }
  if (won) return decided('Approved', 'Opportunity won', { opportunity: won, ...closingOf(won), ...customers })
  if (open) return decided('Open', 'Opportunity open', { opportunity: open, ...customers })
  if (unknown) return undecided(status, 'Lead qualified', 'unknown-state-in-sales', customers)
  if (lost) return decided('Rejected', 'Opportunity lost', { opportunity: lost, ...closingOf(lost), ...customers })
  // It never had one, or what it had was deleted or moved away: neither opens what was rejected.
  return undecided(status, 'Lead qualified', 'qualified-without-opportunity', customers)
}

const outcomeOfOpenProspect = (status: ProspectStatus, snapshot: SalesSnapshot): SalesOutcome => {
  if (snapshot.lead === 'missing') return undecided(status, 'Lead missing', 'lead-missing')
  const { state, merged } = snapshot.lead
  if (typeof merged === 'object') return undecided(status, 'Lead merged', 'lead-merged', { mergedInto: merged })
  switch (state) {
    case 'Unknown':
      return undecided(status, 'Lead open', 'unknown-state-in-sales')
    case 'Open':
      return decided('Open', 'Lead open', { writeCustomers: false })
    case 'Disqualified':
      return outcomeOfDisqualified(status, snapshot)
    case 'Qualified':
      return outcomeOfQualified(status, snapshot)
  }
}

// What says more than that something changed.
const toldAfterApproval: readonly ProspectFlag[] = ['lead-missing', 'lead-merged', 'unreadable-in-sales']

/**
 * The whole outcome table as one function: what a prospect of the given status becomes, given what Sales says now.
 * An approval is final: whatever Sales says later is only flagged.
 */
export const salesOutcome = (status: ProspectStatus, snapshot: SalesSnapshot): SalesOutcome => {
  const outcome = outcomeOfOpenProspect(status === 'Approved' ? 'Open' : status, snapshot)
  if (status !== 'Approved' || outcome.status === 'Approved') return outcome
  const told = outcome.flags.filter((flag) => toldAfterApproval.includes(flag))
  const { closing: _, ...rest } = outcome
  return {
    ...rest,
    status: 'Approved',
    flags: told.length > 0 ? told : ['changed-after-approval'],
    writeCustomers: false,
  }
}
