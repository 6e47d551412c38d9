// A world in which six things happened in Sales and none of their events has arrived yet.

import type { Variant } from './app.ts'
import { createRunner } from './runner.ts'
import { toLead } from './scenarios.ts'
import { faultSeam } from './seam.ts'
import { sellerIn } from './seller.ts'
import { copyWorld, createWorld, type SalesHook, type World } from './world.ts'

/** The prospect is rejected and told so; then it is reactivated, qualified, lost, reopened and won. */
export const sixEvents = async (): Promise<{ world: World; hooks: readonly SalesHook[] }> => {
  const world = createWorld()
  const runner = createRunner(world, faultSeam(new Map()))
  const leadId = await toLead(runner)
  const seller = sellerIn(world)
  seller.disqualify(leadId)
  await runner.quiet()
  seller.reactivate(leadId)
  seller.qualify(leadId)
  seller.lose(leadId)
  seller.reopen(leadId)
  seller.win(leadId)
  return { world, hooks: world.hooks.splice(0) }
}

/** Everything that is stored, apart from the bridge's notes to itself, as one text. */
export const stateOf = (world: World): string => {
  const tables = [world.channel, world.headquarters].flatMap((table) => table.rows())
  const told = tables.filter(({ partition }) => partition !== 'job' && partition !== 'sequence')
  const rows = told.map(({ key, value }) => `${key} ${JSON.stringify(value)}`).sort()
  const mails = world.mail.taken.map(({ mailId }) => mailId)
  return [...rows, ...mails.sort()].join('\n')
}

/** Delivers the hooks in this order; then the jobs heal whatever is missing. */
export const deliverInOrder = async (
  before: World,
  hooks: readonly SalesHook[],
  variant: Variant = {},
): Promise<{ world: World; seam: ReturnType<typeof faultSeam> }> => {
  const world = copyWorld(before)
  const seam = faultSeam(new Map())
  const runner = createRunner(world, seam, { variant })
  for (const hook of hooks) {
    await runner.deliverHook(hook)
    await runner.drain()
  }
  await runner.job('catch-up')
  await runner.drain()
  // The second run tells what became of the mails that leave after the first.
  for (let run = 0; run < 2; run += 1) {
    await runner.job('1010')
    await runner.drain()
  }
  return { world, seam }
}
