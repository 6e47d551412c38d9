// The outcome table, row by row: what Sales says now and what it makes of a prospect.

import { describe, expect, it } from 'vitest'
import { type SalesOutcome, type SalesSnapshot, salesOutcome } from '../../shared/domain/sales-outcome.ts'
import { missing, opportunity, qualified, reading } from '../support/domain-samples.ts'

type Expected = Partial<SalesOutcome> & Pick<SalesOutcome, 'status' | 'stage'>

const won = opportunity('Won', { statusReason: 'Won' })
const open = opportunity('Open', { statusReason: 'In Progress' })
const lost = opportunity('Lost', { statusReason: 'Out-Sold' })
const unknown = opportunity('Unknown')

const rows: readonly (readonly [string, SalesSnapshot, Expected])[] = [
  [
    'an open lead leaves the prospect Open; the lead waits',
    reading('Open', { lead: { statusReason: 'New' } }),
    { status: 'Open', stage: 'Lead open', writeCustomers: false },
  ],
  [
    'a qualified lead with a won opportunity approves the prospect',
    qualified(won),
    { status: 'Approved', stage: 'Opportunity won', opportunity: won, reason: 'Won', writeCustomers: true },
  ],
  [
    'any won opportunity approves, whatever became of the others',
    qualified(lost, open, unknown, won),
    { status: 'Approved', stage: 'Opportunity won', opportunity: won, reason: 'Won', writeCustomers: true },
  ],
  [
    'a qualified lead with an open opportunity leaves the prospect Open and writes its customers back',
    qualified(open),
    { status: 'Open', stage: 'Opportunity open', opportunity: open, writeCustomers: true },
  ],
  [
    'any open opportunity keeps the prospect Open although others are lost',
    qualified(lost, open),
    { status: 'Open', stage: 'Opportunity open', opportunity: open, writeCustomers: true },
  ],
  [
    'a qualified lead of which the only opportunity is lost rejects the prospect with the reason; customers stay',
    qualified(lost),
    { status: 'Rejected', stage: 'Opportunity lost', opportunity: lost, reason: 'Out-Sold', writeCustomers: true },
  ],
  [
    'a qualified lead of which all opportunities are lost rejects the prospect',
    qualified(opportunity('Lost'), lost),
    { status: 'Rejected', stage: 'Opportunity lost' },
  ],
  [
    'a qualified lead without an opportunity leaves the prospect Open and flagged',
    qualified(),
    { status: 'Open', stage: 'Lead qualified', flags: ['qualified-without-opportunity'], writeCustomers: true },
  ],
  [
    'a disqualified lead rejects the prospect with the reason',
    reading('Disqualified', { lead: { statusReason: 'No Longer Interested' } }),
    { status: 'Rejected', stage: 'Lead disqualified', reason: 'No Longer Interested', writeCustomers: false },
  ],
  [
    'a disqualified lead rejects the prospect although an opportunity is open or lost',
    reading('Disqualified', { opportunities: [open, lost] }),
    { status: 'Rejected', stage: 'Lead disqualified', writeCustomers: false },
  ],
  [
    'a disqualified lead of which an opportunity is won changes nothing and is flagged',
    reading('Disqualified', { opportunities: [lost, won] }),
    { status: 'Open', stage: 'Lead disqualified', flags: ['contradiction-in-sales'], opportunity: won },
  ],
  [
    'a deleted lead changes nothing and is flagged, never rejected',
    missing,
    { status: 'Open', stage: 'Lead missing', flags: ['lead-missing'], writeCustomers: false },
  ],
  [
    'a lead in an unknown state changes nothing and is flagged',
    reading('Unknown', { opportunities: [won] }),
    { status: 'Open', stage: 'Lead open', flags: ['unknown-state-in-sales'], writeCustomers: false },
  ],
  [
    'an opportunity in an unknown state keeps lost ones from rejecting and is flagged',
    qualified(lost, unknown),
    { status: 'Open', stage: 'Lead qualified', flags: ['unknown-state-in-sales'] },
  ],
]

describe('for an open prospect', () => {
  it.each(rows)('%s', (_sentence, snapshot, expected) => {
    expect(salesOutcome('Open', snapshot)).toMatchObject({ flags: [], ...expected })
  })

  it.each(rows.filter(([, , expected]) => expected.status === 'Open'))('%s, and no reason is told', (_s, snapshot) => {
    expect(salesOutcome('Open', snapshot)).not.toHaveProperty('reason')
  })
})

describe('for a rejected prospect', () => {
  const undecided: readonly string[] = ['lead-missing', 'unknown-state-in-sales', 'contradiction-in-sales']
  const isUndecided = ([, , expected]: (typeof rows)[number]) =>
    expected.flags?.some((flag) => undecided.includes(flag)) ?? false

  it.each(rows.filter((row) => !isUndecided(row)))('%s', (_sentence, snapshot, expected) => {
    expect(salesOutcome('Rejected', snapshot)).toMatchObject({ flags: [], ...expected })
  })

  it.each(rows.filter(isUndecided))('%s: it stays Rejected', (_sentence, snapshot, expected) => {
    expect(salesOutcome('Rejected', snapshot)).toMatchObject({ ...expected, status: 'Rejected' })
  })
})

describe('for an approved prospect', () => {
  it.each(rows)('%s — but the approval stays, and whatever contradicts it is flagged', (_s, snapshot, expected) => {
    const outcome = salesOutcome('Approved', snapshot)
    expect(outcome.status).toBe('Approved')
    expect(outcome.stage).toBe(expected.stage)
    if (expected.status === 'Approved') expect(outcome.flags).toEqual([])
    else {
      expect(outcome.flags).toEqual(snapshot.lead === 'missing' ? ['lead-missing'] : ['changed-after-approval'])
      expect(outcome.writeCustomers).toBe(false)
    }
  })
})
