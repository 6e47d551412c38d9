// Every single fault at every call of every story leaves nothing lost and nothing doubled.

import { describe, expect, it } from 'vitest'
import { approve, changedCustomers, lost, scenarios } from '../support/faults/scenarios.ts'
import { faultModes } from '../support/faults/seam.ts'
import { replayLine, type TrialOptions, trial } from '../support/faults/trial.ts'

// What follows an approval is tried from there on: the approval is a story of its own.
const { world: approved } = await trial(approve, new Map())
const stories = [
  ...Object.entries(scenarios).map(([name, scenario]) => ({
    name,
    scenario,
    options: (scenario === changedCustomers ? { begin: approved } : {}) as TrialOptions,
  })),
  // Told of every mail it took, the app sends none twice, whatever happens.
  { name: 'approve, with mail events', scenario: approve, options: { mailEvents: true } },
  { name: 'lost, with mail events', scenario: lost, options: { mailEvents: true } },
]

describe('one fault', () => {
  it.each(stories)('$name: every call, every mode, no violation', { timeout: 120_000 }, async (story) => {
    const { name, scenario } = story
    const options = { ...story.options, onceMore: true }
    const started = performance.now()
    const clean = await trial(scenario, new Map(), options)
    expect(clean.violations).toEqual([])
    const failures: string[] = []
    let struck = 0
    for (let index = 0; index < clean.points; index += 1) {
      for (const mode of faultModes) {
        const plan = new Map([[index, mode]])
        const result = await trial(scenario, plan, options)
        struck += result.seam.struck.length
        if (result.violations.length > 0)
          failures.push(`${replayLine(name, plan, result)} at ${clean.seam.calls[index]}`)
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `single faults, ${name}: ${clean.points} calls × ${faultModes.length} modes = ${struck} struck, ${failures.length} violations, ${seconds} s`,
    )
    expect(failures).toEqual([])
    expect(struck).toBe(clean.points * faultModes.length)
  })
})
