// What may happen only with an approval, what an approval takes over, and what a conflict with somebody else leads to.

import { describe, expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import type { Variant } from '../support/faults/app.ts'
import { toldUser } from '../support/faults/before-its-time.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { withTable } from '../support/faults/mutant-tools.ts'
import { createRunner } from '../support/faults/runner.ts'
import { toLead } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { type QualifyOptions, sellerIn } from '../support/faults/seller.ts'
import { createWorld, type World } from '../support/faults/world.ts'
import { aboutMessage } from '../support/faults/world-queues.ts'

const other = 'b0000000-0000-4000-8000-000000000003'

const prospectIn = (world: World): Prospect => {
  const row = world.headquarters.rows().find(({ key }) => key.endsWith('|a'))
  if (!row) throw new Error('There is no prospect.')
  return row.value as Prospect
}
const usersIn = (world: World): string[] => world.channel.rows().flatMap(({ key }) => toldUser(key) ?? [])
const customersIn = (world: World): number => world.headquarters.rows().filter(({ key }) => key.endsWith('|c')).length

/** A qualified lead, with everything done that follows from it. */
const qualified = async (how: QualifyOptions = {}, variant: Variant = {}) => {
  const world = createWorld()
  const seam = faultSeam(new Map())
  const runner = createRunner(world, seam, { variant: { ...variant, noReceipt: true } })
  const leadId = await toLead(runner)
  const seller = sellerIn(world)
  seller.addAccount(other)
  seller.qualify(leadId, how)
  await runner.quiet()
  return { world, seam, runner, leadId, seller }
}

describe('before an approval', () => {
  it('nothing is made from the request, here or in Sales, when the salesperson unticked the boxes', async () => {
    const { world, runner, seller, leadId } = await qualified({ account: 'none', contact: 'none' })
    expect([world.sales.rows.accounts.size, world.sales.rows.contacts.size, customersIn(world)]).toEqual([1, 0, 0])
    expect(prospectIn(world)).not.toHaveProperty('organization')
    seller.win(leadId)
    await runner.quiet()
    expect([world.sales.rows.accounts.size, world.sales.rows.contacts.size, customersIn(world)]).toEqual([2, 1, 2])
  })

  it('customers are written back, and the channel is told of no user', async () => {
    const { world, runner, seller, leadId } = await qualified()
    expect([customersIn(world), usersIn(world)]).toEqual([2, []])
    expect(prospectIn(world)).not.toHaveProperty('hierarchyId')
    seller.lose(leadId)
    await runner.quiet()
    expect([prospectIn(world).status, usersIn(world)]).toEqual(['Rejected', []])
    seller.reopen(leadId)
    seller.win(leadId)
    await runner.quiet()
    expect(usersIn(world)).toEqual([prospectIn(world).person?.customerId])
  })
})

describe('an opportunity that is moved to another account', () => {
  const move = (world: World, runner: { deliverHooks: () => Promise<void> }, leadId: string) => {
    const { deals } = world.sales.rows
    for (const [id, deal] of deals) deals.set(id, { ...deal, accountId: other, version: world.sales.nextVersion() })
    const [id = ''] = deals.keys()
    world.hooks.push({ opportunityId: id, payload: JSON.stringify(world.sales.readLead(leadId)) })
    return runner.deliverHooks()
  }

  it('while it is worked on makes that account the organization, though nothing else changed', async () => {
    const { world, runner, leadId } = await qualified()
    expect(prospectIn(world).organization?.customerId).not.toBe(other)
    await move(world, runner, leadId)
    await runner.quiet()
    expect(prospectIn(world).organization?.customerId).toBe(other)
  })

  it('and won there is approved with that account and a hierarchy of it', async () => {
    const { world, runner, leadId, seller } = await qualified()
    await move(world, runner, leadId)
    seller.win(leadId)
    await runner.quiet()
    const { organization, hierarchyId } = prospectIn(world)
    expect([organization?.customerId, hierarchyId]).toEqual([other, other])
  })

  it('gives that organization a number of its own and has the person invoiced to it, before an approval and after', async () => {
    const { world, runner, leadId, seller } = await qualified()
    await move(world, runner, leadId)
    await runner.quiet()
    const invoicedTo = () =>
      world.headquarters.rows().flatMap(({ value }) => (value as { invoiceAccount?: string }).invoiceAccount ?? [])
    const numbers = () =>
      world.headquarters.rows().flatMap(({ key, value }) => (key.endsWith('|c') ? [(value as Customer).number] : []))
    expect([new Set(numbers()).size, invoicedTo()]).toEqual([3, [other]])
    seller.win(leadId)
    await runner.quiet()
    expect([new Set(numbers()).size, invoicedTo()]).toEqual([3, [other]])
    expect(violationsIn(world, false)).toEqual([])
  })

  it('leaves a person who is a user of a partner with that partner', async () => {
    const { world, runner, leadId } = await qualified()
    const personRow = () => {
      const found = world.headquarters.rows().find(({ value }) => (value as Customer).type === 'Person')
      if (!found) throw new Error('The person is gone.')
      return found
    }
    const { partition, key, value } = personRow()
    const { invoiceAccount } = value as { invoiceAccount: string }
    const memberOf = [{ organizationId: invoiceAccount, home: partition }]
    world.headquarters.write(partition, [{ op: 'put', key, value: { ...(value as object), memberOf } }])
    await move(world, runner, leadId)
    await runner.quiet()
    expect(prospectIn(world).organization?.customerId).toBe(other)
    expect(personRow().value).toMatchObject({ invoiceAccount })
  })

  it('after the approval changes nothing: a partner keeps the organization it was approved with', async () => {
    const { world, runner, leadId, seller } = await qualified()
    seller.win(leadId)
    await runner.quiet()
    const before = prospectIn(world).organization
    await move(world, runner, leadId)
    await runner.quiet()
    expect(prospectIn(world).organization).toEqual(before)
  })
})

describe('somebody else who is faster', () => {
  it('than the note that the lead is written: the work is put off, and the note follows', async () => {
    const world = createWorld()
    let touched = 0
    const variant = withTable('headquarters', (table) => ({
      write: async (partition, writes) => {
        const lead = writes.find(
          (write) => write.op === 'replace' && (write.value as Prospect).sales?.stage === 'Lead open',
        )
        if (lead && touched === 0) {
          touched += 1
          const row = await table.read(partition, lead.key)
          await table.write(partition, [{ op: 'put', key: lead.key, value: row?.value }])
        }
        return table.write(partition, writes)
      },
    }))
    const runner = createRunner(world, faultSeam(new Map()), { variant: { ...variant, noReceipt: true } })
    await runner.submit({
      company: { name: 'Fabrikam', address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' } },
      requestor: { firstName: 'Ada', lastName: 'Roth', email: 'ada@fabrikam.example' },
    })
    await runner.job('P-0001')
    await runner.job('synchronize')
    await runner.deliver()
    expect([touched, world.sales.rows.leads.size, prospectIn(world).sales.stage]).toEqual([1, 1, 'Waiting for Sales'])
    expect(world.queues.waiting.map(aboutMessage)).toEqual(['sales-writes/write-lead'])
    world.time.now = world.queues.nextVisibleAt(world.time.now) ?? world.time.now
    await runner.deliver()
    expect([world.sales.rows.leads.size, prospectIn(world).sales.stage]).toEqual([1, 'Lead open'])
    expect(world.queues.waiting).toEqual([])
  })

  it('than the note that customers were written: the work is put off, and the note follows', async () => {
    let touched = 0
    const variant = withTable('headquarters', (table) => ({
      write: async (partition, writes) => {
        const noted = writes.find(
          (write) => write.op === 'replace' && (write.value as Prospect).customersWrittenAt !== undefined,
        )
        if (noted && touched === 0) {
          touched += 1
          const row = await table.read(partition, noted.key)
          await table.write(partition, [{ op: 'put', key: noted.key, value: row?.value }])
        }
        return table.write(partition, writes)
      },
    }))
    const { world, runner, leadId, seller } = await qualified({ account: 'none', contact: 'none' }, variant)
    seller.win(leadId)
    await runner.deliverHooks()
    for (let message = 0; message < 6 && touched === 0; message += 1) await runner.deliver()
    expect(touched).toBe(1)
    expect(prospectIn(world)).not.toHaveProperty('customersWrittenAt')
    expect(world.queues.waiting.map(aboutMessage)).toContain('sales-writes/write-customers')
    await runner.quiet()
    expect(prospectIn(world)).toHaveProperty('customersWrittenAt')
  })
})

describe('what the channel has to be told', () => {
  /** A channel whose writes of a request's status meet a conflict, as often as it is told. */
  const refusing = (times: number): Variant => {
    let left = times
    return withTable('channel', (table) => ({
      write: async (partition, writes) => {
        const tells = writes.some(({ op, key }) => op !== 'create' && op !== 'delete' && key.startsWith('request|'))
        if (!tells || left === 0) return table.write(partition, writes)
        left -= 1
        return 'conflict'
      },
    }))
  }
  const pushesIn = (world: World): number =>
    world.headquarters.rows().filter(({ key }) => key.startsWith('push|')).length
  const statusIn = (world: World): unknown =>
    (world.channel.rows().find(({ key }) => key.startsWith('request|'))?.value as { status?: string } | undefined)
      ?.status

  it.each([
    ['an approval', 'win', 'Approved'],
    ['a rejection', 'lose', 'Declined'],
  ] as const)('of %s stays to be told while it meets a conflict, and no mail leaves before', async (_, act, shown) => {
    const { world, runner, leadId, seller } = await qualified({}, refusing(1))
    seller[act](leadId)
    await runner.deliverHooks()
    for (let message = 0; message < 10; message += 1) if ((await runner.deliver()) === 0) break
    const mails = world.mail.taken.length
    expect(await runner.job('1010')).toBe(false)
    await runner.drain()
    expect([pushesIn(world), statusIn(world), world.mail.taken.length]).toEqual([1, 'InReview', mails])
    expect(await runner.job('1010')).toBe(true)
    await runner.drain()
    expect([pushesIn(world), statusIn(world), world.mail.taken.length]).toEqual([0, shown, 1])
  })
})

describe('the approval mail', () => {
  it.each([
    ['after the push', true, [0, 1]],
    ['with the approval', false, [1, 1]],
  ] as const)('leaves %s where the setting says so, and once', async (_, mailAfterPush, [before, after]) => {
    const { world, runner, leadId, seller } = await qualified({}, { piece: { mailAfterPush: () => mailAfterPush } })
    seller.win(leadId)
    await runner.deliverHooks()
    await runner.drain()
    expect(world.mail.taken).toHaveLength(before)
    await runner.job('1010')
    await runner.drain()
    expect(world.mail.taken).toHaveLength(after)
    await runner.quiet()
    expect(world.mail.taken).toHaveLength(1)
  })
})
