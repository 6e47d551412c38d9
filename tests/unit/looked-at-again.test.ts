// What is looked at again by itself: flagged prospects, leads never written, customers of which Sales lacks something.

import { describe, expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { sweepEveryMs } from '../../shared/dual-write/sweep.ts'
import type { Variant } from '../support/faults/app.ts'
import { withPorts } from '../support/faults/mutant-tools.ts'
import { createRunner, type Runner } from '../support/faults/runner.ts'
import { toLead } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { sellerIn } from '../support/faults/seller.ts'
import { createWorld, type World } from '../support/faults/world.ts'

const prospectIn = (world: World): Prospect =>
  world.headquarters.rows().find(({ key }) => key.endsWith('|a'))?.value as Prospect
const customerIn = (world: World, type: Customer['type']): Customer | undefined =>
  world.headquarters
    .rows()
    .map(({ value }) => value as Customer)
    .find((value) => value.type === type && value.customerId !== undefined)
const watched = (world: World): string[] =>
  world.headquarters.rows().flatMap(({ key }) => (key.startsWith('watch|') ? [key] : []))

const start = async (variant: Variant = {}) => {
  const world = createWorld()
  const seam = faultSeam(new Map())
  const runner = createRunner(world, seam, { variant })
  const leadId = await toLead(runner)
  return { world, seam, runner, leadId, seller: sellerIn(world) }
}

/** One run of the catch-up, with what it asked for. */
const catchUp = async ({ world, runner }: { world: World; runner: Runner }): Promise<unknown[]> => {
  await runner.job('catch-up')
  return world.queues.waiting.map(({ body }) => (body as { data: unknown }).data)
}

describe('a flagged prospect', () => {
  it('is looked at again every quarter of an hour, until it is flagged no more', async () => {
    const rig = await start()
    const { world, runner, leadId, seller } = rig
    seller.qualify(leadId, { opportunity: false })
    await runner.quiet()
    expect(prospectIn(world).flags).toEqual(['qualified-without-opportunity'])
    expect(watched(world)).toEqual([`watch|${leadId}`])
    for (let time = 0; time < 3; time += 1) {
      world.time.now += sweepEveryMs
      expect(await catchUp(rig)).toEqual([{ leadId }])
      await runner.drain()
      // Not twice in a quarter.
      world.time.now += sweepEveryMs - 1
      expect(await catchUp(rig)).toEqual([])
      world.time.now += 1
      await catchUp(rig)
      await runner.drain()
    }
    const id = 'd0000000-0000-4000-8000-000000000009'
    world.sales.rows.deals.set(id, { id, leadId, name: 'Late', state: 'Open', version: world.sales.nextVersion() })
    world.time.now += sweepEveryMs
    await catchUp(rig)
    await runner.quiet()
    expect([prospectIn(world).flags, watched(world)]).toEqual([[], []])
    world.time.now += sweepEveryMs
    expect(await catchUp(rig)).toEqual([])
  })

  it('that waits for an address gets it when the other person has another', async () => {
    const { world, runner, leadId, seller } = await start()
    seller.qualify(leadId)
    seller.win(leadId)
    await runner.quiet()
    const [first] = world.sales.rows.contacts.values()
    const second = await toLead(runner, 'Contoso')
    seller.qualify(second)
    for (const [id, contact] of world.sales.rows.contacts)
      if (contact.leadId === second)
        world.sales.putCustomer('Person', {
          ...contact,
          id,
          values: { ...contact.values, email: first?.values.email ?? '' },
        })
    seller.win(second)
    await runner.quiet()
    const waiting = () =>
      world.headquarters.rows().find(({ key }) => key === `${second}|a`)?.value as Prospect | undefined
    expect(waiting()).toMatchObject({ status: 'Open', flags: ['duplicate-sign-in'] })
    seller.change('Person', first?.id ?? '', { email: 'ada.new@fabrikam.example' })
    await runner.quiet()
    world.time.now += sweepEveryMs
    await runner.quiet()
    expect(waiting()).toMatchObject({ status: 'Approved', flags: [] })
  })
})

describe('a prospect whose lead was never written', () => {
  it('is written again by itself, because its message may be lost', async () => {
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()))
    const leadId = await runner.submit({
      company: { name: 'Fabrikam', address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' } },
      requestor: { firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example' },
    })
    await runner.job('P-0001')
    await runner.job('synchronize')
    for (const lost of [...world.queues.waiting]) world.queues.complete(lost)
    world.time.now += sweepEveryMs
    expect(await catchUp({ world, runner })).toEqual([{ prospectId: leadId }])
    await runner.quiet()
    expect([world.sales.rows.leads.has(leadId), watched(world)]).toEqual([true, []])
  })
})

describe('a field with no room in a column of Sales', () => {
  const column: Record<string, string> = { phone: 'telephone1', mobilePhone: 'mobilephone', website: 'websiteurl' }
  /** An organization that leaves these fields out of what is created, because their columns are too short. */
  const narrow = (...paths: readonly string[]): Variant =>
    withPorts(({ sales }, world) => {
      const create = (made: 'created' | 'exists', type: 'Organization' | 'Person', id: string) => {
        const rows = type === 'Organization' ? world.sales.rows.accounts : world.sales.rows.contacts
        if (made === 'created')
          for (const path of paths) {
            const row = rows.get(id)
            const left = Object.entries(row?.values ?? {}).filter(([name]) => name !== path)
            if (row) rows.set(id, { ...row, values: Object.fromEntries(left) })
          }
        return { cut: [], tooLong: paths.map((path) => column[path] ?? path) }
      }
      return {
        sales: {
          ...sales,
          writeAccount: async (account, leadId) =>
            create((await sales.writeAccount(account, leadId)) as 'created', 'Organization', account.id),
          writeContact: async (contact, accountId, leadId) =>
            create((await sales.writeContact(contact, accountId, leadId)) as 'created', 'Person', contact.id),
          lengths: async () => Object.fromEntries(paths.map((path) => [path, 5])),
        },
      }
    })

  const madeFromRequest = async (variant: Variant) => {
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()), { variant })
    const leadId = await runner.submit({
      company: {
        name: 'Fabrikam',
        phone: '+49 30 1234567',
        address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' },
      },
      requestor: { firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example', phone: '+49 170 1234567' },
    })
    await runner.quiet()
    const seller = sellerIn(world)
    seller.qualify(leadId, { account: 'none', contact: 'none' })
    seller.win(leadId)
    await runner.quiet()
    return world
  }

  it('of the contact is the customer’s still, marked as not written', async () => {
    const world = await madeFromRequest(narrow('mobilePhone'))
    expect(customerIn(world, 'Person')).toMatchObject({ mobilePhone: '+49 170 1234567', unwritten: ['mobilePhone'] })
    expect([...world.sales.rows.contacts.values()][0]).not.toHaveProperty('mobilePhone')
  })

  it('of the account likewise', async () => {
    const world = await madeFromRequest(narrow('phone'))
    expect(customerIn(world, 'Organization')).toMatchObject({ phone: '+49 30 1234567', unwritten: ['phone'] })
    expect([...world.sales.rows.accounts.values()][0]).not.toHaveProperty('phone')
  })
})
