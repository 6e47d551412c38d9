// Situations in which several things happen at the same time.

import { salesChangeMessage, writeCustomerMessage } from '../../../shared/domain/messages.ts'
import type { Variant } from './app.ts'
import type { Violation } from './invariants.ts'
import { seededRandom, wholeBelow } from './random.ts'
import { approve, type Scenario, toLead } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import { trial } from './trial.ts'

export type Situation = (variant: Variant) => Promise<readonly Violation[]>

/** A salesperson who does the next thing while messages about the last ones, each sent twice, are worked on together. */
export const atOnce: Situation = async (variant) => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = seededRandom(seed)
    const acts: (() => void)[] = []
    const pauses = () => {
      if (random() < 0.15) acts.shift()?.()
      // Now and then one call takes so long that work begun later overtakes it.
      return random() < 0.2 ? wholeBelow(random, 80) : wholeBelow(random, 3)
    }
    const crowded: Scenario = async (runner) => {
      const { world } = runner
      const leadId = await toLead(runner)
      const seller = sellerIn(world)
      const { disqualify, reactivate, qualify, lose, reopen, win } = seller
      for (const act of [disqualify, reactivate, qualify, lose, reopen, win])
        acts.push(() => {
          act(leadId)
          world.hooks.splice(0)
          world.queues.send('sales-changes', [salesChangeMessage({ leadId }), salesChangeMessage({ leadId })], 0)
        })
      acts.shift()?.()
      while (acts.length > 0 || world.queues.waiting.length > 0) {
        if (world.queues.waiting.length === 0) acts.shift()?.()
        await runner.deliver()
        world.time.now = world.queues.nextVisibleAt(world.time.now) ?? world.time.now
      }
      await runner.quiet()
    }
    const { violations } = await trial(crowded, new Map(), { variant, random, atOnce: 4, pauses })
    if (violations.length > 0) return violations
  }
  return []
}

const holding = 'b0000000-0000-4000-8000-000000000002'

/** Two companies of a group that is a customer already are won in the same moment. */
export const wonAtOnce: Situation = async (variant) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = seededRandom(seed)
    const group: Scenario = async (runner) => {
      const seller = sellerIn(runner.world)
      seller.addAccount(holding)
      const ids = []
      for (const name of ['Fabrikam', 'Contoso', 'Litware']) ids.push(await toLead(runner, name))
      for (const id of ids) seller.qualify(id, { account: holding })
      const [first = '', ...others] = ids
      seller.win(first)
      await runner.quiet()
      for (const id of others) seller.win(id)
      await runner.quiet()
    }
    const pauses = () => wholeBelow(random, 4)
    const { violations } = await trial(group, new Map(), { variant, random, atOnce: 4, pauses })
    if (violations.length > 0) return violations
  }
  return []
}

/** Both sides change one account again and again, while messages about it, each sent twice, are worked on together. */
export const customersAtOnce: Situation = async (variant) => {
  const { world: begin } = await trial(approve, new Map())
  const [accountId = ''] = begin.sales.rows.accounts.keys()
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = seededRandom(seed)
    let acting: (() => void)[] = []
    const pauses = () => {
      if (random() < 0.1) acting.shift()?.()
      return random() < 0.2 ? wholeBelow(random, 80) : wholeBelow(random, 3)
    }
    const crowded: Scenario = async (runner) => {
      const { world } = runner
      const again = (): void => world.queues.send('sales-writes', Array(2).fill(writeCustomerMessage(accountId)), 0)
      for (const round of [1, 2, 3]) {
        await runner.edit(accountId, { phone: `+49 30 ${round}`, name: `Fabrikam ${round}` })
        // The seller sees what headquarters wrote, and types over it.
        const react = (): void => {
          const phone = world.sales.rows.accounts.get(accountId)?.values.phone
          if (phone !== `+49 30 ${round}`) {
            acting.push(react)
            return
          }
          sellerIn(world).change('Organization', accountId, { phone: `+49 30 ${round}00` })
          again()
        }
        acting = [react]
        again()
        while (world.queues.waiting.length > 0) {
          await runner.deliver()
          world.time.now = world.queues.nextVisibleAt(world.time.now) ?? world.time.now
        }
        world.hooks.splice(0)
        acting = []
      }
      await runner.quiet()
    }
    const options = { begin, variant, random, atOnce: 4, pauses }
    const { violations } = await trial(crowded, new Map(), options)
    if (violations.length > 0) return violations
  }
  return []
}

/** A clerk changes a field of an account while headquarters stores what a seller changed of another one. */
export const bothAtOnce: Situation = async (variant) => {
  const { world: begin } = await trial(approve, new Map())
  const [accountId = ''] = begin.sales.rows.accounts.keys()
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = seededRandom(seed)
    const crossing: Scenario = async (runner) => {
      sellerIn(runner.world).change('Organization', accountId, { phone: '+49 30 7' })
      await runner.deliverHooks()
      await Promise.all([runner.deliver(), runner.edit(accountId, { website: 'https://clerk.example' })])
      await runner.quiet()
    }
    const pauses = () => wholeBelow(random, 6)
    const { violations } = await trial(crossing, new Map(), { begin, variant, random, pauses })
    if (violations.length > 0) return violations
  }
  return []
}
