// One trial, to look at: SCENARIO names a story and PLAN the faults, as a failing run printed them. Without them, an approval
// in which the process dies at its fifth call and hears no answer at its fortieth.

import { describe, expect, it, vi } from 'vitest'
import { planText, readPlan } from '../support/faults/seam.ts'
import { storiesOfFaults } from '../support/faults/stories.ts'
import { trial } from '../support/faults/trial.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

const { SCENARIO = 'approve', PLAN } = process.env

describe('one trial', () => {
  it(`${SCENARIO}: ends as it must`, async () => {
    const story = (await storiesOfFaults()).find(({ name }) => name === SCENARIO)
    if (!story) throw new Error(`There is no story ${SCENARIO}.`)
    const plan = readPlan(PLAN ?? '5:crash-after,40:reply-lost')
    const { seam, violations, points } = await trial(story.scenario, plan, story.options)
    // The calls that the trial made until rest, so that a fault can be aimed at one.
    if (PLAN !== undefined)
      console.log(
        seam.calls
          .slice(0, points)
          .map((call, index) => `${index} ${call}`)
          .join('\n'),
      )
    expect(seam.struck).toHaveLength(plan.size)
    expect(violations).toEqual([])
  })

  it('is named by its plan, which is read as it is printed', () => {
    const text = '3:crash-before,17:reply-lost'
    expect(planText(readPlan(text))).toBe(text)
    expect(() => readPlan('3:nothing')).toThrow('No call and fault: 3:nothing')
    expect(readPlan('').size).toBe(0)
  })
})
