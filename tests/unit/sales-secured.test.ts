// What Sales says of secured columns: where the app may read one, its emptiness is known; where it may not, or nobody says
// so, nothing is.

import { describe, expect, it } from 'vitest'
import { createSales } from '../../shared/sales/create-sales.ts'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { contact, toWrite } from '../support/domain-samples.ts'

const me = '11111111-0000-4000-8000-000000000001'
const ids = {
  telephone1: '22222222-0000-4000-8000-00000000000A',
  emailaddress1: '22222222-0000-4000-8000-00000000000B',
}
type Column = keyof typeof ids
type Grant = { CanRead?: number; CanCreate?: number; CanUpdate?: number }

/** An organization in which phone and e-mail of contacts are secured. `granted` is what it says that the app may do. */
const organization = (granted: Partial<Record<Column, Grant>> | Error | 'untold', write?: (body: object) => void) => {
  const state = { granted, now: 0, row: { telephone1: null, emailaddress1: null } as Record<string, string | null> }
  const asked: DataverseRequest[] = []
  const call: Dataverse = async (request) => {
    asked.push(request)
    const { path, method } = request
    if (path === 'WhoAmI') return { UserId: me.toUpperCase() }
    if (path.includes('RetrievePrincipalAttributePrivileges')) {
      expect(path).toBe(`systemusers(${me})/Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges()`)
      if (state.granted instanceof Error) throw state.granted
      if (state.granted === 'untold') return undefined
      // Ids are spelled otherwise from place to place.
      const rows = Object.entries(state.granted) as [Column, Grant][]
      return { AttributePrivileges: rows.map(([name, grant]) => ({ AttributeId: ids[name].toLowerCase(), ...grant })) }
    }
    if (path.includes('IsSecured'))
      return { value: Object.entries(ids).map(([LogicalName, MetadataId]) => ({ LogicalName, MetadataId })) }
    if (method !== 'GET') return write?.(request.body as object)
    return { contactid: 'c1', '@odata.etag': 'W/"1"', ...state.row }
  }
  const sales = createSales(call, () => state.now)
  const values = async (sure = false) => (await sales.readCustomer('Person', 'c1', sure))?.values
  const count = (part: string) => asked.filter(({ path }) => path.includes(part)).length
  return { sales, values, state, count, asked }
}

describe('an empty secured column', () => {
  it('is a known absence where Sales says that the app may read it, and unknown else', async () => {
    const { values } = organization({ telephone1: { CanRead: 4 }, emailaddress1: { CanRead: 0 } })
    expect(await values()).toEqual({ phone: null })
  })

  it('is unknown where Sales does not name it among the rights', async () => {
    expect(await organization({ telephone1: { CanRead: 4 } }).values()).toEqual({ phone: null })
    expect(await organization({}).values()).toEqual({})
  })

  it.each([
    new SalesUnavailable('0x80040220'),
    new SalesUnavailable('0x8006088a'),
    new SalesUnavailable('http-503'),
    new SalesRefused('0x80040203', 'permanent'),
    'untold' as const,
  ])('is unknown where the rights cannot be asked: %s', async (granted) => {
    expect(await organization(granted).values()).toEqual({})
  })

  it('costs one question of who we are, and one of the rights in ten minutes, for all tables', async () => {
    const { values, sales, state, count } = organization({ telephone1: { CanRead: 4 } })
    await values()
    await values()
    await sales.readCustomer('Organization', 'a1')
    expect([count('WhoAmI'), count('AttributePrivileges')]).toEqual([1, 1])
    state.now = 600_000
    await values()
    expect([count('WhoAmI'), count('AttributePrivileges'), count('contact')]).toEqual([1, 2, 4])
  })

  it('costs nothing where every column has a text', async () => {
    const { values, state, asked } = organization({})
    state.row = Object.fromEntries(
      'firstname,lastname,emailaddress1,telephone1,mobilephone,jobtitle'.split(',').map((name) => [name, 'x']),
    )
    await values()
    expect(asked).toHaveLength(1)
  })

  it('whose right was taken away meanwhile is unknown before a text is given up, and after it came back known again', async () => {
    const { values, state } = organization({ telephone1: { CanRead: 4 } })
    expect(await values()).toEqual({ phone: null })
    state.granted = {}
    expect(await values(true)).toEqual({})
    state.granted = { telephone1: { CanRead: 4 } }
    // The row may be of the time without the right, so the first look after it does not count.
    expect(await values(true)).toEqual({})
    expect(await values(true)).toEqual({ phone: null })
  })
})

describe('a secured column that is refused', () => {
  const refusing =
    (...columns: Column[]) =>
    (body: object) => {
      if (columns.some((column) => column in body)) throw new SalesRefused('0x8004f507', 'secured')
    }
  const change = { phone: '1', email: 'a@b.example', lastName: 'Berg' }

  it('is left out alone where Sales says which one the app may not write', async () => {
    const granted = { telephone1: { CanUpdate: 4, CanCreate: 4 }, emailaddress1: { CanUpdate: 0, CanCreate: 0 } }
    const { sales, asked } = organization(granted, refusing('emailaddress1'))
    expect(await sales.changeCustomer('Person', 'c1', change, 'W/"1"')).toEqual({ secured: ['email'] })
    expect(asked.at(-1)?.body).toEqual({ telephone1: '1', lastname: 'Berg' })
    const made = await sales.writeContact(toWrite(contact({ phone: '1' })), 'a1')
    expect(made).toMatchObject({ secured: ['emailaddress1'] })
  })

  it('is left out with all secured ones where Sales refuses also what it says is allowed', async () => {
    const granted = { telephone1: { CanUpdate: 4, CanCreate: 4 }, emailaddress1: { CanUpdate: 0 } }
    const { sales, asked } = organization(granted, refusing('emailaddress1', 'telephone1'))
    expect(await sales.changeCustomer('Person', 'c1', change, 'W/"1"')).toEqual({ secured: ['email', 'phone'] })
    expect(asked.at(-1)?.body).toEqual({ lastname: 'Berg' })
    const made = await sales.writeContact(toWrite(contact({ phone: '1' })), 'a1')
    expect(made).toMatchObject({ secured: ['emailaddress1', 'telephone1'] })
  })

  it.each([{}, { telephone1: { CanUpdate: 4 }, emailaddress1: { CanUpdate: 4 } }])(
    'is left out with all secured ones where Sales does not say which: %j',
    async (granted) => {
      const { sales } = organization(granted, refusing('emailaddress1'))
      expect(await sales.changeCustomer('Person', 'c1', change, 'W/"1"')).toEqual({ secured: ['email', 'phone'] })
    },
  )
})
