// Organizations with columns of their own lengths: what is created is cut to them and reported, never refused for good.

import { describe, expect, it } from 'vitest'
import { createColumnLengths } from '../../shared/sales/column-lengths.ts'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import { fitRow } from '../../shared/sales/fit-row.ts'
import { account, leadId, request, toWrite } from '../support/domain-samples.ts'

type Row = Record<string, unknown>

/** An organization whose columns are this long. */
const organization = (lengths: Record<string, number>) => {
  const calls: DataverseRequest[] = []
  const rows: Row[] = []
  const call: Dataverse = async (made) => {
    calls.push(made)
    if (made.method === 'GET') {
      const memo = made.path.includes('MemoAttributeMetadata')
      const value = Object.entries(lengths).filter(([name]) => (name === 'description') === memo)
      return { value: value.map(([LogicalName, MaxLength]) => ({ LogicalName, MaxLength })) }
    }
    const row = made.body as Row
    if (Object.entries(row).some(([name, text]) => String(text).length > (lengths[name] ?? 9999)))
      throw new SalesRefused('0x80044331', 'permanent')
    rows.push(row)
    return undefined
  }
  return { call, calls, rows }
}

const lead = { prospectId: leadId, number: 'P-000001', submittedAt: '2026-11-21T08:00:00.000Z', noteId: 'n', request }

describe('a create', () => {
  it('that fits costs one call', async () => {
    const { call, calls } = organization({ companyname: 100 })
    expect(await createSales(call).writeLead(lead)).toBe('created')
    expect(calls.length).toBe(1)
  })

  it('that does not fit is cut to the columns, leaves out what half would be worth nothing, and tells both', async () => {
    const { call, rows } = organization({ companyname: 8, mobilephone: 5, description: 9 })
    expect(await createSales(call).writeLead(lead)).toEqual({
      cut: ['companyname', 'description'],
      tooLong: ['mobilephone'],
    })
    expect(rows).toMatchObject([{ companyname: 'Fabrika…', description: 'We sell …', lastname: 'Roth' }])
    expect(rows[0]).not.toHaveProperty('mobilephone')
  })

  it('whose answer was lost tells the same again', async () => {
    const { call } = organization({ name: 8 })
    const lossy: Dataverse = async (made) => {
      const answer = await call(made)
      if (made.method === 'POST') throw new SalesRefused('0x80040237', 'exists')
      return answer
    }
    expect(await createSales(lossy).writeAccount(toWrite(account()), leadId)).toEqual({ cut: ['name'], tooLong: [] })
  })

  it('leaves out the columns that are secured, and tells them; a row can be both', async () => {
    const { call, rows } = organization({ companyname: 8 })
    const secured: Dataverse = async (made) => {
      if (made.path.includes('IsSecured')) return { value: [{ LogicalName: 'emailaddress1' }, { LogicalName: 'fax' }] }
      if (made.method === 'POST' && 'emailaddress1' in (made.body as Row))
        throw new SalesRefused('0x8004f502', 'secured')
      return call(made)
    }
    expect(await createSales(secured).writeLead(lead)).toEqual({
      cut: ['companyname'],
      tooLong: [],
      secured: ['emailaddress1'],
    })
    expect(rows).toMatchObject([{ companyname: 'Fabrika…', lastname: 'Roth' }])
    expect(rows[0]).not.toHaveProperty('emailaddress1')
  })

  it('that is refused for a secured column that nobody can name stays refused', async () => {
    const refusal = new SalesRefused('0x8004f502', 'secured')
    const strict: Dataverse = async (made) => {
      if (made.method === 'POST') throw refusal
      return { value: [] }
    }
    await expect(createSales(strict).writeLead(lead)).rejects.toBe(refusal)
  })

  it('that is refused for a text no column of ours explains stays refused', async () => {
    const { call } = organization({})
    const strict: Dataverse = async (made) => {
      if (made.method === 'POST') throw new SalesRefused('0x80044331', 'permanent')
      return call(made)
    }
    await expect(createSales(strict).writeLead(lead)).rejects.toMatchObject({ code: '0x80044331' })
  })
})

describe('the lengths of columns', () => {
  it('are asked for once an hour, or when a column turns out to be shorter', async () => {
    const { call, calls } = organization({ name: 160 })
    let now = 0
    const lengthsOf = createColumnLengths(call, () => now)
    expect(await lengthsOf('account')).toEqual({ name: 160 })
    now = 3_599_999
    await lengthsOf('account')
    expect(calls.length).toBe(2)
    now = 3_600_000
    await lengthsOf('account')
    expect(calls.length).toBe(4)
    await lengthsOf('account', true)
    expect(calls.length).toBe(6)
  })

  it('leave a row that fits as it is', () => {
    const row = { name: 'Fabrikam', telephone1: '1', customertypecode: 3 }
    expect(fitRow(row, { name: 8, telephone1: 1 })).toEqual({ row, cut: [], tooLong: [] })
  })
})

describe('a change of an account', () => {
  const patch = (answer: SalesRefused | undefined) => {
    const calls: DataverseRequest[] = []
    const sales = createSales(async (made) => {
      calls.push(made)
      if (made.method === 'PATCH' && answer) throw answer
      return { value: [] }
    })
    const change = () => sales.changeCustomer('Organization', leadId, { name: 'A', phone: null }, 'W/"7"')
    return { change, calls }
  }

  it('sends the named columns alone, on condition of the version', async () => {
    const { change, calls } = patch(undefined)
    expect(await change()).toBe('written')
    expect(calls).toEqual([
      {
        method: 'PATCH',
        path: `accounts(${leadId})`,
        body: { name: 'A', telephone1: null },
        headers: { 'if-match': 'W/"7"' },
      },
    ])
  })

  it.each([
    ['0x80060882', 'changed'],
    ['http-412', 'changed'],
    ['0x80040217', 'missing'],
    ['0x80044331', 'permanent'],
  ] as const)('refused with %s (%s) has to be read again', async (code, kind) => {
    expect(await patch(new SalesRefused(code, kind)).change()).toBe('changed-meanwhile')
  })

  it('refused for another reason is refused', async () => {
    await expect(patch(new SalesRefused('0x80040230', 'closed')).change()).rejects.toMatchObject({ code: '0x80040230' })
  })
})
