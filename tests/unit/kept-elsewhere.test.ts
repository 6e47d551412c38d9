// A customer that is kept in another partition than its onboardings: they are told of what is stored, and of each change
// once, whoever looks at the same moment or is cut off in between.

import { describe, expect, it } from 'vitest'
import { createStores } from '../../functions/stores.ts'
import type { Person } from '../../shared/domain/customer.ts'
import { type ConvergeCustomerDeps, convergeCustomer } from '../../shared/dual-write/converge-customer.ts'
import { customerKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { put, type Table, type Write } from '../../shared/platform/table.ts'
import { leadId, now, prospect, readings, written } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const personId = 'c0000000-0000-4000-8000-000000000001'
const otherId = 'e0000000-0000-4000-8000-000000000001'
const home = 'c'
const person: Person = {
  type: 'Person',
  customerId: personId,
  number: 'C-1',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  email: 'ada@fabrikam.example',
  invoiceAccount: 'a0000000-0000-4000-8000-000000000001',
  language: 'nl',
  prospectId: leadId,
  sharedBy: [otherId],
  createdAt: written,
  changedAt: written,
}
const ref = { customerId: personId, number: 'C-1', name: 'Ada Roth', email: 'ada@fabrikam.example', home }
const isOf = (prospectId: string, writes: readonly Write[]) => writes.some(({ key }) => key === prospectKey(prospectId))

const desk = async () => {
  const inner = memoryTable()
  const around = { write: (_part: string, _writes: readonly Write[], go: () => ReturnType<Table['write']>) => go() }
  const table: Table = {
    ...inner,
    write: (part, writes) => around.write(part, writes, () => inner.write(part, writes)),
  }
  const { headquarters } = createStores(
    (name) => (name === 'Headquarters' ? table : memoryTable()),
    () => new Date(now),
  )
  for (const prospectId of [leadId, otherId])
    await headquarters.prospects.create(prospect({ prospectId, person: ref }), [])
  await inner.write(home, [put(customerKey(personId), person)])
  const sales = { lastName: 'Roth' }
  const deps: ConvergeCustomerDeps = {
    headquarters,
    sales: {
      readCustomer: async (type, id) => ({
        id,
        values: readings(type, { firstName: 'Ada', email: 'ada@fabrikam.example', ...sales }),
        etag: 'W/"7"',
      }),
      lengths: async () => ({}),
      changeCustomer: async () => 'written',
    },
    send: async () => undefined,
    now: () => new Date(now),
  }
  const look = () => convergeCustomer(deps, personId)
  const told = async () =>
    Promise.all(
      [leadId, otherId].map(async (id) => {
        const whole = await headquarters.prospects.readWhole(id)
        const names = whole?.timeline.flatMap((entry) =>
          entry.code === 'customer-taken' ? (entry.changes ?? []).map(({ after }) => after) : [],
        )
        return [whole?.prospect.person?.name, ...(names ?? [])].join(', ')
      }),
    )
  const name = async () => (await headquarters.customers.read(home, personId))?.value.name
  return { look, told, name, sales, around }
}

describe('a customer kept elsewhere', () => {
  it('is told of once by two who look at the same moment', async () => {
    const { look, told, name, sales, around } = await desk()
    sales.lastName = 'Berg'
    let other: Promise<unknown> | undefined
    around.write = async (_part, writes, go) => {
      const outcome = await go()
      // Right after the first one told an onboarding, somebody else sees the same change.
      if (isOf(leadId, writes) && !other) {
        other = look()
        await other
      }
      return outcome
    }
    await look()
    await other
    expect(await told()).toEqual(['Ada Berg, Berg', 'Ada Berg, Berg'])
    expect(await name()).toBe('Ada Berg')
  })

  it.each([
    ['told one of them', leadId],
    ['told the last of them', otherId],
  ])('ends with what Sales has where whoever %s is cut off, and Sales takes it back', async (_, cutOffAfter) => {
    const { look, told, name, sales, around } = await desk()
    sales.lastName = 'Berg'
    around.write = async (_part, writes, go) => {
      const outcome = await go()
      if (isOf(cutOffAfter, writes)) throw new StorageUnavailable('The answer of the table was lost.')
      return outcome
    }
    await expect(look()).rejects.toThrow(StorageUnavailable)
    around.write = (_part, _writes, go) => go()
    sales.lastName = 'Roth'
    await look()
    expect(await name()).toBe('Ada Roth')
    expect(await told()).toEqual(['Ada Roth, Berg, Roth', 'Ada Roth, Berg, Roth'])
  })
})
