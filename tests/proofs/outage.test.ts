// Sales is gone for an hour while a thousand requests wait: that costs time, and nothing else.

import { describe, expect, it, vi } from 'vitest'
import { jobNames } from '../../functions/timers.ts'
import { violationsIn } from '../support/faults/invariants.ts'
import { seededRandom } from '../support/faults/random.ts'
import { createRunner } from '../support/faults/runner.ts'
import { requestBody } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { createWorld } from '../support/faults/world.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

const requests = 1000
const minute = 60_000

/** Lets the time pass, moment by moment: timers on the minute, messages when they are due. */
const pass = async (runner: ReturnType<typeof createRunner>, until: number): Promise<void> => {
  const { time, queues } = runner.world
  while (time.now < until) {
    const tick = Math.floor(time.now / minute) * minute + minute
    time.now = Math.min(until, tick, queues.nextVisibleAt(time.now) ?? until)
    await runner.drain()
    if (time.now === tick) for (const name of jobNames) await runner.job(name)
    await runner.drain()
  }
}

const busiestSecond = (moments: readonly number[]): number => {
  const perSecond = new Map<number, number>()
  for (const moment of moments) {
    const second = Math.floor(moment / 1000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  return Math.max(0, ...perSecond.values())
}

describe('outage', () => {
  it('an hour without Sales loses nothing and is made up for within five minutes', async () => {
    const started = performance.now()
    const world = createWorld(seededRandom(7))
    const runner = createRunner(world, faultSeam(new Map()), { deliveriesAtMost: 100_000 })
    const { leads } = world.sales.rows
    const from = world.time.now
    world.down.sales = true
    for (let request = 0; request < requests; request += 1) {
      await runner.submit(requestBody(`Company${request}`), `key-${request}`)
      // They come over the first half hour.
      if (request % 100 === 99) await pass(runner, from + ((request + 1) / requests) * 30 * minute)
    }
    await pass(runner, from + 60 * minute)
    expect(leads.size).toBe(0)
    const tried = world.down.salesCalls.splice(0).length
    world.down.sales = false
    const returned = world.time.now
    while (leads.size < requests && world.time.now < returned + 24 * 60 * minute)
      await pass(runner, world.time.now + 1000)
    const drainedAfter = (world.time.now - returned) / 1000
    const busiest = busiestSecond(world.down.salesCalls)
    await runner.quiet()
    const violations = violationsIn(world, false)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `outage: ${requests} requests, ${requests - leads.size} lost, ${world.queues.everDead()} dead-lettered, ${tried} calls during the hour, drained ${drainedAfter} s after the return at no more than ${busiest} calls a second, ${violations.length} violations, ${seconds} s`,
    )
    expect(violations).toEqual([])
    expect(leads.size).toBe(requests)
    expect(world.queues.everDead()).toBe(0)
    expect(drainedAfter).toBeLessThanOrEqual(300)
    expect(busiest).toBeLessThanOrEqual(20)
  })
})
