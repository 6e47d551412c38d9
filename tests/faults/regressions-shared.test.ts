// Two onboardings that share an account, a contact or an address: what once went wrong between them.

import { describe, expect, it } from 'vitest'
import { salesChangeMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { prospectKey } from '../../shared/headquarters/store/keys.ts'
import type { Write } from '../../shared/platform/table.ts'
import { toldUser } from '../support/faults/before-its-time.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { readEverything } from '../support/faults/reading.ts'
import { createRunner, type Runner } from '../support/faults/runner.ts'
import { toLead } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { type QualifyOptions, sellerIn } from '../support/faults/seller.ts'
import { createWorld } from '../support/faults/world.ts'

type Made = { readonly accountId: string; readonly contactId: string }

/** @param choose what the second lead is qualified with, given what the first one made */
const twoQualified = async (choose: (made: Made) => QualifyOptions) => {
  const world = createWorld()
  const runner = createRunner(world, faultSeam(new Map()))
  const [first, second] = [await toLead(runner, 'Fabrikam'), await toLead(runner, 'Contoso')]
  const seller = sellerIn(world)
  seller.qualify(first)
  const { accountId = '', contactId = '' } = world.sales.rows.leads.get(first) ?? {}
  seller.qualify(second, choose({ accountId, contactId }))
  return { world, runner, seller, first, second }
}

type Cut = (writes: readonly Write[]) => boolean

/** The nth transaction that holds the prospect as approved. */
const approval = (leadId: string, nth: number): Cut => {
  let seen = 0
  const isApproved = ({ key, ...each }: Write): boolean =>
    key === prospectKey(leadId) && 'value' in each && (each.value as Prospect).status === 'Approved'
  return (writes) => {
    if (writes.some(isApproved)) seen += 1
    return seen === nth
  }
}

/** Works on what waits until storage fails, once; what was done before stands. */
const cutOff = async (runner: Runner, cut: Cut): Promise<void> => {
  const { headquarters } = runner.world
  const { write } = headquarters
  let failures = 0
  const failOnce: typeof write = (partition, writes) => {
    if (failures > 0 || !cut(writes)) return write(partition, writes)
    failures += 1
    throw new Error('Storage failed.')
  }
  Object.assign(headquarters, { write: failOnce })
  await runner.deliverHooks()
  await runner.deliver()
  expect(failures).toBe(1)
}

const cuts: Readonly<Record<string, (leadId: string) => Cut>> = {
  'before it is stored': (leadId) => approval(leadId, 1),
  'before its hierarchy is told': () => (writes) => writes.some(({ key }) => key.endsWith('|h')),
  'before that is stored': (leadId) => approval(leadId, 2),
}
const cutStories = Object.keys(cuts).flatMap((when) =>
  ['a first', 'another'].flatMap((which) => ['stays won', 'is reopened'].map((end) => ({ when, which, end }))),
)

describe('two onboardings', () => {
  it('an account that two onboardings need is one customer, whichever is looked at first', async () => {
    const { world, runner } = await twoQualified(({ accountId }) => ({ account: accountId }))
    world.hooks.reverse()
    await runner.quiet()
    expect(violationsIn(world, false)).toEqual([])
  })

  it('a person whose address another one signs in with stays out of the hierarchy they would share', async () => {
    const { world, runner, seller, first, second } = await twoQualified(({ accountId }) => ({ account: accountId }))
    for (const id of world.sales.rows.contacts.keys()) seller.change('Person', id, { email: 'one@customer.example' })
    for (const leadId of [first, second]) {
      seller.win(leadId)
      await runner.quiet()
    }
    const { hierarchies, prospects } = readEverything(world)
    expect(hierarchies.map(({ members }) => members.length)).toEqual([1])
    expect(prospects.map(({ prospect }) => prospect.flags).sort()).toEqual([[], ['duplicate-sign-in']])
    expect(violationsIn(world, false)).toEqual([])
  })

  it('an address that Sales does not have yet counts for the approval, also after a lost race', async () => {
    const { world, runner, seller, first, second } = await twoQualified(() => ({}))
    seller.win(first)
    await runner.quiet()
    const [taken, other] = [...world.sales.rows.contacts.values()]
    await runner.edit(other?.id ?? '', { email: taken?.values.email ?? '' })
    seller.win(second)
    const { write } = world.headquarters
    let races = 1
    Object.assign(world.headquarters, {
      write: (...args: Parameters<typeof write>) =>
        args[1].some(({ key }) => key === prospectKey(second)) && races-- > 0 ? 'conflict' : write(...args),
    })
    // Sales is told of the address only after both looks.
    for (let look = 0; look < 2; look += 1)
      await runner.attempt((app) => app.handlers['sales-changes'](salesChangeMessage({ leadId: second })))
    await runner.quiet()
    expect(violationsIn(world, false)).toEqual([])
    expect(readEverything(world).hierarchies).toHaveLength(1)
  })

  it('a person approved with two onboardings is told of wherever it signs in', async () => {
    const { world, runner, seller, first, second } = await twoQualified(({ contactId }) => ({ contact: contactId }))
    const [contact = ''] = [...world.sales.rows.contacts.keys()]
    seller.lose(first)
    seller.win(second)
    await runner.quiet()
    seller.reopen(first)
    seller.win(first)
    await runner.quiet()
    seller.change('Person', contact, { lastName: 'Berg', email: 'berg@customer.example' })
    await runner.quiet()
    const users = world.channel.rows().filter(({ key }) => toldUser(key) === contact)
    expect(users.map(({ value }) => value)).toMatchObject(Array(2).fill({ email: 'berg@customer.example' }))
    expect(violationsIn(world, false)).toEqual([])
  })

  it.each(cutStories)(
    '$which approval with an account that is kept elsewhere, cut off $when, ends right when the deal $end',
    async ({ when, which, end }) => {
      const { world, runner, seller, first, second } = await twoQualified(({ accountId }) => ({ account: accountId }))
      await runner.quiet()
      if (which === 'another') seller.win(first)
      await runner.quiet()
      seller.win(second)
      await cutOff(runner, cuts[when]?.(second) ?? (() => false))
      if (end === 'is reopened') seller.reopenWon(second)
      const { contactId = '' } = world.sales.rows.leads.get(second) ?? {}
      seller.change('Person', contactId, { email: 'berg@customer.example' })
      // The new address is seen before the approval goes on.
      await runner.attempt((app) => app.handlers['sales-changes'](salesChangeMessage({ contactId })))
      await runner.quiet()
      const status = readEverything(world).prospects.find((each) => each.prospect.prospectId === second)?.prospect
        .status
      expect(status).toBe(when === 'before it is stored' && end === 'is reopened' ? 'Open' : 'Approved')
      expect(violationsIn(world, false)).toEqual([])
    },
  )

  it.each(['seller', 'clerk'])(
    'an address claimed for an approval that never came is free once the %s gives another',
    async (who) => {
      const { world, runner, seller, first, second } = await twoQualified(() => ({}))
      const [one, two] = [...world.sales.rows.contacts.keys()]
      for (const id of [one, two]) seller.change('Person', id ?? '', { email: 'one@customer.example' })
      await runner.quiet()
      seller.win(first)
      await cutOff(runner, approval(first, 1))
      seller.reopenWon(first)
      await runner.quiet()
      const other = { email: 'berg@customer.example' }
      if (who === 'seller') seller.change('Person', one ?? '', other)
      else await runner.edit(one ?? '', other)
      await runner.quiet()
      seller.win(second)
      await runner.quiet()
      expect(
        readEverything(world)
          .prospects.map(({ prospect }) => prospect.status)
          .sort(),
      ).toEqual(['Approved', 'Open'])
      expect(violationsIn(world, false)).toEqual([])
    },
  )
})
