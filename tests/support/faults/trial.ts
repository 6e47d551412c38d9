// One trial: a scenario under a plan of faults, then rest, then every rule.

import { salesChangeMessage } from '../../../shared/domain/messages.ts'
import type { Variant } from './app.ts'
import { type Violation, violationsIn } from './invariants.ts'
import { createRunner, Livelock, type Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { type FaultPlan, faultSeam, planText, type Seam, type Watch } from './seam.ts'
import { copyWorld, createWorld, type World } from './world.ts'

export type Trial = {
  readonly violations: readonly Violation[]
  readonly seam: Seam
  readonly world: World
  /** Calls made until rest. */
  readonly points: number
}

export type TrialOptions = {
  readonly variant?: Variant
  /** Also look whether doing everything once more changes anything. */
  readonly onceMore?: boolean
  /** The mail provider tells of every mail it took. */
  readonly mailEvents?: boolean
  /** The world it begins in; an empty one otherwise. */
  readonly begin?: World
  readonly random?: () => number
  readonly atOnce?: number
  readonly pauses?: () => number
  readonly watch?: (world: World) => Watch
}

const effects = (world: World): Record<string, number> => ({
  channel: world.channel.changes(),
  headquarters: world.headquarters.changes(),
  errors: world.errors.changes(),
  sales: world.sales.written.count,
  mails: world.mail.taken.length,
})

/** Invariant I8: all hints come again and all jobs run again. */
export const onceMore = async (runner: Runner): Promise<Violation[]> => {
  const { world } = runner
  const before = effects(world)
  for (const leadId of world.accepted)
    world.queues.send('sales-changes', [salesChangeMessage({ leadId })], world.time.now)
  for (const accountId of world.sales.rows.accounts.keys())
    world.queues.send('sales-changes', [salesChangeMessage({ accountId })], world.time.now)
  for (const contactId of world.sales.rows.contacts.keys())
    world.queues.send('sales-changes', [salesChangeMessage({ contactId })], world.time.now)
  await runner.round()
  const after = effects(world)
  return Object.keys(before)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ invariant: 'I8 once more changes nothing', what: name }))
}

/** Runs one trial. Faults strike where the plan says, in the scenario as in what follows it. */
export const trial = async (scenario: Scenario, plan: FaultPlan, options: TrialOptions = {}): Promise<Trial> => {
  const world = options.begin ? copyWorld(options.begin, options.random) : createWorld(options.random)
  const seam = faultSeam(plan, options.pauses, options.watch?.(world))
  const runner = createRunner(world, seam, { ...options, variant: options.variant ?? {} })
  try {
    await scenario(runner)
    const violations = violationsIn(world, plan.size > 0 && !options.mailEvents)
    const points = seam.calls.length
    seam.calm()
    if (options.onceMore && violations.length === 0) violations.push(...(await onceMore(runner)))
    return { violations, seam, world, points }
  } catch (error) {
    if (!(error instanceof Livelock)) throw error
    const livelock: Violation = { invariant: 'I6 nothing stuck or given up', what: error.message }
    return { violations: [livelock, ...violationsIn(world, true)], seam, world, points: seam.calls.length }
  }
}

/** One line that says what was broken and how to see it again. */
export const replayLine = (name: string, plan: FaultPlan, { violations }: Trial): string =>
  `SCENARIO="${name}" PLAN="${planText(plan)}": ${violations.map(({ invariant, what }) => `${invariant} (${what})`).join('; ')}`
