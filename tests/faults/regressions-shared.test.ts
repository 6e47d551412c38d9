// Two onboardings that share an account, a contact or an address: what once went wrong between them.

import { describe, expect, it } from 'vitest'
import { salesChangeMessage } from '../../shared/dual-write/apply-sales-change.ts'
import { prospectKey } from '../../shared/headquarters/keys.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { readEverything } from '../support/faults/reading.ts'
import { createRunner } from '../support/faults/runner.ts'
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
    await runner.edit(other?.id ?? '', { email: taken?.email ?? '' })
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
    const users = world.channel.rows().filter(({ key }) => key === `user|${contact}`)
    expect(users.map(({ value }) => value)).toMatchObject(Array(2).fill({ email: 'berg@customer.example' }))
    expect(violationsIn(world, false)).toEqual([])
  })
})
