// Every single fault at every call of every story leaves nothing lost and nothing doubled.

import { describe, expect, it } from 'vitest'
import { faultModes } from '../support/faults/seam.ts'
import { storiesOfFaults } from '../support/faults/stories.ts'
import { replayLine, trial } from '../support/faults/trial.ts'

const stories = await storiesOfFaults()

describe('one fault', () => {
  it.each(stories)('$name: every call, every mode, no violation', { timeout: 300_000 }, async (story) => {
    const { name, scenario, options } = story
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
