// What a withdrawal makes of a prospect, what Sales means for it from then on, and what Sales is told.

import { describe, expect, it } from 'vitest'
import { converge, customersNeeded, isWon } from '../../shared/domain/convergence.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { SalesLead, SalesSnapshot } from '../../shared/domain/sales-outcome.ts'
import { withdrawn } from '../../shared/domain/withdrawal.ts'
import { derivedIds } from '../../shared/dual-write/derived-ids.ts'
import { needsLook } from '../../shared/headquarters/store/prospects.ts'
import { createCloseLead } from '../../shared/sales/close-lead.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { owningTeamId } from '../../shared/sales/lead-rows.ts'
import { createAskOptional } from '../../shared/sales/optional-columns.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'

const at = '2026-11-21T10:00:00.000Z'
const open = prospect()
const given: Prospect = withdrawn(open, { at, because: 'applicant' }, now)?.next ?? open

const says = (
  lead: Partial<SalesLead>,
  opportunities: readonly ('Open' | 'Won' | 'Lost' | 'Unknown')[] = [],
): SalesSnapshot => ({
  lead: { state: 'Open', merged: 'no', ...lead },
  opportunities: opportunities.map((state, index) => ({ id: `o${index}`, name: 'Deal', state })),
  accounts: [],
  contacts: [],
  unreadable: [],
})

describe('a withdrawal', () => {
  it('rejects an open prospect with a decision of its own number', () => {
    const again = prospect({ decision: { number: 2, status: 'Rejected', decidedAt: now } })
    const step = withdrawn(again, { at, because: 'applicant' }, now)
    expect(step?.next).toMatchObject({
      status: 'Rejected',
      decision: { number: 3, status: 'Rejected', decidedAt: now },
    })
    expect(step?.entries).toEqual([{ at: now, actor: 'applicant', code: 'prospect-withdrawn' }])
  })

  // It is looked at no more, so nothing else would take them away.
  it('takes the flags of what Sales said away, and leaves those of customers and mails', () => {
    const flagged = prospect({ flags: ['lead-missing', 'lead-secured', 'account-missing', 'mail-not-delivered'] })
    const { next } = withdrawn(flagged, { at, because: 'applicant' }, now) ?? { next: flagged }
    expect(next.flags).toEqual(['account-missing', 'mail-not-delivered'])
  })

  it.each(['Approved', 'Rejected'] as const)('leaves what is %s as it is', (status) => {
    expect(withdrawn(prospect({ status }), { at, because: 'applicant' }, now)).toBeUndefined()
  })
})

describe('a prospect that was withdrawn', () => {
  it.each([
    ['an open lead', says({}), ['withdrawn-in-sales']],
    ['an open opportunity', says({ state: 'Qualified' }, ['Open']), ['withdrawn-in-sales']],
    ['a qualified lead without an opportunity', says({ state: 'Qualified' }), ['withdrawn-in-sales']],
    ['an opportunity that was won', says({ state: 'Qualified' }, ['Won']), ['won-after-withdrawal']],
    ['an opportunity that was lost', says({ state: 'Qualified' }, ['Lost']), []],
    ['a disqualified lead', says({ state: 'Disqualified' }), []],
    ['a lead that was merged', says({ state: 'Disqualified', merged: {} }), []],
    ['no lead', { lead: 'missing' } as const, []],
  ])('stays so with %s in Sales, and people are told', (_, snapshot, flags) => {
    const written = { ...given, sales: { ...given.sales, leadWrittenAt: now } }
    const { next } = converge(written, snapshot, now)
    expect(next).toMatchObject({ status: 'Rejected', flags, decision: given.decision ?? {} })
    expect(converge(next, snapshot, now).changed).toBe(false)
  })

  it('is won by nobody, and makes no customers', () => {
    const snapshot = says({ state: 'Qualified' }, ['Won'])
    expect(isWon(open, snapshot)).toBe(true)
    expect(isWon(given, snapshot)).toBe(false)
    expect(customersNeeded(given, snapshot, derivedIds(leadId))).toEqual({})
  })

  it('is looked at by itself no more', () => {
    const waiting = { ...given, sales: { leadId, stage: 'Waiting for Sales' } as const }
    expect(needsLook(waiting)).toBe(false)
  })
})

describe('its lead', () => {
  const lead = { leadId, number: 'P-000042', noteId: 'n1', withdrawnAt: at }
  const untouched = {
    statecode: 0,
    _ownerid_value: owningTeamId,
    _createdby_value: 'us',
    _modifiedby_value: 'us',
    '@odata.etag': 'W/"7"',
  }

  /** Sales with this lead, and what is written to it. */
  const closing = (row: Record<string, unknown> | undefined, failing: Record<string, Error> = {}) => {
    const calls: { readonly method: string; readonly body: unknown; readonly headers: unknown }[] = []
    const close = createCloseLead(
      async ({ method, body, headers }) => {
        calls.push({ method, body, headers })
        const failure = failing[method]
        if (failure) throw failure
        return { status: 204, headers: new Headers(), body: undefined }
      },
      async () => row,
      createAskOptional(() => 0),
    )
    return { calls, close: () => close(lead) }
  }

  it('is closed as it was read, with a note, while nobody works on it', async () => {
    const { calls, close } = closing(untouched)
    expect(await close()).toBe('closed')
    expect(calls).toMatchObject([
      { method: 'POST', body: { annotationid: 'n1', 'objectid_lead@odata.bind': `/leads(${leadId})` } },
      { method: 'PATCH', body: { statecode: 2 }, headers: { 'if-match': 'W/"7"' } },
    ])
  })

  it.each([
    ['somebody took it over', { ...untouched, _ownerid_value: 'kim' }],
    ['somebody changed it', { ...untouched, _modifiedby_value: 'kim' }],
    ['it is qualified', { ...untouched, statecode: 1 }],
  ])('gets the note alone where %s', async (_, row) => {
    const { calls, close } = closing(row)
    expect(await close()).toBe('left')
    expect(calls.map(({ method }) => method)).toEqual(['POST'])
  })

  it('is left alone where it is closed, or not there', async () => {
    for (const [row, outcome] of [
      [{ ...untouched, statecode: 2 }, 'closed'] as const,
      [undefined, 'missing'] as const,
    ]) {
      const { calls, close } = closing(row)
      expect(await close()).toBe(outcome)
      expect(calls).toEqual([])
    }
  })

  it('is closed once more after the note was written', async () => {
    const { calls, close } = closing(untouched, { POST: new SalesRefused('0x80040237', 'exists') })
    expect(await close()).toBe('closed')
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'PATCH'])
  })

  it.each([
    ['a seller was faster', new SalesRefused('0x80060882', 'changed')],
    ['the app may not', new SalesUnavailable('0x80040220')],
  ])('is left to the seller where %s', async (_, failure) => {
    expect(await closing(untouched, { PATCH: failure }).close()).toBe('left')
  })

  it('is tried again where Sales is out of reach', async () => {
    const { close } = closing(untouched, { PATCH: new SalesUnavailable('http-503') })
    await expect(close()).rejects.toBeInstanceOf(SalesUnavailable)
  })
})
