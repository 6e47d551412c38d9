// Every story of the fault rig once, without a fault: what the whole app does, in memory and within a second. Part of
// the tests that `npm run mutation` asks; `npm test` tells the same stories with every fault.

import { describe, expect, it } from 'vitest'
import { scenarios } from '../support/faults/scenarios.ts'
import { trial } from '../support/faults/trial.ts'

describe('without any fault', () => {
  it.each(Object.entries(scenarios))(
    '%s breaks no rule, and doing it all once more changes nothing',
    async (_, story) => {
      const { violations } = await trial(story, new Map(), { onceMore: true })
      expect(violations).toEqual([])
    },
  )
})
