// What the states of a lead and of an opportunity mean, and what else is read of an opportunity.

import { describe, expect, it } from 'vitest'
import { leadOf, leadState, noMailStatus, opportunityColumns, opportunityOf } from '../../shared/sales/sales-states.ts'
import { leadId } from '../support/domain-samples.ts'

const shown = 'OData.Community.Display.V1.FormattedValue'
const label = `statuscode@${shown}`

describe('the state', () => {
  it.each([
    [0, 'Open'],
    [1, 'Qualified'],
    [2, 'Disqualified'],
    [3, 'Unknown'],
    [-1, 'Unknown'],
    [undefined, 'Unknown'],
    ['new', 'Unknown'],
  ])('%j of a lead is %s', (statecode, state) => {
    expect(leadState({ statecode })).toBe(state)
  })

  it('that is empty is not known either', () => {
    expect(leadState({ statecode: null })).toBe('Unknown')
    expect(opportunityOf({ opportunityid: leadId, statecode: null }).state).toBe('Unknown')
  })

  it.each([
    [0, 'Open'],
    [1, 'Won'],
    [2, 'Lost'],
    [3, 'Unknown'],
    [undefined, 'Unknown'],
  ])('%j of an opportunity is %s', (statecode, state) => {
    expect(opportunityOf({ opportunityid: leadId, statecode }).state).toBe(state)
  })
})

it('the status reason of ours says that no mail is wanted, of leads and of opportunities that are closed', () => {
  const reasons = [noMailStatus, 4]
  expect(reasons.map((statuscode) => leadOf({ statecode: 2, statuscode, merged: false }).closing)).toEqual([
    { noMail: true },
    {},
  ])
  const lost = { opportunityid: leadId, statecode: 2 }
  expect(reasons.map((statuscode) => opportunityOf({ ...lost, statuscode }).closing?.noMail)).toEqual([true, undefined])
})

describe('a lead', () => {
  const closed = { statecode: 2, [label]: 'Lost', merged: false, _masterid_value: null }

  it('that is disqualified has a reason, who changed it last, and when', () => {
    const modified = { [`_modifiedby_value@${shown}`]: 'Kim Seller', modifiedon: '2026-11-21T08:00:00Z' }
    expect(leadOf({ ...closed, ...modified })).toEqual({
      state: 'Disqualified',
      merged: 'no',
      closing: { reason: 'Lost', decidedBy: 'Kim Seller', closedAt: '2026-11-21T08:00:00Z' },
    })
    expect(leadOf({ ...closed, ...modified, statecode: 0 })).not.toHaveProperty('closing')
  })

  it.each([
    [{ merged: false, _masterid_value: null }, 'no'],
    [{ merged: null, _masterid_value: null }, 'no'],
    [{ merged: false }, 'no'],
    [{}, 'unknown'],
    [{ merged: true, _masterid_value: null }, {}],
    [{ merged: true }, {}],
    [{ merged: false, _masterid_value: 'L2' }, { leadId: 'l2' }],
    [
      { merged: true, _masterid_value: 'L2', masterid: { cb2b_prospectnumber: 'P-7' } },
      { leadId: 'l2', number: 'P-7' },
    ],
  ])('of which Sales says %j is merged: %j', (row, merged) => {
    expect(leadOf({ statecode: 2, ...row }).merged).toEqual(merged)
  })
})

describe('an opportunity', () => {
  const row = {
    opportunityid: leadId.toUpperCase(),
    name: 'Deal',
    statecode: 1,
    [label]: 'Won',
    _parentaccountid_value: 'A1',
    _parentcontactid_value: 'C1',
  }

  it('names its account and contact', () => {
    expect(opportunityOf(row)).toEqual({
      id: leadId,
      name: 'Deal',
      state: 'Won',
      closing: { reason: 'Won' },
      accountId: 'a1',
      contactId: 'c1',
    })
    for (const name of Object.keys(row).filter((column) => column !== label))
      expect(opportunityColumns.split(',')).toContain(name)
  })

  it('has its customer for an account, or a contact, where it has no other', () => {
    const customer = (
      table: string,
      parents: object = { _parentaccountid_value: null, _parentcontactid_value: null },
    ) => {
      const lookup = { _customerid_value: 'X1', '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': table }
      const { accountId, contactId } = opportunityOf({ ...row, ...parents, ...lookup })
      return [accountId, contactId]
    }
    expect(customer('account')).toEqual(['x1', undefined])
    expect(customer('contact')).toEqual([undefined, 'x1'])
    expect(customer('account', {})).toEqual(['a1', 'c1'])
    // Of which table it is, has to be said.
    expect(customer('')).toEqual([undefined, undefined])
  })

  describe('that was closed', () => {
    const activity = (more: object) => ({ statecode: 1, actualend: '2026-11-21T08:00:00Z', ...more })
    const by = (name: string) => ({ [`_createdby_value@${shown}`]: name })
    const closing = (...activities: object[]) =>
      opportunityOf({ ...row, statecode: 2, [label]: 'Canceled', Opportunity_OpportunityClose: activities }).closing

    it('says what the salesperson wrote, who it was, and when', () => {
      expect(closing(activity({ description: ' Too expensive. ', ...by('Kim Seller') }))).toEqual({
        reason: 'Too expensive.',
        statusReason: 'Canceled',
        decidedBy: 'Kim Seller',
        closedAt: '2026-11-21T08:00:00Z',
      })
    })

    it('says its status reason once, where nothing was written', () => {
      expect(closing(activity({ description: null, ...by('Kim Seller') }))).toEqual({
        reason: 'Canceled',
        decidedBy: 'Kim Seller',
        closedAt: '2026-11-21T08:00:00Z',
      })
    })

    it('says no more of what was written than the column holds in most organizations', () => {
      const reason = closing(activity({ description: 'x'.repeat(1_000_000) }))?.reason ?? ''
      expect(reason).toBe(`${'x'.repeat(1999)}…`)
    })

    it('goes by the activity that was completed last', () => {
      const early = activity({ description: 'early', actualend: '2026-11-20T08:00:00Z' })
      const open = activity({ description: 'open', statecode: 0, actualend: '2026-12-20T08:00:00Z' })
      const late = activity({ description: 'late' })
      for (const activities of [
        [early, late, open],
        [open, late, early],
      ])
        expect(closing(...activities)?.reason).toBe('late')
      const same = [
        activity({ description: 'first', createdon: '1' }),
        activity({ description: 'second', createdon: '2' }),
      ]
      expect([closing(...same)?.reason, closing(...same.toReversed())?.reason]).toEqual(['second', 'second'])
    })

    it('says its status reason where activities cannot be read', () => {
      expect(opportunityOf({ ...row, statecode: 2, [label]: 'Canceled' }).closing).toEqual({ reason: 'Canceled' })
      expect(opportunityOf({ ...row, statecode: 2, [label]: undefined }).closing).toEqual({})
    })
  })
})
