// The breaker pauses the bridge and tells staff, whatever fault strikes while it does.

import { describe, expect, it } from 'vitest'
import { SalesRefused } from '../../shared/sales/failures.ts'
import type { Variant } from '../support/faults/app.ts'
import { createRunner } from '../support/faults/runner.ts'
import { requestBody } from '../support/faults/scenarios.ts'
import { type FaultPlan, faultSeam, type Watch } from '../support/faults/seam.ts'
import { amongThem, tellApart } from '../support/faults/single-faults.ts'
import { createWorld, type World } from '../support/faults/world.ts'

const refusing: Variant = {
  noReceipt: true,
  ports: (ports) => ({
    ...ports,
    sales: {
      ...ports.sales,
      writeLead: async () => {
        throw new SalesRefused('0x80040203', 'permanent')
      },
    },
  }),
}

const run = async (plan: FaultPlan, watch?: (world: World) => Watch) => {
  const world = createWorld()
  const seam = faultSeam(plan, undefined, watch?.(world))
  const runner = createRunner(world, seam, { variant: refusing })
  for (let request = 0; request < 12; request += 1)
    await runner.submit(requestBody(`Company${request}`), `key-${request}`)
  for (let rounds = 0; rounds < 4; rounds += 1) {
    await runner.round()
    world.time.now = Math.max(world.queues.nextVisibleAt(world.time.now) ?? 0, world.time.now + 60_000)
  }
  await runner.drain()
  const bridge = world.errors.read('bridge', 'state')?.value as { state: string; by: string } | undefined
  return { seam, mails: world.mail.taken.length, bridge }
}

describe('the breaker', () => {
  it('pauses the bridge after ten refusals and tells staff once', async () => {
    const { mails, bridge } = await run(new Map())
    expect(bridge).toMatchObject({ state: 'paused', by: 'breaker' })
    expect(mails).toBe(1)
  })

  it('tells staff under every single fault', async () => {
    const { clean, same } = await tellApart((watch) => run(new Map(), watch))
    const { seam } = clean
    const from = seam.calls.indexOf('errors.write')
    const untold: string[] = []
    // A read of an empty partition decides nothing here.
    const decides = (call = ''): boolean => !call.endsWith('.range') || call.startsWith('errors')
    for (const [{ index, mode }] of amongThem(same, ({ index }) => index >= from && decides(seam.calls[index]))) {
      const { mails, bridge } = await run(new Map([[index, mode]]))
      if (mails < 1 || bridge?.state !== 'paused') untold.push(`PLAN="${index}:${mode}" at ${seam.calls[index]}`)
    }
    console.log(`breaker: ${seam.calls.length - from} calls, ${untold.length} untold`)
    expect(untold).toEqual([])
  })
})
