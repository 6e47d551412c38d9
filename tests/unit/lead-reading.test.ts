// What is read of a lead, and from where: its state, its opportunities, and every account and contact that belongs to it.

import { describe, expect, it } from 'vitest'
import type { SalesRecord } from '../../shared/domain/sales-outcome.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { leadId, textsOf } from '../support/domain-samples.ts'

type Row = Readonly<Record<string, unknown>>
const label = 'statuscode@OData.Community.Display.V1.FormattedValue'

/** An organization that has these rows under these addresses, as far as `?`. */
const organization = (rows: Readonly<Record<string, Row | Error>>) => {
  const calls: DataverseRequest[] = []
  const call: Dataverse = async (request) => {
    if (request.path.startsWith('EntityDefinitions')) return { value: [] }
    calls.push(request)
    const found = rows[request.path.split('?')[0] ?? '']
    if (found instanceof Error) throw found
    if (!found) throw new SalesRefused('0x80040217', 'missing')
    return found
  }
  return { sales: createSales(call), calls }
}

const account = (accountid: string, more: Row = {}): Row => ({ accountid, name: `Account ${accountid}`, ...more })
const contact = (contactid: string, more: Row = {}): Row => ({
  contactid,
  firstname: 'Ada',
  lastname: contactid,
  ...more,
})
const deal = (opportunityid: string, more: Row = {}): Row => ({ opportunityid, name: 'Deal', statecode: 0, ...more })
const textsIn = ({ id, leadId: from, values }: SalesRecord) => ({
  id,
  ...textsOf(values),
  ...(from ? { leadId: from } : {}),
})
const nothing = {
  merged: false,
  _masterid_value: null,
  opportunity_originating_lead: [],
  account_originating_lead: [],
  contact_originating_lead: [],
}
const readingOf = async (lead: Row, others: Readonly<Record<string, Row | Error>> = {}) => {
  const { sales, calls } = organization({ [`leads(${leadId})`]: { statecode: 1, ...nothing, ...lead }, ...others })
  const snapshot = await sales.readLead(leadId)
  if (snapshot.lead === 'missing') throw new Error('The lead is missing.')
  const { opportunities, accounts, contacts } = snapshot
  return {
    ...snapshot,
    opportunities: opportunities === 'unknown' ? [] : opportunities,
    accounts: accounts.map(textsIn),
    contacts: contacts.map(textsIn),
    calls,
  }
}

describe('a lead', () => {
  it('that is not there is missing; one that cannot be read is no news', async () => {
    expect(await organization({}).sales.readLead(leadId)).toEqual({ lead: 'missing' })
    const down = organization({ [`leads(${leadId})`]: new SalesUnavailable('http-503') })
    await expect(down.sales.readLead(leadId)).rejects.toBeInstanceOf(SalesUnavailable)
    const forbidden = organization({ [`leads(${leadId})`]: new SalesRefused('0x80040220', 'permanent') })
    await expect(forbidden.sales.readLead(leadId)).rejects.toBeInstanceOf(SalesRefused)
  })

  it('is read in one call, with its state and the label of its reason', async () => {
    const { lead, opportunities, accounts, contacts, calls } = await readingOf({ statecode: 2, [label]: 'Lost' })
    expect([lead, opportunities, accounts, contacts]).toEqual([
      { state: 'Disqualified', merged: 'no', closing: { reason: 'Lost' } },
      [],
      [],
      [],
    ])
    expect(calls).toHaveLength(1)
    expect(calls[0]?.headers).toEqual({
      prefer:
        'odata.include-annotations="OData.Community.Display.V1.FormattedValue,Microsoft.Dynamics.CRM.lookuplogicalname"',
    })
    for (const part of [
      'opportunity_originating_lead(',
      'Opportunity_OpportunityClose(',
      'masterid(',
      'account_originating_lead(',
      'contact_originating_lead(',
      'parentaccountid(',
      'parentcontactid(',
    ])
      expect(calls[0]?.path).toContain(part)
  })

  it('names its parent account and contact, and they are among what belongs to it', async () => {
    const { lead, accounts, contacts } = await readingOf({
      _parentaccountid_value: 'A1',
      _parentcontactid_value: 'C1',
      parentaccountid: account('A1', { _originatingleadid_value: 'L9' }),
      parentcontactid: contact('C1'),
    })
    expect(lead).toEqual({ state: 'Qualified', merged: 'no', accountId: 'a1', contactId: 'c1' })
    expect(accounts).toEqual([{ id: 'a1', leadId: 'l9', name: 'Account A1' }])
    expect(contacts).toEqual([{ id: 'c1', firstName: 'Ada', lastName: 'C1' }])
  })

  it('brings the accounts and contacts that its qualification made, each once', async () => {
    const made = account('A1', { _originatingleadid_value: leadId })
    const { accounts, contacts, calls } = await readingOf({
      parentaccountid: made,
      account_originating_lead: [made, account('A2')],
      contact_originating_lead: [contact('C1'), contact('C2')],
      opportunity_originating_lead: [deal('O1', { _parentaccountid_value: 'A2', _parentcontactid_value: 'C1' })],
    })
    expect([accounts.map(({ id }) => id), contacts.map(({ id }) => id)]).toEqual([
      ['a1', 'a2'],
      ['c1', 'c2'],
    ])
    // What is there already is not read again.
    expect(calls).toHaveLength(1)
  })

  it('brings what only an opportunity of it names, read once though several name it', async () => {
    const { opportunities, accounts, contacts, calls } = await readingOf(
      {
        opportunity_originating_lead: [
          deal('O1', { _parentaccountid_value: 'A7', _parentcontactid_value: 'C7' }),
          deal('O2', { statecode: 1, _parentaccountid_value: 'A7' }),
          deal('O3', { statecode: 2 }),
        ],
      },
      { 'accounts(a7)': account('A7'), 'contacts(c7)': contact('C7') },
    )
    expect(opportunities.map(({ id, state }) => [id, state])).toEqual([
      ['o1', 'Open'],
      ['o2', 'Won'],
      ['o3', 'Lost'],
    ])
    expect([accounts.map(({ id }) => id), contacts.map(({ id }) => id)]).toEqual([['a7'], ['c7']])
    expect(calls).toHaveLength(3)
  })

  it('is read although an account that an opportunity names is gone', async () => {
    const { opportunities, accounts } = await readingOf({
      opportunity_originating_lead: [deal('O1', { _parentaccountid_value: 'A7' })],
    })
    expect([opportunities[0]?.accountId, accounts]).toEqual(['a7', []])
  })
})

describe('an opportunity', () => {
  it.each([
    [{ _originatingleadid_value: leadId.toUpperCase() }, leadId],
    [{ _originatingleadid_value: null }, undefined],
    [undefined, undefined],
  ])('%j came from lead %s', async (row, lead) => {
    const { sales } = organization(row ? { 'opportunities(o1)': row } : {})
    expect(await sales.leadOfOpportunity('o1')).toBe(lead)
  })
})

describe('what the app may not read', () => {
  const denied = new SalesUnavailable('0x80040220')
  const whole = {
    statecode: 1,
    ...nothing,
    opportunity_originating_lead: [deal('O1', { statecode: 2 })],
    account_originating_lead: [account('A1')],
    contact_originating_lead: [contact('C1')],
  }

  /** An organization that refuses reads that ask for one of these, and answers with nothing but what was asked for. */
  const guarded = (...parts: readonly string[]) => {
    const calls: string[] = []
    const time = { now: 1_000_000 }
    const call: Dataverse = async ({ path }) => {
      if (path.startsWith('EntityDefinitions')) return { value: [] }
      calls.push(path)
      if (parts.some((part) => path.includes(part))) throw denied
      if (!path.startsWith('leads')) throw new SalesRefused('0x80040217', 'missing')
      return Object.fromEntries(
        Object.entries(whole).filter(([name]) => !name.includes('_lead') || path.includes(name)),
      )
    }
    return { sales: createSales(call, () => time.now), calls, time, parts }
  }

  it('of activities leaves everything else as it is, and is not asked for again for a while', async () => {
    const { sales, calls, time } = guarded('Opportunity_OpportunityClose')
    const read = async () => {
      const before = calls.length
      const snapshot = await sales.readLead(leadId)
      return [snapshot, calls.length - before] as const
    }
    const [snapshot, first] = await read()
    expect(snapshot).toMatchObject({
      opportunities: [{ id: 'o1', state: 'Lost' }],
      accounts: [{ id: 'a1' }],
      unreadable: [],
    })
    expect(first).toBeGreaterThan(1)
    expect((await read())[1]).toBe(1)
    time.now += 11 * 60_000
    expect((await read())[1]).toBeGreaterThan(1)
  })

  it.each([
    ['opportunity_originating_lead', { opportunities: 'unknown', unreadable: [] }],
    ['account_originating_lead', { accounts: [], unreadable: ['accounts'] }],
    ['contact_originating_lead', { contacts: [], unreadable: ['contacts'] }],
  ])('of %s is not known', async (part, expected) => {
    expect(await guarded(part).sales.readLead(leadId)).toMatchObject({ lead: { state: 'Qualified' }, ...expected })
  })

  it('of leads is no reading at all', async () => {
    const { sales } = guarded('leads(')
    await expect(sales.readLead(leadId)).rejects.toBe(denied)
  })

  it('of one account that is named is told apart from one that is gone', async () => {
    const named = {
      ...whole,
      _parentaccountid_value: 'A8',
      opportunity_originating_lead: [deal('O1', { _parentaccountid_value: 'A9' })],
    }
    const { sales } = organization({ [`leads(${leadId})`]: named, 'accounts(a8)': denied })
    expect(await sales.readLead(leadId)).toMatchObject({ unreadable: ['a8'], accounts: [{ id: 'a1' }] })
  })

  it('or is missing in the answer, or goes on elsewhere, is not known', async () => {
    for (const more of [
      { opportunity_originating_lead: undefined },
      { 'opportunity_originating_lead@odata.nextLink': 'https://contoso.crm.dynamics.com/next' },
    ]) {
      const { sales } = organization({ [`leads(${leadId})`]: { ...whole, ...more } })
      expect(await sales.readLead(leadId)).toMatchObject({ opportunities: 'unknown' })
    }
  })
})

describe('an account that was merged', () => {
  it('brings the one that stands for it, and so on; what goes round in a circle ends', async () => {
    const lead = { statecode: 1, ...nothing, account_originating_lead: [account('A1', { _masterid_value: 'A2' })] }
    const rows = {
      'accounts(a2)': account('A2', { _masterid_value: 'A3' }),
      'accounts(a3)': account('A3', { _masterid_value: 'A1' }),
    }
    const { sales, calls } = organization({ [`leads(${leadId})`]: lead, ...rows })
    const snapshot = await sales.readLead(leadId)
    expect(snapshot).toMatchObject({
      accounts: [
        { id: 'a1', mergedInto: 'a2' },
        { id: 'a2', mergedInto: 'a3' },
        { id: 'a3', mergedInto: 'a1' },
      ],
    })
    expect(calls).toHaveLength(3)
  })
})
