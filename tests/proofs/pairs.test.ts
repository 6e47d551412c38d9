// Two faults in one run: the second one strikes what recovers from the first. All pairs of the approval are more than fit
// into a test run, so a seed draws them; FAULT_PAIRS says how many, FAULT_SEED repeats a draw. Of pairs that leave the same
// world and the same process behind, one is gone through to its end.

import { describe, expect, it, vi } from 'vitest'
import { seededRandom, wholeBelow } from '../support/faults/random.ts'
import { approve } from '../support/faults/scenarios.ts'
import { type FaultMode, type FaultPlan, faultModes } from '../support/faults/seam.ts'
import { ending, type Fault, type SameFaults, tellApart } from '../support/faults/single-faults.ts'
import { replayLine, type Trial, trial } from '../support/faults/trial.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

const wanted = Number(process.env['FAULT_PAIRS'] ?? 50_000)
const seed = Number(process.env['FAULT_SEED'] ?? 20_261_121)
/** Of so many endings that several pairs come to, another pair of one is gone through as well. */
const oneOf = 25

/** The second fault is named by how many calls after the first it strikes. */
type Pair = { readonly first: Fault; readonly distance: number; readonly mode: FaultMode }

const planOf = ({ first, distance, mode }: Pair): FaultPlan =>
  new Map([
    [first.index, first.mode],
    [first.index + distance, mode],
  ])
const tell = (plan: FaultPlan) => tellApart((watch) => trial(approve, plan, { watch }))

/** Finds the list that a fault is in. */
const finder = (same: readonly SameFaults[]) => {
  const lists = new Map(same.flatMap((list) => list.map(({ index, mode }) => [`${index}:${mode}`, list] as const)))
  return ({ index, mode }: Fault): SameFaults | undefined => lists.get(`${index}:${mode}`)
}

/** Different pairs of the approval, by the first of the faults that the first one of each is the same as. */
const draw = (clean: Trial, same: readonly SameFaults[]): ReadonlyMap<Fault, readonly Pair[]> => {
  const random = seededRandom(seed)
  const listOf = finder(same)
  // Half of the draws leave the many reads of empty partitions out.
  const weighty = clean.seam.calls.flatMap((name, index) => (name.endsWith('.range') ? [] : [index]))
  const mode = (): FaultMode => faultModes[wholeBelow(random, faultModes.length)] ?? 'crash-before'
  const first = (): number =>
    random() < 0.5 ? wholeBelow(random, clean.points) : (weighty[wholeBelow(random, weighty.length)] ?? 0)
  const drawn = new Map<string, Pair>()
  while (drawn.size < wanted) {
    const [index, distance] = [first(), 1 + wholeBelow(random, random() < 0.5 ? 24 : clean.points)]
    const pair = { first: { index, mode: mode() }, distance, mode: mode() }
    drawn.set(JSON.stringify(pair), pair)
  }
  return Map.groupBy(drawn.values(), (pair) => {
    const list = listOf(pair.first)
    if (!list) throw new Error(`No list has the fault at ${pair.first.index}.`)
    return list[0]
  })
}

describe('two faults', () => {
  it('approve: pairs of faults, no violation', async () => {
    const started = performance.now()
    const { clean, same } = await tell(new Map())
    const failures: string[] = []
    const run = async (pair: Pair): Promise<Trial> => {
      const plan = planOf(pair)
      const result = await trial(approve, plan)
      if (result.violations.length > 0) failures.push(replayLine('approve', plan, result))
      return result
    }
    let drawn = 0
    let both = 0
    let endings = 0
    for (const [first, pairs] of draw(clean, same)) {
      // What follows the first fault, and which second ones are the same there.
      const after = await tell(new Map([[first.index, first.mode]]))
      const listOf = finder(after.same)
      drawn += pairs.length
      // One that never strikes leaves the first fault alone, of which there are proofs already.
      const met = pairs.filter(({ distance }) => first.index + distance < after.clean.points)
      both += met.length
      const alike = Map.groupBy(met, ({ distance, mode }) => listOf({ index: first.index + distance, mode }))
      expect(alike.has(undefined)).toBe(false)
      for (const [one, ...others] of alike.values()) {
        if (!one) continue
        endings += 1
        const result = await run({ ...one, first })
        expect(result.seam.struck).toHaveLength(2)
        const last = others.at(-1)
        if (last && endings % oneOf === 0)
          expect(ending(await run(last)), JSON.stringify([last, one])).toBe(ending(result))
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `pairs of faults, approve: ${drawn} drawn (${both} met both), with ${endings} endings, seed ${seed}, ${failures.length} violations, ${seconds} s`,
    )
    expect(failures.slice(0, 20)).toEqual([])
    expect(drawn).toBe(wanted)
    expect(both).toBeGreaterThan(wanted * 0.6)
  })
})
