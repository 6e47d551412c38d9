// Mistakes that only show while something happens: no rule about the end sees them, and the one about the way does.

import { describe, expect, it } from 'vitest'
import { earlyMutants } from '../support/faults/mutants-early.ts'
import { scenarios } from '../support/faults/scenarios.ts'
import { trial } from '../support/faults/trial.ts'

const named: Readonly<Record<string, (typeof scenarios)[keyof typeof scenarios]>> = scenarios

describe('done too early', () => {
  it.each(Object.entries(earlyMutants))('%s: seen by the rule about the way alone', async (_, mutant) => {
    const scenario = named[mutant.shows]
    if (!scenario) throw new Error('There is no such story.')
    const { violations } = await trial(scenario, new Map(), { variant: mutant.variant })
    expect([...new Set(violations.map(({ invariant }) => invariant))]).toEqual([mutant.caughtBy])
  })

  it.each(Object.entries(scenarios))('nothing in %s', async (_, scenario) => {
    const { world } = await trial(scenario, new Map())
    expect(world.early).toEqual([])
  })
})
