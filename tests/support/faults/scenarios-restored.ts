// Stories of a Sales organization that is put back to an earlier copy, and of one that answers slowly.

import { backUp, bringBack, restore } from './restores.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'

type ToLead = (runner: Runner, name?: string) => Promise<string>

/** One partner is in the copy; another one, and a lead, came after it. */
export const youngerThanTheCopy =
  (toLead: ToLead): Scenario =>
  async (runner) => {
    const { world } = runner
    const seller = sellerIn(world)
    for (const name of ['Fabrikam', 'Contoso']) {
      const leadId = await toLead(runner, name)
      seller.qualify(leadId)
      await runner.round()
      seller.win(leadId)
      await runner.quiet()
      if (name === 'Fabrikam') backUp(world)
    }
    await toLead(runner, 'Litware')
    await runner.quiet()
  }

export const restoredScenarios = (toLead: ToLead) => {
  /** The copy is put back while a seller is at work; then everything comes back, and work goes on. */
  const restoredOrganization: Scenario = async (runner) => {
    const { world } = runner
    const seller = sellerIn(world)
    // Begun in a world where what is younger than the copy is there, only what follows is tried.
    if (world.copy.of === undefined) await youngerThanTheCopy(toLead)(runner)
    const [open = ''] = [...world.sales.rows.leads.values()].flatMap(({ id, state }) => (state === 'Open' ? [id] : []))
    seller.qualify(open)
    await runner.deliverHooks()
    restore(world)
    await bringBack(runner)
    seller.qualify(open)
    seller.win(open)
    await runner.quiet()
  }

  /** Each answer of Sales takes a minute, and nobody is told of anything: a run of the catch-up is over before it is done. */
  const slowParts: Scenario = async (runner) => {
    const { world } = runner
    const seller = sellerIn(world)
    const ids = [await toLead(runner), await toLead(runner, 'Contoso')]
    world.down.slowMs = 61_000
    for (const leadId of ids) seller.qualify(leadId)
    world.hooks.splice(0)
    world.time.now += 360_000
    await runner.round()
    for (const leadId of ids) seller.win(leadId)
    world.hooks.splice(0)
    world.time.now += 360_000
    await runner.quiet()
    world.down.slowMs = 0
    await runner.quiet()
  }
  return { 'restored organization': restoredOrganization, 'slow parts': slowParts } as const
}
