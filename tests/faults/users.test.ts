// The stories of a partner's users without a fault; proofs/single.test.ts tries them with every fault.

import { describe, expect, it } from 'vitest'
import { seededRandom, wholeBelow } from '../support/faults/random.ts'
import { readEverything } from '../support/faults/reading.ts'
import { requestBody, type Scenario, save, scenarios } from '../support/faults/scenarios.ts'
import { ask, hasSecondAdmin, usersIn } from '../support/faults/scenarios-users.ts'
import { sellerIn } from '../support/faults/seller.ts'
import { tidyIn } from '../support/faults/seller-tidies.ts'
import { storiesOfFaults, storiesOfUsers } from '../support/faults/stories.ts'
import { trial } from '../support/faults/trial.ts'

const stories = await storiesOfFaults()

/** Two companies with one account: the second is approved when its contact was deactivated before. */
const joinsWithoutContact: Scenario = async (runner) => {
  const { world } = runner
  const leads = [
    await runner.submit(requestBody('Fabrikam'), 'one'),
    await runner.submit(requestBody('Contoso'), 'two'),
  ]
  await runner.round()
  const seller = sellerIn(world)
  const [first = '', second = ''] = leads
  seller.qualify(first)
  seller.qualify(second, { account: [...world.sales.rows.accounts.keys()][0] ?? '' })
  seller.win(first)
  await runner.quiet()
  seller.deactivate([...world.sales.rows.contacts.keys()][1] ?? '')
  await runner.quiet()
  seller.win(second)
  await runner.quiet()
}

/** Two companies with a contact each, nothing decided: one contact is merged into the other, and no event of a lead tells. */
const mergedBeforeTheDecision: Scenario = async (runner) => {
  const { world } = runner
  const seller = sellerIn(world)
  const leads = [
    await runner.submit(requestBody('Fabrikam'), 'one'),
    await runner.submit(requestBody('Contoso'), 'two'),
  ]
  await runner.round()
  for (const leadId of leads) seller.qualify(leadId)
  await runner.quiet()
  const [first = '', second = ''] = [...world.sales.rows.contacts.keys()]
  tidyIn(world).mergeCustomer('Person', first, second)
  await runner.quiet()
}

/** An address that was changed is left only now, and nobody looked at the contact since. */
const mergedAfterAMove: Scenario = async (runner) => {
  const { world } = runner
  await scenarios['add a user'](runner)
  const [ada = '', eva = ''] = [...world.sales.rows.contacts.keys()]
  await save(runner, eva, { email: 'berg@fabrikam.example' })
  tidyIn(world).mergeCustomer('Person', eva, ada)
  await runner.quiet()
}

/** Accounts are merged, twice, after a user was taken in and before the contact is written; the master knows the user already. */
const mergedBeforeTheContact: Scenario = async (runner) => {
  const { world } = runner
  await scenarios['add a user'](runner)
  const { organizationId, userId: by } = usersIn(world)[0] ?? { organizationId: '', userId: '' }
  const fields = { firstName: 'Kim', lastName: 'Berg', email: 'kim@fabrikam.example' }
  const change = { kind: 'add', role: 'User', fields } as const
  await ask(runner, { organizationId, by, key: 'kim', bodyHash: 'kim', change })
  await runner.job('P-0001')
  await runner.job('synchronize')
  const seller = sellerIn(world)
  for (const id of doubles) seller.addAccount(id)
  tidyIn(world).mergeCustomer('Organization', organizationId, doubles[0])
  tidyIn(world).mergeCustomer('Organization', doubles[0], doubles[1])
  await runner.drain()
  await runner.quiet()
}
const doubles = ['d0000000-0000-4000-8000-000000000011', 'd0000000-0000-4000-8000-000000000012'] as const

/** An Admin's contact is deactivated and activated again, while another Admin is there. */
const adminComesBack: Scenario = async (runner) => {
  const { world } = runner
  await scenarios['add a user'](runner)
  await hasSecondAdmin(runner)
  const [ada = ''] = [...world.sales.rows.contacts.keys()]
  const seller = sellerIn(world)
  seller.deactivate(ada)
  await runner.quiet()
  seller.activate(ada)
  await runner.quiet()
}

/** Two Admins' contacts are deactivated, so that one stays Active without its own, and both are activated at the same time. */
const bothComeBack: Scenario = async (runner) => {
  const { world } = runner
  await scenarios['add a user'](runner)
  await hasSecondAdmin(runner)
  const contacts = [...world.sales.rows.contacts.keys()]
  const seller = sellerIn(world)
  for (const each of contacts) seller.deactivate(each)
  await runner.quiet()
  for (const each of contacts) seller.activate(each)
  await runner.quiet()
}

describe('users of a partner', () => {
  it('two Admins whose contacts are active again at the same time are both Active again', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seededRandom(seed)
      const together = { random, atOnce: 3, pauses: () => wholeBelow(random, 3) }
      const { violations } = await trial(bothComeBack, new Map(), together)
      expect(violations, `seed ${seed}`).toEqual([])
    }
  })

  it('an Admin whose contact is active again is Active again beside another Admin', async () => {
    const { violations, world } = await trial(adminComesBack, new Map(), { onceMore: true })
    expect(violations).toEqual([])
    expect(usersIn(world).map(({ status }) => status)).toEqual(['Active', 'Active'])
  })

  it('an undecided onboarding goes on by itself with the contact that its own was merged into', async () => {
    const { violations, world } = await trial(mergedBeforeTheDecision, new Map(), { onceMore: true })
    expect(violations).toEqual([])
    const persons = readEverything(world).prospects.map(({ prospect }) => prospect.person?.customerId)
    expect(new Set(persons).size).toBe(1)
  })

  it('an address that was left is free again, though the contact was merged before anybody looked', async () => {
    const { violations } = await trial(mergedAfterAMove, new Map(), { onceMore: true })
    expect(violations).toEqual([])
  })

  it('somebody who joins with a contact that was deactivated before is disabled with it', async () => {
    const { violations, world } = await trial(joinsWithoutContact, new Map(), { onceMore: true })
    expect(violations).toEqual([])
    expect(
      usersIn(world)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['Active', 'Disabled'])
  })

  it('a contact that is written after its account was merged stands under the account that lives', async () => {
    const { violations, world } = await trial(mergedBeforeTheContact, new Map(), { onceMore: true })
    expect(violations).toEqual([])
    const places = [...world.sales.rows.contacts.values()].map(({ accountId }) => accountId)
    expect(places).toEqual([undefined, doubles[1], doubles[1]])
  })

  it.each(storiesOfUsers)('%s: everything that was accepted ends, and once more changes nothing', async (name) => {
    const story = stories.find(({ scenario }) => scenario === scenarios[name])
    if (!story) throw new Error('There is no such story.')
    expect((await trial(story.scenario, new Map(), story.options)).violations).toEqual([])
  })
})
