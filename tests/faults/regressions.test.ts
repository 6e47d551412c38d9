// Faults that once broke a rule, each with the plan that showed it.

import { describe, expect, it } from 'vitest'
import { violationsIn } from '../support/faults/invariants.ts'
import { seededRandom, wholeBelow } from '../support/faults/random.ts'
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
    const runner = createRunner(world, faultSeam(new Map()), { variant: { noReceipt: true } })
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
