// Faults that once broke a rule, each with the plan that showed it.

import { describe, expect, it } from 'vitest'
import { salesChangeMessage } from '../../shared/dual-write/apply-sales-change.ts'
import { prospectKey } from '../../shared/headquarters/keys.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { seededRandom, wholeBelow } from '../support/faults/random.ts'
import { readEverything } from '../support/faults/reading.ts'
import { createRunner } from '../support/faults/runner.ts'
import { approve, lost, reopenThenWon, requestBody, type Scenario, toLead } from '../support/faults/scenarios.ts'
import { type FaultMode, faultSeam } from '../support/faults/seam.ts'
import { sellerIn } from '../support/faults/seller.ts'
import { trial } from '../support/faults/trial.ts'
import { createWorld } from '../support/faults/world.ts'

/** Strikes at each call of the given name. */
const everywhere = async (scenario: Scenario, name: string, mode: FaultMode) => {
  const { seam } = await trial(scenario, new Map())
  const indexes = seam.calls.flatMap((call, index) => (call === name ? [index] : []))
  expect(indexes.length).toBeGreaterThan(0)
  const trials = []
  for (const index of indexes) trials.push(await trial(scenario, new Map([[index, mode]])))
  return trials.flatMap(({ violations }) => violations)
}

describe('what the rig found', () => {
  it('an opportunity closed as lost is caught up with when its event never came', async () => {
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()))
    const leadId = await toLead(runner)
    const seller = sellerIn(world)
    seller.qualify(leadId)
    await runner.quiet()
    seller.lose(leadId)
    world.hooks.splice(0)
    await runner.quiet()
    expect(world.mail.taken).toMatchObject([{ prospectId: leadId, status: 'Rejected' }])
  })

  it('a lost event of a lost opportunity breaks no rule', async () => {
    expect(await everywhere(lost, 'send.sales-changes', 'crash-before')).toEqual([])
  })

  it('a mail of unknown fate does not stay in sending when its decision is taken back', async () => {
    expect(await everywhere(reopenThenWon, 'mail.send', 'reply-lost')).toEqual([])
  })

  it('an account that two onboardings need is one customer, whichever is looked at first', async () => {
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()))
    const [first, second] = [await toLead(runner, 'Fabrikam'), await toLead(runner, 'Contoso')]
    const seller = sellerIn(world)
    seller.qualify(first)
    const account = world.sales.rows.leads.get(first)?.accountId ?? ''
    seller.qualify(second, { account })
    world.hooks.reverse()
    await runner.quiet()
    expect(violationsIn(world, false)).toEqual([])
  })

  it('a person whose address another one signs in with stays out of the hierarchy they would share', async () => {
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()))
    const [first, second] = [await toLead(runner, 'Fabrikam'), await toLead(runner, 'Contoso')]
    const seller = sellerIn(world)
    seller.qualify(first)
    const account = world.sales.rows.leads.get(first)?.accountId ?? ''
    seller.qualify(second, { account })
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
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()))
    const [first, second] = [await toLead(runner, 'Fabrikam'), await toLead(runner, 'Contoso')]
    const seller = sellerIn(world)
    seller.qualify(first)
    seller.win(first)
    seller.qualify(second)
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
    const world = createWorld()
    const runner = createRunner(world, faultSeam(new Map()))
    const [first, second] = [await toLead(runner, 'Fabrikam'), await toLead(runner, 'Contoso')]
    const seller = sellerIn(world)
    seller.qualify(first)
    await runner.quiet()
    const contact = world.sales.rows.leads.get(first)?.contactId ?? ''
    seller.lose(first)
    seller.qualify(second, { contact })
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

  it('a second fault in the catch-up that heals the first leaves nothing behind', async () => {
    const { violations } = await trial(
      approve,
      new Map([
        [103, 'crash-before'],
        [153, 'crash-before'],
      ]),
    )
    expect(violations).toEqual([])
  })

  it('mending the lists of a prospect does not bring back a line that was just taken away', async () => {
    const random = seededRandom(0)
    const world = createWorld(random)
    const seam = faultSeam(new Map(), () => wholeBelow(random, 3))
    const runner = createRunner(world, seam, { atOnce: 3 })
    const seller = sellerIn(world)
    const first = await runner.submit(requestBody('Contoso'), 'key-Contoso')
    await runner.round()
    seller.disqualify(first)
    const second = await runner.submit(requestBody('Litware'), 'key-Litware')
    await runner.round()
    seller.reactivate(first)
    seller.qualify(second)
    seller.qualify(first, { account: world.sales.rows.leads.get(second)?.accountId ?? '' })
    await runner.quiet()
    expect(violationsIn(world, false)).toEqual([])
  })
})
