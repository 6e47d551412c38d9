// Sales is put back to an earlier copy while onboardings are on their way: what once went wrong then. Each ends in rest, in
// which everything looked at once more stays as it is.

import { describe, expect, it } from 'vitest'
import { sweepEveryMs } from '../../shared/dual-write/sweep.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { readEverything } from '../support/faults/reading.ts'
import { backUp, bringBack, restore } from '../support/faults/restores.ts'
import { createRunner, type Runner } from '../support/faults/runner.ts'
import { toLead } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { sellerIn } from '../support/faults/seller.ts'
import { tidyIn } from '../support/faults/seller-tidies.ts'
import { onceMore } from '../support/faults/trial.ts'
import { createWorld } from '../support/faults/world.ts'

/** Two leads with one account, as they were written; a copy of Sales from before anybody worked on them, and one from after. */
const twoLeads = async () => {
  const world = createWorld()
  const runner = createRunner(world, faultSeam(new Map()))
  const [first, second] = [await toLead(runner, 'Fabrikam'), await toLead(runner, 'Contoso')]
  backUp(world)
  return { world, runner, seller: sellerIn(world), first, second }
}

const found = (runner: Runner, prospectId: string) => {
  const one = readEverything(runner.world).prospects.find(({ prospect }) => prospect.prospectId === prospectId)
  if (!one) throw new Error('There is no such prospect.')
  return one.prospect
}

/** Staff have everything brought back; then it is as it should be, and stays so. */
const comesToRest = async (runner: Runner): Promise<void> => {
  await runner.quiet()
  await bringBack(runner)
  runner.world.time.now += sweepEveryMs
  await runner.quiet()
  expect(violationsIn(runner.world, false)).toEqual([])
  expect(await onceMore(runner)).toEqual([])
}

describe('after Sales was put back to an earlier copy', () => {
  it('a partner’s person is written again with the partner’s account, not with one of an undecided onboarding', async () => {
    const { world, runner, seller, first, second } = await twoLeads()
    seller.qualify(first)
    seller.win(first)
    await runner.quiet()
    const { organization, person } = found(runner, first)
    seller.qualify(second, { contact: person?.customerId ?? '' })
    await runner.quiet()
    const { customers } = readEverything(world)
    const kept = customers.find(({ customerId }) => customerId === person?.customerId)
    expect(kept).toMatchObject({ type: 'Person', invoiceAccount: organization?.customerId })
    restore(world)
    await comesToRest(runner)
  })

  it('an opportunity that was reopened since is shown as won again', async () => {
    const { world, runner, seller, first } = await twoLeads()
    seller.qualify(first)
    seller.win(first)
    backUp(world)
    world.time.now += 6 * 60_000
    await runner.quiet()
    seller.reopenWon(first)
    await runner.quiet()
    expect(found(runner, first)).toMatchObject({
      sales: { stage: 'Opportunity open' },
      flags: ['changed-after-approval'],
    })
    restore(world)
    await comesToRest(runner)
    expect(found(runner, first)).toMatchObject({ sales: { stage: 'Opportunity won' }, flags: [] })
  })

  it('an opportunity that was deleted since is found again, though no id of it is kept', async () => {
    const { world, runner, seller, first } = await twoLeads()
    seller.qualify(first)
    seller.win(first)
    await runner.quiet()
    backUp(world)
    tidyIn(world).deleteDeals(first)
    world.time.now += 3_600_000
    await runner.quiet()
    expect(found(runner, first).sales.stage).toBe('Lead qualified')
    restore(world)
    await comesToRest(runner)
    expect(found(runner, first)).toMatchObject({ sales: { stage: 'Opportunity won' }, flags: [] })
  })

  it('an account that is written again belongs to no onboarding that it did not come with', async () => {
    const { world, runner, seller, first, second } = await twoLeads()
    seller.qualify(first)
    const { accountId = '' } = world.sales.rows.leads.get(first) ?? {}
    seller.qualify(second, { account: accountId })
    // The second one is looked at first, so the customer is kept as one that it brought.
    world.hooks.reverse()
    await runner.quiet()
    seller.win(first)
    await runner.quiet()
    restore(world)
    seller.qualify(second, { account: 'none', contact: 'none' })
    await comesToRest(runner)
    seller.win(second)
    await runner.quiet()
    expect(found(runner, first).organization?.customerId).toBe(accountId)
    expect(found(runner, second)).toMatchObject({ status: 'Approved' })
    expect(found(runner, second).organization?.customerId).not.toBe(accountId)
  })

  it('an account that is written again is known to the lead it came with, where that names no other', async () => {
    const { world, runner, seller, first, second } = await twoLeads()
    seller.qualify(second)
    await runner.quiet()
    const { accountId = '' } = world.sales.rows.leads.get(second) ?? {}
    seller.qualify(first, { account: accountId })
    seller.win(first)
    await runner.quiet()
    restore(world)
    const another = 'a0000000-0000-4000-8000-00000000000a'
    seller.addAccount(another)
    seller.qualify(second, { account: another })
    await runner.quiet()
    restore(world)
    seller.qualify(second, { account: 'none', contact: 'none' })
    await comesToRest(runner)
    expect(found(runner, second).organization?.customerId).toBe(accountId)
  })
})
