// Events of Sales in any order, doubled and lost, end in the same state: what Sales says now.

import { describe, expect, it, vi } from 'vitest'
import { arrangements } from '../support/faults/arrangements.ts'
import { deliverInOrder, sixEvents, stateOf } from '../support/faults/disorder.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { seededRandom, wholeBelow } from '../support/faults/random.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

const seed = Number(process.env['FAULT_SEED'] ?? 20_261_121)
const draws = Number(process.env['FAULT_COPIES'] ?? 4)

describe('disorder', () => {
  it('six events in every order, up to three copies each, any of them lost, end alike', async () => {
    const started = performance.now()
    const { world, hooks } = await sixEvents()
    expect(hooks.length).toBe(6)
    const expected = await deliverInOrder(world, hooks)
    expect(violationsIn(expected.world, false)).toEqual([])
    const state = stateOf(expected.world)
    const random = seededRandom(seed)
    const differing: string[] = []
    // 720 orders with each of 64 subsets lost are 1,957 different arrangements of what does arrive.
    const all = arrangements(hooks.map((_, index) => index))
    expect(all.length).toBe(1957)
    let runs = 0
    for (const order of all) {
      for (let draw = 0; draw < draws; draw += 1) {
        // The first draw delivers everything once; in the others copies arrive anywhere after their original.
        const copies = draw === 0 ? [] : order.flatMap((event) => Array<number>(wholeBelow(random, 3)).fill(event))
        const arriving = [...order]
        for (const event of copies) {
          const from = arriving.indexOf(event) + 1
          arriving.splice(from + wholeBelow(random, arriving.length - from + 1), 0, event)
        }
        const delivered = arriving.flatMap((event) => hooks[event] ?? [])
        const result = await deliverInOrder(world, delivered)
        runs += 1
        if (stateOf(result.world) !== state) differing.push(`ORDER=${arriving.join(',')}`)
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `disorder: 720 orders × 64 subsets = ${all.length} arrangements × ${draws} draws of copies = ${runs} runs, seed ${seed}, ${differing.length} differ, ${seconds} s`,
    )
    expect(differing.slice(0, 20)).toEqual([])
  })
})
