// The stages of a prospect agree with the states they were made from: what the catch-up takes for seen is seen.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type LeadState,
  type OpportunityState,
  salesOutcome,
  salesStages,
  stagesOfLead,
  stagesOfOpportunity,
} from '../../shared/domain/sales-outcome.ts'
import { opportunity, reading } from '../support/domain-samples.ts'

const leadStates: readonly LeadState[] = ['Open', 'Qualified', 'Disqualified', 'Unknown']
const opportunityStates: readonly OpportunityState[] = ['Open', 'Won', 'Lost', 'Unknown']
const statuses = ['Open', 'Approved', 'Rejected'] as const

const snapshots = fc
  .tuple(fc.constantFrom(...leadStates), fc.array(fc.constantFrom(...opportunityStates), { maxLength: 4 }))
  .map(([lead, states]) => ({
    lead,
    states,
    snapshot: reading(lead, { opportunities: states.map((state) => opportunity(state)) }),
  }))

const holds = (check: (given: { lead: LeadState; states: readonly OpportunityState[]; stage: string }) => void) =>
  fc.assert(
    fc.property(fc.constantFrom(...statuses), snapshots, (status, { lead, states, snapshot }) =>
      check({ lead, states, stage: salesOutcome(status, snapshot).stage }),
    ),
  )

describe('the stage that an outcome has', () => {
  it('agrees with the state of the lead, where that is known', () =>
    holds(({ lead, stage }) => {
      if (lead !== 'Unknown') expect(stagesOfLead(lead)).toContain(stage)
    }))

  it('agrees with an opportunity of a qualified lead, where all of them are known', () =>
    holds(({ lead, states, stage }) => {
      if (lead !== 'Qualified' || states.length === 0 || states.includes('Unknown')) return
      expect(states.flatMap(stagesOfOpportunity)).toContain(stage)
    }))

  it('agrees with nothing where a state is not known, so that it is looked at again', () => {
    expect([...stagesOfLead('Unknown'), ...stagesOfOpportunity('Unknown')]).toEqual([])
  })

  it('can be every stage but the one before there is a lead', () => {
    const found = new Set<string>([salesOutcome('Open', { lead: 'missing' }).stage])
    for (const lead of leadStates)
      for (const states of [[], ...opportunityStates.map((state) => [state])])
        found.add(
          salesOutcome('Open', reading(lead, { opportunities: states.map((state) => opportunity(state)) })).stage,
        )
    found.add(salesOutcome('Open', reading('Disqualified', { lead: { merged: {} } })).stage)
    expect([...found].sort()).toEqual(salesStages.filter((stage) => stage !== 'Waiting for Sales').sort())
  })

  it('agrees with one state of a lead, and one of an opportunity, at most', () => {
    for (const stage of salesStages) {
      expect(leadStates.filter((state) => stagesOfLead(state).includes(stage)).length).toBeLessThan(2)
      expect(opportunityStates.filter((state) => stagesOfOpportunity(state).includes(stage)).length).toBeLessThan(2)
    }
  })
})
