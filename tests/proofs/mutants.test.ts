// The rig is only worth something when it notices: every planted mistake is caught, by the invariant it breaks.

import { describe, expect, it, vi } from 'vitest'
import { mutants } from '../support/faults/mutants.ts'
import { scenarios } from '../support/faults/scenarios.ts'
import { situations } from '../support/faults/situations.ts'
import type { Situation } from '../support/faults/situations-crowded.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

const named: Readonly<Record<string, Situation>> = situations
let caught = 0

describe('the product itself', () => {
  // The stories themselves are tried with every fault in single.test.ts.
  const others = Object.keys(situations).filter((name) => !Object.hasOwn(scenarios, name))
  it.each(others)('stands %s', async (name) => {
    expect(await named[name]?.({})).toEqual([])
  })
})

describe('planted mistakes', () => {
  it.each(Object.entries(mutants))('%s', async (_, { variant, shows, caughtBy }) => {
    const violations = await named[shows]?.(variant)
    expect(violations?.map(({ invariant }) => invariant)).toContain(caughtBy)
    caught += 1
  })

  it('are at least twenty, each with a name', () => {
    console.log(`planted mistakes: ${caught} of ${Object.keys(mutants).length} caught by name`)
    expect(caught).toBeGreaterThanOrEqual(20)
    expect(caught).toBe(Object.keys(mutants).length)
  })
})
