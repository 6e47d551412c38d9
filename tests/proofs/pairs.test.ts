// Two faults in one run: the second one strikes what recovers from the first. All pairs of the approval are more than fit
// into a test run, so a seed draws them; FAULT_PAIRS says how many, FAULT_SEED repeats a draw.

import { describe, expect, it } from 'vitest'
import { seededRandom, wholeBelow } from '../support/faults/random.ts'
import { approve } from '../support/faults/scenarios.ts'
import { type FaultMode, type FaultPlan, faultModes } from '../support/faults/seam.ts'
import { replayLine, trial } from '../support/faults/trial.ts'

const wanted = Number(process.env['FAULT_PAIRS'] ?? 50_000)
const seed = Number(process.env['FAULT_SEED'] ?? 20_261_121)

describe('two faults', () => {
  it('approve: pairs of faults, no violation', { timeout: 1_200_000 }, async () => {
    const started = performance.now()
    const random = seededRandom(seed)
    const clean = await trial(approve, new Map())
    // Half of the draws leave the many reads of empty partitions out.
    const weighty = clean.seam.calls.flatMap((name, index) => (name.endsWith('.range') ? [] : [index]))
    const mode = (): FaultMode => faultModes[wholeBelow(random, faultModes.length)] ?? 'crash-before'
    const first = (): number =>
      random() < 0.5 ? wholeBelow(random, clean.points) : (weighty[wholeBelow(random, weighty.length)] ?? 0)
    const drawn = new Set<string>()
    const failures: string[] = []
    let both = 0
    while (drawn.size < wanted) {
      const [one, distance] = [first(), 1 + wholeBelow(random, random() < 0.5 ? 24 : clean.points)]
      const plan: FaultPlan = new Map([
        [one, mode()],
        [one + distance, mode()],
      ])
      const key = JSON.stringify([...plan])
      if (drawn.has(key)) continue
      drawn.add(key)
      const result = await trial(approve, plan)
      if (result.seam.struck.length === 2) both += 1
      if (result.violations.length > 0) failures.push(replayLine('approve', plan, result))
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `pairs of faults, approve: ${drawn.size} runs (${both} met both), seed ${seed}, ${failures.length} violations, ${seconds} s`,
    )
    expect(failures.slice(0, 20)).toEqual([])
    expect(both).toBeGreaterThan(wanted * 0.6)
  })
})
