// The story of memory that ends: of two requests that were rejected a year ago, a seller opens one again; the other one is
// erased, and then opened in Sales as well, where nobody knows.

import type { Prospect } from '../../../shared/domain/prospect.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import type { World } from './world.ts'

type ToLead = (runner: Runner, name: string) => Promise<string>

const day = 24 * 3_600_000
/** Names and addresses hold no other name. */
const [ends, comesBack, stays] = ['Tailspin', 'Contoso', 'Litware'] as const

/** The world in which the story begins. */
export const rejectedLongAgo =
  (toLead: ToLead): Scenario =>
  async (runner) => {
    for (const name of [ends, comesBack]) sellerIn(runner.world).disqualify(await toLead(runner, name))
    await runner.quiet()
    await toLead(runner, stays)
    await runner.quiet()
    runner.world.time.now += 366 * day
    await runner.quiet()
  }

const idOf = ({ headquarters }: World, name: string): string => {
  const found = headquarters
    .rows()
    .find(({ key, value }) => key.endsWith('|a') && (value as Prospect).request?.company.name === name)
  if (!found) throw new Error(`There is no prospect of ${name}.`)
  return (found.value as Prospect).prospectId
}

/** Runs of the job until one ends well. */
const erase = async (runner: Runner): Promise<void> => {
  for (let tries = 0; tries < 6; tries += 1) if (await runner.job('erasure')) return
}

export const memoryScenarios = (toLead: ToLead) =>
  ({
    'memory ends': async (runner: Runner) => {
      const { world } = runner
      if (world.accepted.size === 0) await rejectedLongAgo(toLead)(runner)
      const seller = sellerIn(world)
      const erased = idOf(world, ends)
      seller.reactivate(idOf(world, comesBack))
      await runner.quiet()
      world.memory.ended.set(erased, ends)
      await erase(runner)
      await runner.quiet()
      seller.reactivate(erased)
      await runner.quiet()
    },
  }) as const
