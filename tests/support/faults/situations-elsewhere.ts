// Customers kept in another partition than their onboardings, while the same change is looked at twice at a time.

import type { CustomerPath } from '../../../shared/domain/customer-fields.ts'
import { writeCustomerMessage } from '../../../shared/domain/messages.ts'
import { seededRandom, wholeBelow } from './random.ts'
import { type Scenario, toLead } from './scenarios.ts'
import { elsewhere, partnersKeptElsewhere } from './scenarios-elsewhere.ts'
import { sellerIn } from './seller.ts'
import type { Situation } from './situations-crowded.ts'
import { trial } from './trial.ts'

const changes: readonly (readonly [keyof typeof elsewhere, CustomerPath, string])[] = [
  ['contact', 'lastName', 'Berg'],
  ['account', 'phone', '+49 30 1'],
  ['contact', 'lastName', 'Lind'],
  ['account', 'name', 'Contoso AG'],
  ['contact', 'email', 'berg@contoso.example'],
]

/** Each change of a seller is looked at twice at the same moment, while a clerk types as well. */
export const elsewhereAtOnce: Situation = async (variant) => {
  const { world: begin } = await trial(partnersKeptElsewhere(toLead), new Map())
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed)
    const crowded: Scenario = async (runner) => {
      const { world } = runner
      for (const [which, path, text] of changes) {
        const id = elsewhere[which]
        sellerIn(world).change(which === 'account' ? 'Organization' : 'Person', id, { [path]: text })
        world.queues.send('sales-writes', Array(3).fill(writeCustomerMessage(id)), world.time.now)
        await Promise.all([runner.deliver(), random() < 0.5 ? runner.edit(id, { phone: `+49 30 ${seed}` }) : undefined])
      }
      await runner.quiet()
    }
    const pauses = () => (random() < 0.2 ? wholeBelow(random, 60) : wholeBelow(random, 3))
    const { violations } = await trial(crowded, new Map(), { begin, variant, random, atOnce: 3, pauses })
    if (violations.length > 0) return violations
  }
  return []
}
