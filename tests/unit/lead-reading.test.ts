// What is read of a lead, and from where: its state, its opportunities, and every account and contact that belongs to it.

import { describe, expect, it } from 'vitest'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { leadId } from '../support/domain-samples.ts'

type Row = Readonly<Record<string, unknown>>
const label = 'statuscode@OData.Community.Display.V1.FormattedValue'

/** An organization that has these rows under these addresses, as far as `?`. */
const organization = (rows: Readonly<Record<string, Row | Error>>) => {
  const calls: DataverseRequest[] = []
  const call: Dataverse = async (request) => {
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
const readingOf = async (lead: Row, others: Readonly<Record<string, Row | Error>> = {}) => {
  const { sales, calls } = organization({ [`leads(${leadId})`]: { statecode: 1, ...lead }, ...others })
  const snapshot = await sales.readLead(leadId)
  if (snapshot.lead === 'missing') throw new Error('The lead is missing.')
  return { ...snapshot, calls }
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
      { state: 'Disqualified', statusReason: 'Lost' },
      [],
      [],
      [],
    ])
    expect(calls).toHaveLength(1)
    expect(calls[0]?.headers).toEqual({
      prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    })
    for (const part of [
      'opportunity_originating_lead(',
      'account_originating_lead(',
      'contact_originating_lead(',
      'parentaccountid(',
      'parentcontactid(',
    ])
      expect(calls[0]?.path).toContain(part)
  })

  it('names its parent account and contact, and they are among what belongs to it', async () => {
    const { lead, accounts, contacts } = await readingOf({
      parentaccountid: account('A1', { _originatingleadid_value: 'L9' }),
      parentcontactid: contact('C1'),
    })
    expect(lead).toEqual({ state: 'Qualified', accountId: 'a1', contactId: 'c1' })
    expect(accounts).toEqual([{ id: 'a1', name: 'Account A1', leadId: 'l9' }])
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
