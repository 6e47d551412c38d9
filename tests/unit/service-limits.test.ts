// The service protection limits of Dataverse, kept by all calls together.

import { expect, it } from 'vitest'
import type { Dataverse, DataverseRequest } from '../../shared/sales/dataverse.ts'
import { SalesUnavailable } from '../../shared/sales/failures.ts'
import { createServiceLimits, type Pace, salesPace } from '../../shared/sales/service-limits.ts'
import { failureOf } from '../support/scripted-fetch.ts'

const read: DataverseRequest = { method: 'GET', path: 'WhoAmI' }
const onlyOne: Pace = { ...salesPace, atOnce: 1, spent: 1 }
const tick = () => new Promise((resolve) => setImmediate(resolve))

/** Calls that end when the test says so. */
const heldCalls = () => {
  const ends: ((error?: Error) => void)[] = []
  const call: Dataverse = () =>
    new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve(ends.length))))
  return { call, ends }
}

it('lets no more than eight calls out at once, and the others in the order they came', async () => {
  const { call, ends } = heldCalls()
  const kept = createServiceLimits(() => 0).keep(call)
  const finished: number[] = []
  const all = Array.from({ length: 10 }, (_, at) => kept(read).then(() => finished.push(at)))
  await tick()
  expect(ends).toHaveLength(8)
  for (let at = 0; at < 10; at += 1) {
    ends[at]?.()
    await tick()
    expect(ends).toHaveLength(Math.min(10, 9 + at))
  }
  await Promise.all(all)
  expect(finished).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('lets fewer out when the server hints so, and never more than its own limit', async () => {
  const limits = createServiceLimits(() => 0)
  for (const [hint, expected] of [
    ['2', 2],
    ['50', 8],
    ['nonsense', 8],
  ] as const) {
    await limits.watch(async () => new Response(null, { headers: { 'x-ms-dop-hint': hint } }))('http://127.0.0.1')
    const { call, ends } = heldCalls()
    const all = Array.from({ length: 10 }, () => limits.keep(call)(read))
    await tick()
    expect(ends).toHaveLength(expected)
    for (let at = 0; at < 10; at += 1) {
      ends[at]?.()
      await tick()
    }
    await Promise.all(all)
  }
})

/** Calls that take the time given, one round of as many as may be under way after the other, for so long. */
const usedIn = async (
  limits: ReturnType<typeof createServiceLimits>,
  clock: { now: number },
  callMs: number,
  forMs: number,
) => {
  let used = 0
  const widths: number[] = []
  while (clock.now < forMs) {
    const width = limits.atOnce()
    const { call, ends } = heldCalls()
    const all = Array.from({ length: width }, () => limits.keep(call)(read))
    await tick()
    clock.now += callMs
    for (const end of ends) end()
    await Promise.all(all)
    used += ends.length * callMs
    widths.push(width)
  }
  return { used, widths }
}

it('runs wide for a minute and then so narrow that no 300 seconds hold more than 1,200 of calls', async () => {
  const clock = { now: 0 }
  const { used, widths } = await usedIn(
    createServiceLimits(() => clock.now),
    clock,
    500,
    300_000,
  )
  expect(widths[0]).toBe(8)
  expect(widths.slice(0, 20)).toEqual(Array(20).fill(8))
  expect(new Set(widths)).toEqual(new Set([8, 3]))
  expect(used).toBeGreaterThan(1_100_000)
  expect(used).toBeLessThanOrEqual(1_204_000)
})

it('runs wide again after a rest', async () => {
  const clock = { now: 0 }
  const limits = createServiceLimits(() => clock.now)
  await usedIn(limits, clock, 500, 100_000)
  clock.now += 60_000 / 3.8
  expect(limits.atOnce()).toBe(8)
})

it('makes no call at all until the time is over that the server asked for, whoever was told', async () => {
  let now = 1_000
  let calls = 0
  const limits = createServiceLimits(() => now)
  const refusing = limits.keep(async () => {
    throw new SalesUnavailable('0x80072322', { retryAfterSeconds: 30 })
  })
  const working = limits.keep(async () => {
    calls += 1
    return 'answer'
  })
  await failureOf(refusing(read))
  now += 29_500
  expect(await failureOf(working(read))).toMatchObject({ code: 'waits-as-asked', retryAfterSeconds: 1 })
  expect(calls).toBe(0)
  now += 500
  expect(await working(read)).toBe('answer')
})

it('turns back those that wait for their turn when the server asks for a pause meanwhile', async () => {
  const { call, ends } = heldCalls()
  const kept = createServiceLimits(() => 0, onlyOne).keep(call)
  const first = failureOf(kept(read))
  const second = failureOf(kept(read))
  await tick()
  ends[0]?.(new SalesUnavailable('0x80072322', { retryAfterSeconds: 7 }))
  expect(await first).toMatchObject({ code: '0x80072322' })
  expect(await second).toMatchObject({ code: 'waits-as-asked', retryAfterSeconds: 7 })
  expect(ends).toHaveLength(1)
})

it('gives a place that becomes free to one call only, also when another comes at that moment', async () => {
  const { call, ends } = heldCalls()
  const kept = createServiceLimits(() => 0, onlyOne).keep(call)
  const late: Promise<unknown>[] = []
  const first = kept(read).finally(() => late.push(kept(read)))
  const second = kept(read)
  await tick()
  ends[0]?.()
  await first
  await tick()
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await second
  await tick()
  ends[2]?.()
  await Promise.all(late)
})

it('does not let the others wait in vain, one timeout after the other, when a call gets no answer', async () => {
  const { call, ends } = heldCalls()
  const kept = createServiceLimits(() => 0, onlyOne).keep(call)
  const all = Array.from({ length: 5 }, () => failureOf(kept(read)))
  await tick()
  ends[0]?.(new SalesUnavailable('unreachable', { cause: new DOMException('', 'TimeoutError') }))
  for (const failure of await Promise.all(all)) expect(failure).toMatchObject({ code: 'unreachable' })
  expect(ends).toHaveLength(1)
  const next = kept(read)
  await tick()
  ends[1]?.()
  await next
})

it('lets the others go on when a call fails in another way', async () => {
  const { call, ends } = heldCalls()
  const kept = createServiceLimits(() => 0, onlyOne).keep(call)
  const first = failureOf(kept(read))
  const second = kept(read)
  await tick()
  ends[0]?.(new SalesUnavailable('unreachable', { cause: new TypeError('fetch failed') }))
  expect(await first).toMatchObject({ code: 'unreachable' })
  await tick()
  ends[1]?.()
  await second
})

it('frees the place of a call that fails', async () => {
  const limits = createServiceLimits(() => 0, onlyOne)
  await failureOf(limits.keep(() => Promise.reject(new Error('broken')))(read))
  expect(await limits.keep(async () => 'answer')(read)).toBe('answer')
})
