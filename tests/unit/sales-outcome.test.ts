// The outcome table, row by row: what Sales says now and what it makes of a prospect.

import { describe, expect, it } from 'vitest'
import { type SalesOutcome, type SalesSnapshot, salesOutcome } from '../../shared/domain/sales-outcome.ts'
import { missing, opportunity, qualified, reading } from '../support/domain-samples.ts'

type Expected = Partial<SalesOutcome> & Pick<SalesOutcome, 'status' | 'stage'>

const won = opportunity('Won', { closing: { reason: 'Won' } })
const open = opportunity('Open', { closing: { reason: 'In Progress' } })
const lost = opportunity('Lost', { closing: { reason: 'Out-Sold' } })
const unknown = opportunity('Unknown')

const rows: readonly (readonly [string, SalesSnapshot, Expected])[] = [
  [
    'an open lead leaves the prospect Open; the lead waits',
    reading('Open'),
    { status: 'Open', stage: 'Lead open', writeCustomers: false },
  ],
  [
    'a qualified lead with a won opportunity approves the prospect',
    qualified(won),
    {
      status: 'Approved',
      stage: 'Opportunity won',
      opportunity: won,
      closing: { reason: 'Won' },
      writeCustomers: true,
    },
  ],
  [
    'any won opportunity approves, whatever became of the others',
    qualified(lost, open, unknown, won),
    {
      status: 'Approved',
      stage: 'Opportunity won',
      opportunity: won,
      closing: { reason: 'Won' },
      writeCustomers: true,
    },
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
    {
      status: 'Rejected',
      stage: 'Opportunity lost',
      opportunity: lost,
      closing: { reason: 'Out-Sold' },
      writeCustomers: true,
    },
  ],
  [
    'a qualified lead of which all opportunities are lost rejects the prospect',
    qualified(opportunity('Lost'), lost),
    { status: 'Rejected', stage: 'Opportunity lost' },
  ],
  [
    'a qualified lead without an opportunity leaves the prospect as it is and flagged',
    qualified(),
    { status: 'Open', stage: 'Lead qualified', flags: ['qualified-without-opportunity'], writeCustomers: true },
  ],
  [
    'a disqualified lead rejects the prospect with the reason',
    reading('Disqualified', { lead: { closing: { reason: 'No Longer Interested' } } }),
    {
      status: 'Rejected',
      stage: 'Lead disqualified',
      closing: { reason: 'No Longer Interested' },
      writeCustomers: false,
    },
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
    'opportunities that cannot be read decide nothing about a qualified lead',
    { ...qualified(), opportunities: 'unknown' },
    { status: 'Open', stage: 'Lead qualified', flags: ['unreadable-in-sales'], writeCustomers: false },
  ],
  [
    'opportunities that cannot be read decide nothing about a disqualified lead: one may be won',
    { ...reading('Disqualified'), opportunities: 'unknown' },
    { status: 'Open', stage: 'Lead disqualified', flags: ['unreadable-in-sales'], writeCustomers: false },
  ],
  [
    'a disqualified lead of which nobody knows whether it was merged decides nothing',
    reading('Disqualified', { lead: { merged: 'unknown' } }),
    { status: 'Open', stage: 'Lead disqualified', flags: ['unreadable-in-sales'], writeCustomers: false },
  ],
  ...(['Open', 'Qualified', 'Disqualified', 'Unknown'] as const).map(
    (state): readonly [string, SalesSnapshot, Expected] => [
      `a merged lead decides nothing, whatever its state (${state}) and its opportunities`,
      {
        ...qualified(won, lost),
        lead: { state, merged: { leadId: 'm', number: 'P-7' }, closing: { reason: 'Canceled' } },
      },
      {
        status: 'Open',
        stage: 'Lead merged',
        flags: ['lead-merged'],
        mergedInto: { leadId: 'm', number: 'P-7' },
        writeCustomers: false,
      },
    ],
  ),
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
    expect(salesOutcome('Open', snapshot)).not.toHaveProperty('closing')
  })
})

describe('for a rejected prospect', () => {
  // Whatever decides nothing is flagged, and what is flagged decides nothing.
  const isUndecided = ([, , expected]: (typeof rows)[number]) => (expected.flags ?? []).length > 0

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
      const plain = ['lead-missing', 'lead-merged', 'unreadable-in-sales'].filter((flag) =>
        expected.flags?.some((each) => each === flag),
      )
      expect(outcome.flags).toEqual(plain.length > 0 ? plain : ['changed-after-approval'])
      expect(outcome.writeCustomers).toBe(false)
    }
  })
})

describe('what opens a rejected prospect', () => {
  it('is an open lead or an open opportunity, and nothing else', () => {
    const opens = (snapshot: SalesSnapshot) => salesOutcome('Rejected', snapshot).status === 'Open'
    expect([opens(reading('Open')), opens(qualified(lost, open))]).toEqual([true, true])
    for (const [, snapshot] of rows)
      expect(opens(snapshot)).toBe(
        snapshot.lead !== 'missing' &&
          snapshot.lead.merged === 'no' &&
          (snapshot.lead.state === 'Open' ||
            (snapshot.lead.state === 'Qualified' &&
              snapshot.opportunities !== 'unknown' &&
              snapshot.opportunities.some(({ state }) => state === 'Open') &&
              !snapshot.opportunities.some(({ state }) => state === 'Won'))),
      )
  })
})
