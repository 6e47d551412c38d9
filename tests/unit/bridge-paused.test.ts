// While staff have paused the bridge nothing is asked of Sales and nothing that waits is moved; and when it pauses itself.

import { describe, expect, it } from 'vitest'
import { createBridgeGate, pauseBridge } from '../../shared/dual-write/bridge.ts'
import type { BridgeState } from '../../shared/dual-write/store/bridge-switch.ts'
import { createDualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { breakerRig } from '../support/breaker-rig.ts'
import { bridgeRig } from '../support/bridge-rig.ts'
import { createRunner } from '../support/faults/runner.ts'
import { toLead } from '../support/faults/scenarios.ts'
import { faultSeam } from '../support/faults/seam.ts'
import { sellerIn } from '../support/faults/seller.ts'
import { createWorld, type World } from '../support/faults/world.ts'
import { memoryTable } from '../support/memory-table.ts'

const maintenance = { code: 'typed', text: 'Maintenance' } as const

const bridgeIn = (world: World): BridgeState | undefined =>
  world.errors.read('bridge', 'state')?.value as BridgeState | undefined
const parkedIn = (world: World): string[] =>
  world.errors
    .rows()
    .filter(({ key }) => key.startsWith('parked|'))
    .map(({ key, value }) => `${key} ${JSON.stringify(value)}`)

/** A lead of which three changes wait for the end of a pause, in their order. */
const pausedWithWork = async () => {
  const world = createWorld()
  const seam = faultSeam(new Map())
  const runner = createRunner(world, seam)
  const leadId = await toLead(runner)
  await runner.quiet()
  await runner.attempt((app) => app.pause())
  // The switch is remembered as on for a few seconds.
  world.time.now += 60_000
  const seller = sellerIn(world)
  for (const act of [seller.qualify, seller.lose, seller.reopen]) {
    act(leadId)
    await runner.deliverHooks()
    await runner.drain()
    world.time.now += 1000
  }
  const before = seam.calls.length
  const callsOfSales = () => seam.calls.slice(before).filter((name) => name.startsWith('sales.'))
  return { world, runner, leadId, seller, callsOfSales }
}

describe('while staff have paused the bridge', () => {
  it('the catch-up asks nothing of Sales and moves nothing that is parked, however often it runs', async () => {
    const { world, runner, callsOfSales } = await pausedWithWork()
    const parked = parkedIn(world)
    expect(parked.length).toBeGreaterThanOrEqual(3)
    for (let run = 0; run < 30; run += 1) {
      expect(await runner.attempt((app) => app.runJob('catch-up'))).toMatchObject({
        value: { processed: 0, failed: 0 },
      })
      world.time.now += 60_000
    }
    expect([callsOfSales(), world.queues.waiting, parkedIn(world)]).toEqual([[], [], parked])
    expect(bridgeIn(world)).toMatchObject({ state: 'paused', by: 'staff', reason: maintenance })
  })

  it('what arrives is parked behind what waits, and nothing of it reaches Sales', async () => {
    const { world, runner, leadId, seller, callsOfSales } = await pausedWithWork()
    const parked = parkedIn(world)
    seller.win(leadId)
    await runner.deliverHooks()
    await runner.drain()
    expect(parkedIn(world).slice(0, parked.length)).toEqual(parked)
    expect(parkedIn(world).length).toBeGreaterThan(parked.length)
    expect([callsOfSales(), world.queues.waiting]).toEqual([[], []])
  })

  it('all of it goes on in its order when somebody resumes', async () => {
    const { world, runner } = await pausedWithWork()
    const parked = world.errors.rows().flatMap(({ key, value }) => (key.startsWith('parked|') ? [value] : []))
    const bodies = parked.map((value) => (value as { message: { data: unknown } }).message.data)
    await runner.attempt((app) => app.resume())
    expect(world.queues.waiting.map(({ body }) => (body as { data: unknown }).data)).toEqual(bodies)
    expect(parkedIn(world)).toEqual([])
    expect(bridgeIn(world)).toMatchObject({ state: 'running', by: 'staff' })
  })

  it('failures to reach Sales do not turn the pause into a waiting that ends by itself', async () => {
    const table = memoryTable()
    const at = new Date('2026-11-21T08:00:00.000Z')
    const dualWrite = createDualWriteStore(table)
    await pauseBridge(dualWrite, 'staff', maintenance, at.toISOString())
    const gate = createBridgeGate(
      dualWrite,
      () => at,
      () => '1',
      bridgeRig(dualWrite).switchBridge,
    )
    for (let failure = 0; failure < 20; failure += 1) await gate.salesFailed()
    expect(await dualWrite.bridge.read()).toMatchObject({ state: 'paused', by: 'staff', reason: maintenance })
  })
})

describe('failures to reach Sales', () => {
  const gateOf = () => {
    const dualWrite = createDualWriteStore(memoryTable())
    const at = new Date('2026-11-21T08:00:00.000Z')
    const { switchBridge, acts } = bridgeRig(dualWrite)
    const gate = createBridgeGate(
      dualWrite,
      () => at,
      () => '1',
      switchBridge,
    )
    const fail = async (times: number) => {
      for (let failure = 0; failure < times; failure += 1) await gate.salesFailed()
    }
    return { gate, fail, acts, dualWrite, state: async () => (await dualWrite.bridge.read()).state }
  }

  it('five in a row switch the bridge to waiting, four do not', async () => {
    const { fail, state } = gateOf()
    await fail(4)
    expect(await state()).toBe('running')
    await fail(1)
    expect(await state()).toBe('waiting')
  })

  it('stand in the audit trail once they switch it: who, from what to what, and why', async () => {
    const { fail, acts } = gateOf()
    await fail(4)
    expect(await acts()).toEqual([])
    await fail(6)
    expect(await acts()).toMatchObject([
      {
        who: { kind: 'bridge', id: 'bridge' },
        act: 'pause-bridge',
        on: { kind: 'dual-write', id: 'bridge' },
        outcome: 'done',
        why: 'sales-silent',
        before: { state: 'running' },
        after: { state: 'waiting', by: 'bridge', reason: 'sales-silent' },
      },
    ])
  })

  it('do not take back what somebody paused while they were counted', async () => {
    const dualWrite = createDualWriteStore(memoryTable())
    const at = new Date('2026-11-21T08:00:00.000Z')
    const { switchBridge, acts } = bridgeRig(dualWrite)
    const meanwhile: typeof switchBridge = async (before, next) => {
      await pauseBridge(dualWrite, 'staff', maintenance, at.toISOString())
      return switchBridge(before, next)
    }
    const gate = createBridgeGate(
      dualWrite,
      () => at,
      () => '1',
      meanwhile,
    )
    for (let failure = 0; failure < 5; failure += 1) await gate.salesFailed()
    expect(await dualWrite.bridge.read()).toMatchObject({ state: 'paused', by: 'staff' })
    expect(await acts()).toMatchObject([{ act: 'pause-bridge', outcome: 'nothing' }])
  })

  it('are counted anew after each success: a few now and then never switch anything', async () => {
    const { gate, fail, state } = gateOf()
    for (let time = 0; time < 5; time += 1) {
      await fail(4)
      gate.salesAnswered()
    }
    expect(await state()).toBe('running')
    await fail(5)
    expect(await state()).toBe('waiting')
  })

  it('stop all work at once when they switch, though the bridge was known to run a moment ago', async () => {
    const { gate, fail } = gateOf()
    expect(await gate.isPaused()).toBe(false)
    await fail(5)
    expect(await gate.isPaused()).toBe(true)
  })
})

describe('the switch', () => {
  it('is asked for again after a few seconds while it is on, and each time while it is off', async () => {
    const table = memoryTable()
    let now = Date.parse('2026-11-21T08:00:00.000Z')
    const gate = createBridgeGate(
      createDualWriteStore(table),
      () => new Date(now),
      () => '1',
      bridgeRig(createDualWriteStore(table)).switchBridge,
    )
    expect([await gate.isPaused(), await gate.isPaused(), table.requests.reads]).toEqual([false, false, 1])
    await pauseBridge(createDualWriteStore(table), 'staff', maintenance, new Date(now).toISOString())
    now += 5000
    expect([await gate.isPaused(), await gate.isPaused(), table.requests.reads]).toEqual([true, true, 3])
  })
})

describe('work that was tried before a pause', () => {
  it('begins its tries and its time anew after it', async () => {
    const { world, runner, leadId } = await pausedWithWork()
    // A message that was put off for days before the pause, and is still younger than what is given up.
    const since = new Date(world.time.now - 71 * 3_600_000).toISOString()
    const body = { type: 'sales-change', data: { leadId }, attempt: 40, correlationId: leadId, since }
    world.queues.send('sales-changes', [body], world.time.now)
    await runner.drain()
    world.time.now += 48 * 3_600_000
    await runner.attempt((app) => app.resume())
    const released = world.queues.waiting.map((message) => message.body as { attempt: number; since?: string })
    expect(released.every(({ attempt, since: began }) => attempt === 0 && began === undefined)).toBe(true)
    world.down.sales = true
    await runner.drain()
    expect(world.errors.rows().filter(({ key }) => key.startsWith('error|'))).toEqual([])
  })
})

describe('the breaker', () => {
  it('pauses after ten errors within its time, not after nine, and tells staff once', async () => {
    const { acts, fail, trip, sent, state } = breakerRig({ errors: 10, minutes: 15 })
    await fail(9)
    await trip()
    expect([sent, (await state()).state]).toEqual([[], 'running'])
    await fail(1)
    await trip()
    expect(sent).toEqual(['bridge-paused-mail'])
    expect(await state()).toMatchObject({
      state: 'paused',
      by: 'breaker',
      reason: { code: 'too-many-errors', errors: 10, minutes: 15 },
    })
    expect(await acts()).toMatchObject([
      {
        who: { kind: 'bridge', id: 'breaker' },
        act: 'pause-bridge',
        outcome: 'done',
        why: 'too-many-errors',
        before: { state: 'running' },
        after: { state: 'paused', by: 'breaker', reason: 'too-many-errors', errors: '10', minutes: '15' },
      },
    ])
  })

  it('neither pauses nor tells anybody again while the bridge is paused', async () => {
    const { fail, trip, pass, sent, state } = breakerRig({ errors: 10, minutes: 15 })
    await fail(10)
    await trip()
    const first = await state()
    pass(60_000)
    await fail(5)
    await trip()
    await trip()
    expect([sent.length, await state()]).toEqual([1, first])
  })

  it('leaves a pause by staff theirs, with its reason', async () => {
    const { dualWrite, fail, trip, sent, state } = breakerRig({ errors: 10, minutes: 15 })
    await pauseBridge(dualWrite, 'staff', maintenance, '2026-11-21T07:00:00.000Z')
    await fail(30)
    await trip()
    expect([sent, await state()]).toEqual([
      [],
      { state: 'paused', by: 'staff', reason: maintenance, at: '2026-11-21T07:00:00.000Z' },
    ])
  })

  it('forgets errors that are older than its time', async () => {
    const { fail, trip, pass, state } = breakerRig({ errors: 10, minutes: 15 })
    await fail(9)
    pass(15 * 60_000 + 1)
    await fail(9)
    await trip()
    expect((await state()).state).toBe('running')
  })

  it('counts an error that is exactly as old as its time', async () => {
    const { fail, trip, pass, state } = breakerRig({ errors: 10, minutes: 15 })
    await fail(9)
    pass(15 * 60_000)
    await fail(1)
    await trip()
    expect((await state()).state).toBe('paused')
  })

  it('does not count mails: they do not pass over the bridge', async () => {
    const { fail, trip, state } = breakerRig({ errors: 10, minutes: 15 })
    await fail(30, 'mail')
    await fail(9)
    await trip()
    expect((await state()).state).toBe('running')
  })

  it('asks for the mail first: a pause of which nobody can be told is not begun', async () => {
    const { fail, trip, state } = breakerRig({ errors: 10, minutes: 15 }, new Error('The queue is gone.'))
    await fail(10)
    await expect(trip()).rejects.toThrow('The queue is gone.')
    expect((await state()).state).toBe('running')
  })
})
