// From what headquarters has and what Sales says to the step that is missing.

import { describe, expect, it } from 'vitest'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { SalesSnapshot } from '../../shared/domain/sales-outcome.ts'
import { timelineLine } from '../../shared/languages/staff/en/timeline.ts'
import { type ConvergedOnce, convergeOnce } from '../support/converge-once.ts'
import {
  ids,
  leadId,
  missing,
  now,
  opportunity,
  prospect,
  qualified,
  reading,
  written,
} from '../support/domain-samples.ts'

const step = (before: Prospect, snapshot: SalesSnapshot): ConvergedOnce => convergeOnce(before, snapshot, ids, now)
const following = (before: Prospect, ...snapshots: readonly SalesSnapshot[]): Prospect =>
  snapshots.reduce((current, snapshot) => step(current, snapshot).next, before)

const disqualified = reading('Disqualified', { lead: { closing: { reason: 'Lost' } } })
const reactivated = reading('Open')
const won = qualified(opportunity('Won', { closing: { reason: 'Won' } }))
const lost = qualified(opportunity('Lost', { closing: { reason: 'Canceled' } }))

describe('a decision', () => {
  it('is numbered, dated and carries the reason', () => {
    expect(following(prospect(), disqualified).decision).toEqual({
      number: 1,
      status: 'Rejected',
      decidedAt: now,
      reason: 'Lost',
    })
  })

  it('is told by no mail where the seller or staff want none', () => {
    const quiet = reading('Disqualified', { lead: { closing: { reason: 'No e-mail', noMail: true } } })
    expect(following(prospect(), quiet).decision?.noMail).toBe(true)
    const withheld = following(prospect({ noMail: true }), disqualified)
    expect([withheld.decision?.noMail, withheld.noMail]).toEqual([true, true])
    // The next decision is of its own: what the seller wanted of the first one says nothing of it.
    expect(following(prospect(), quiet, reactivated, disqualified).decision).not.toHaveProperty('noMail')
    expect(following(prospect(), disqualified).decision).not.toHaveProperty('noMail')
  })

  it('is without a reason where Sales gives none', () => {
    expect(following(prospect(), reading('Disqualified')).decision).toEqual({
      number: 1,
      status: 'Rejected',
      decidedAt: now,
    })
  })

  it('stays as it was when it is seen again, even with another reason', () => {
    const rejected = following(prospect(), disqualified)
    const again = convergeOnce(
      rejected,
      reading('Disqualified', { lead: { closing: { reason: 'Other' } } }),
      ids,
      '2027-01-01',
    )
    expect(again.changed).toBe(false)
    expect(again.next).toEqual(rejected)
  })

  it('of a reopened prospect has the next number, so that it is mailed again', () => {
    const twice = following(prospect(), disqualified, reactivated, disqualified)
    expect([twice.status, twice.decision?.number]).toEqual(['Rejected', 2])
    const approved = following(twice, reactivated, won)
    expect([approved.status, approved.decision?.number, approved.decision?.status]).toEqual(['Approved', 3, 'Approved'])
  })

  it('of which the reopening was missed has the next number as well', () => {
    const approved = following(prospect(), lost, won)
    expect([approved.status, approved.decision?.number]).toEqual(['Approved', 2])
  })

  it('is told in the timeline together with where the lead stands, and the reason once', () => {
    expect(step(prospect(), disqualified).entries.map(timelineLine)).toEqual([
      { at: now, who: 'Dynamics 365 Sales', what: 'Lead disqualified' },
      { at: now, who: 'Dynamics 365 Sales', what: 'Prospect rejected', why: 'Lost' },
    ])
  })

  it('keeps what was written, by whom, when and with which status reason, and tells it', () => {
    const closing = { reason: 'Too small.', statusReason: 'Out-Sold', decidedBy: 'Kim Seller', closedAt: written }
    const { next, entries } = step(prospect(), qualified(opportunity('Lost', { closing })))
    expect(next.decision).toEqual({ number: 1, status: 'Rejected', decidedAt: now, ...closing })
    expect(entries.map(timelineLine)).toContainEqual({
      at: now,
      who: 'Dynamics 365 Sales',
      what: 'Prospect rejected',
      by: 'Kim Seller',
      why: 'Too small. (Out-Sold)',
    })
  })
})

describe('the timeline', () => {
  it('tells that a prospect is open again, and gives no reason for it', () => {
    const told = step(
      following(prospect(), disqualified),
      reading('Open', { lead: { closing: { reason: 'New' } } }),
    ).entries
    expect(told.map(timelineLine)).toEqual([
      { at: now, who: 'Dynamics 365 Sales', what: 'Lead open' },
      { at: now, who: 'Dynamics 365 Sales', what: 'Prospect reopened' },
    ])
  })
})

describe('a rejected prospect', () => {
  const rejected = following(prospect(), disqualified)
  const rejectedLater = following(prospect(), lost)

  it('returns to Open when its lead is reactivated, without a new decision', () => {
    const { next, ...told } = step(rejected, reactivated)
    const entries = told.entries.map(timelineLine)
    expect([next.status, next.decision, next.sales.stage]).toEqual(['Open', rejected.decision, 'Lead open'])
    expect(entries.map((entry) => entry.what)).toEqual(['Lead open', 'Prospect reopened'])
    expect(entries.every((entry) => entry.why === undefined)).toBe(true)
  })

  it('returns to Open when its opportunity is reopened, without a new decision', () => {
    const { next } = step(rejectedLater, qualified(opportunity('Open', { closing: { reason: 'In Progress' } })))
    expect([next.status, next.decision, next.sales.stage]).toEqual(['Open', rejectedLater.decision, 'Opportunity open'])
  })

  it('stays rejected and flagged when its lead is deleted', () => {
    const { next } = step(rejected, missing)
    expect([next.status, next.flags, next.decision]).toEqual(['Rejected', ['lead-missing'], rejected.decision])
  })

  it('stays rejected and flagged while the state of its lead is not known here', () => {
    const { next } = step(rejected, reading('Unknown'))
    expect([next.status, next.flags, next.decision]).toEqual([
      'Rejected',
      ['unknown-state-in-sales'],
      rejected.decision,
    ])
  })

  it.each([
    ['its opportunity is deleted, or moved to another lead', qualified()],
    ['its opportunity is in an unknown state', qualified(opportunity('Unknown'))],
    ['its opportunities cannot be read', { ...qualified(), opportunities: 'unknown' }],
    ['its lead is merged into another one', reading('Disqualified', { lead: { merged: { leadId: 'm' } } })],
  ] as const)('stays rejected, with its decision, and flagged, when %s', (_what, snapshot) => {
    const { next } = step(rejectedLater, snapshot)
    expect([next.status, next.decision]).toEqual(['Rejected', rejectedLater.decision])
    expect(next.flags).toHaveLength(1)
  })
})

describe('an approval that is blocked', () => {
  const blocked = convergeOnce(prospect(), won, ids, now, 'duplicate-sign-in')

  it('leaves the prospect Open with the reason as its only flag and without a decision', () => {
    expect([blocked.next.status, blocked.next.flags, blocked.next.decision]).toEqual([
      'Open',
      ['duplicate-sign-in'],
      undefined,
    ])
    expect(blocked.next.sales.stage).toBe('Opportunity won')
    expect(blocked.entries.map(timelineLine)).toContainEqual({
      at: now,
      who: 'dual-write',
      what: 'Flagged',
      why: 'duplicate-sign-in',
    })
  })

  it('writes the customers back all the same', () => {
    expect([blocked.organization?.made, blocked.person?.made]).toEqual([false, false])
  })

  it('changes nothing when it is still blocked', () => {
    expect(convergeOnce(blocked.next, won, ids, '2027-01-01', 'duplicate-sign-in')).toMatchObject({
      changed: false,
      entries: [],
    })
  })

  it('happens as soon as nothing blocks it, and the flag goes', () => {
    const { next } = step(blocked.next, won)
    expect([next.status, next.flags, next.decision?.number]).toEqual(['Approved', [], 1])
  })

  it('is not undone by a reason that turns up later', () => {
    const approved = following(prospect(), won)
    expect(convergeOnce(approved, won, ids, now, 'no-email')).toMatchObject({ changed: false, next: approved })
  })

  it('does not keep Sales from rejecting', () => {
    expect(convergeOnce(prospect(), lost, ids, now, 'no-email').next).toMatchObject({ status: 'Rejected', flags: [] })
  })

  it('reopens a prospect that was rejected before', () => {
    const rejected = following(prospect(), lost)
    const { next } = convergeOnce(rejected, won, ids, now, 'no-email')
    expect([next.status, next.flags, next.decision]).toEqual(['Open', ['no-email'], rejected.decision])
  })
})

describe('an approved prospect', () => {
  const approved = following(prospect(), won)

  it.each([
    ['its lead is deleted', missing, 'lead-missing'],
    ['its lead is reactivated', reactivated, 'changed-after-approval'],
    ['its lead is disqualified', disqualified, 'changed-after-approval'],
    ['its opportunity is lost later', lost, 'changed-after-approval'],
    ['its opportunity is reopened', qualified(opportunity('Open')), 'changed-after-approval'],
    ['its opportunity is deleted', qualified(), 'changed-after-approval'],
    ['its lead has an unknown state', reading('Unknown'), 'changed-after-approval'],
  ] as const)('stays approved and is flagged when %s', (_what, snapshot, flag) => {
    const { next, organization, person } = step(approved, snapshot)
    expect([next.status, next.flags, next.decision]).toEqual(['Approved', [flag], approved.decision])
    expect([organization, person]).toEqual([undefined, undefined])
  })

  it('loses the flag when Sales agrees again', () => {
    expect(following(approved, lost, won).flags).toEqual([])
  })

  it('keeps the customers it was approved with', () => {
    const { changed, organization, person } = step(approved, won)
    expect([changed, organization, person]).toEqual([false, undefined, undefined])
  })
})

describe('a lead that is missing', () => {
  it('says nothing before it was written', () => {
    const waiting = prospect({ sales: { leadId, stage: 'Waiting for Sales' } })
    expect(step(waiting, missing)).toEqual({ next: waiting, changed: false, entries: [] })
  })

  it('is flagged once it was written, and the prospect is never rejected', () => {
    const { next, ...told } = step(prospect(), missing)
    const entries = told.entries.map(timelineLine)
    expect([next.status, next.flags, next.sales.stage]).toEqual(['Open', ['lead-missing'], 'Lead missing'])
    expect(entries.map((entry) => entry.what)).toEqual(['Lead missing', 'Flagged'])
  })

  it('that comes back takes the flag away', () => {
    expect(following(prospect(), missing, reactivated)).toEqual(prospect())
  })
})

describe('the address of a lead', () => {
  const withEmail = (email?: string) => reading('Open', { lead: email === undefined ? {} : { email } })
  const kept = (...snapshots: readonly SalesSnapshot[]) => following(prospect(), ...snapshots).sales.leadEmail

  it('is kept where the seller corrected the one of the request, until it is that one again', () => {
    expect(kept(withEmail('new@fabrikam.example'))).toBe('new@fabrikam.example')
    expect(kept(withEmail('new@fabrikam.example'), withEmail('Ada.Roth@fabrikam.example'))).toBeUndefined()
  })

  it('that cannot be read changes nothing', () => {
    for (const silent of [withEmail(), missing])
      expect(kept(withEmail('new@fabrikam.example'), silent)).toBe('new@fabrikam.example')
    expect(kept(withEmail())).toBeUndefined()
  })
})

describe('a lead that was merged', () => {
  const merged = reading('Disqualified', { lead: { merged: { leadId: 'm', number: 'P-000007' } } })

  it('decides nothing: the prospect stays as it is, flagged, and names the lead that stands for it', () => {
    const { next, entries } = step(prospect(), merged)
    expect([next.status, next.decision, next.flags]).toEqual(['Open', undefined, ['lead-merged']])
    expect(next.sales).toMatchObject({ stage: 'Lead merged', mergedInto: { leadId: 'm', number: 'P-000007' } })
    expect(entries.map(({ code }) => code)).toEqual(['stage-changed', 'flagged'])
  })

  it('that is taken apart again takes flag and name away', () => {
    expect(following(prospect(), merged, reactivated)).toEqual(prospect())
  })
})

describe('a lead that can be seen', () => {
  it('was written, although its writer could not say so', () => {
    const { next } = step(prospect({ sales: { leadId, stage: 'Waiting for Sales' } }), reactivated)
    expect(next.sales).toEqual({ leadId, leadWrittenAt: now, stage: 'Lead open' })
  })

  it('keeps the time at which it was written', () => {
    expect(following(prospect(), won).sales.leadWrittenAt).toBe(written)
  })
})

describe('what headquarters keeps of the opportunity', () => {
  it('is the deciding one with id, name and state', () => {
    const deciding = opportunity('Won', { accountId: 'a', contactId: 'c', closing: { reason: 'Won' } })
    const { next } = step(prospect(), qualified(opportunity('Lost'), deciding))
    expect(next.sales.opportunity).toEqual({ id: deciding.id, name: deciding.name, state: 'Won' })
  })

  it('is nothing when its state is not known here', () => {
    const { next } = step(prospect(), qualified(opportunity('Unknown')))
    expect([next.sales.opportunity, next.flags]).toEqual([undefined, ['unknown-state-in-sales']])
  })
})
