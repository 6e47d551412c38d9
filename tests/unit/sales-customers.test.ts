// The accounts and contacts of customers in Sales: created, read and changed, and never more than was meant.

import { describe, expect, it } from 'vitest'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { type SalesFailureKind, SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { account, contact, leadId, toWrite } from '../support/domain-samples.ts'

type Row = Record<string, unknown>

/** Answers by method; reads of lengths apart. */
const organization = (answers: { read?: Row | Error; write?: Error; lengths?: Record<string, number> }) => {
  const asked: DataverseRequest[] = []
  const call: Dataverse = async (request) => {
    asked.push(request)
    if (request.path.startsWith('EntityDefinitions'))
      return {
        value: request.path.includes('StringAttribute')
          ? Object.entries(answers.lengths ?? {}).map(([LogicalName, MaxLength]) => ({ LogicalName, MaxLength }))
          : [],
      }
    const answer = request.method === 'GET' ? answers.read : answers.write
    if (answer instanceof Error) throw answer
    return answer
  }
  const now = { at: 0 }
  return { sales: createSales(call, () => now.at), asked, now }
}
const refused = (kind: Exclude<SalesFailureKind, 'transient'>, code = '0x1') => new SalesRefused(code, kind)

describe('a customer is created', () => {
  it('as an account that came from the lead', async () => {
    const { sales, asked } = organization({})
    expect(await sales.writeAccount(toWrite(account()), leadId)).toBe('created')
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      path: 'accounts',
      body: {
        accountid: account().id,
        name: 'Fabrikam GmbH',
        customertypecode: 3,
        'originatingleadid@odata.bind': `/leads(${leadId})`,
      },
    })
  })

  it('as a contact of the account that came from the lead', async () => {
    const { sales, asked } = organization({})
    await sales.writeContact(toWrite(contact()), 'a1', leadId)
    expect(asked[0]).toMatchObject({
      path: 'contacts',
      body: {
        contactid: contact().id,
        'originatingleadid@odata.bind': `/leads(${leadId})`,
        'parentcustomerid_account@odata.bind': '/accounts(a1)',
      },
    })
  })

  it('once: one that is there is left as it is', async () => {
    expect(await organization({ write: refused('exists') }).sales.writeAccount(toWrite(account()), leadId)).toBe(
      'exists',
    )
  })

  it('or refused for good', async () => {
    const refusal = refused('permanent')
    await expect(organization({ write: refusal }).sales.writeAccount(toWrite(account()), leadId)).rejects.toBe(refusal)
  })
})

describe('a customer is read', () => {
  it('with its texts and the version they are of', async () => {
    const { sales, asked } = organization({ read: { '@odata.etag': 'W/"7"', name: 'Fabrikam', telephone1: null } })
    expect(await sales.readCustomer('Organization', 'a1')).toEqual({
      id: 'a1',
      // Columns that the answer lacks are not known.
      values: { name: 'Fabrikam', phone: null },
      etag: 'W/"7"',
    })
    expect(asked[0]?.path).toMatch(/^accounts\(a1\)\?\$select=accountid,name,/)
  })

  it('or not there', async () => {
    expect(await organization({ read: refused('missing') }).sales.readCustomer('Person', 'c1')).toBeUndefined()
  })

  it('or not known, when Sales cannot be asked', async () => {
    const down = new SalesUnavailable('http-503')
    await expect(organization({ read: down }).sales.readCustomer('Person', 'c1')).rejects.toBe(down)
  })
})

describe('the room of a customer’s fields', () => {
  it('is that of the columns they are in', async () => {
    const { sales, asked } = organization({ lengths: { name: 160, address1_city: 80, other: 1 } })
    expect(await sales.lengths('Organization')).toEqual({ name: 160, 'address.city': 80 })
    expect(asked[0]?.path).toContain("LogicalName='account'")
  })
})

describe('a customer is changed', () => {
  const values = { lastName: 'Berg', phone: '' }

  it('in the named columns alone, and only while nobody else changed it', async () => {
    const { sales, asked } = organization({})
    expect(await sales.changeCustomer('Person', 'c1', values, 'W/"7"')).toBe('written')
    expect(asked).toEqual([
      {
        method: 'PATCH',
        path: 'contacts(c1)',
        body: { lastname: 'Berg', telephone1: '' },
        headers: { 'if-match': 'W/"7"' },
      },
    ])
  })

  it('without the columns that are secured, which are told; the others are written', async () => {
    const asked: DataverseRequest[] = []
    const call: Dataverse = async (request) => {
      asked.push(request)
      if (request.path.includes('IsSecured')) return { value: [{ LogicalName: 'telephone1' }] }
      if (request.method === 'PATCH' && 'telephone1' in (request.body as Row)) throw refused('secured', '0x8004f507')
      return undefined
    }
    const sales = createSales(call)
    expect(await sales.changeCustomer('Person', 'c1', values, 'W/"7"')).toEqual({ secured: ['phone'] })
    expect(asked.at(-1)).toMatchObject({
      method: 'PATCH',
      body: { lastname: 'Berg' },
      headers: { 'if-match': 'W/"7"' },
    })
    const before = asked.length
    expect(await sales.changeCustomer('Person', 'c1', { phone: '1' }, 'W/"7"')).toEqual({ secured: ['phone'] })
    expect(asked.slice(before).filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  })

  it.each(['changed', 'missing'] as const)('not, when it is %s meanwhile', async (kind) => {
    const { sales } = organization({ write: refused(kind) })
    expect(await sales.changeCustomer('Person', 'c1', values, 'W/"7"')).toBe('changed-meanwhile')
  })

  it.each([refused('permanent'), refused('exists'), refused('closed'), new SalesUnavailable('http-503')])(
    'not, and it is told, on %s',
    async (write) => {
      await expect(organization({ write }).sales.changeCustomer('Person', 'c1', values, 'W/"7"')).rejects.toBe(write)
    },
  )

  it('after another look at the columns, when one became shorter', async () => {
    const { sales, asked } = organization({ write: refused('permanent', '0x80044331'), lengths: { lastname: 3 } })
    await sales.lengths('Person')
    const before = asked.length
    expect(await sales.changeCustomer('Person', 'c1', values, 'W/"7"')).toBe('changed-meanwhile')
    expect(asked.slice(before).filter(({ path }) => path.includes("LogicalName='contact'"))).toHaveLength(2)
  })
})
