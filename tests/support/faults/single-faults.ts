// Which single faults of a story there are, and which of them are one and the same: what follows a fault depends on the
// world it left behind and on what is still known of it, so faults that leave the same of both have the same ending.

import type { Scenario } from './scenarios.ts'
import type { FaultMode, Watch } from './seam.ts'
import { type Trial, type TrialOptions, trial } from './trial.ts'
import { printOf, type World } from './world.ts'

export type Fault = { readonly index: number; readonly mode: FaultMode }

/** Faults that end the same; the first of them stands for all. */
export type SameFaults = readonly [Fault, ...Fault[]]

/**
 * Goes through a run without a fault and tells its faults apart: every call with every mode is in one of the lists.
 *
 * A process that dies forgets everything, so only the world counts and which act of the run it died in: before a call is
 * the same as after the call before it, and after a call that changed nothing is the same as before it. A process that goes
 * on remembers what it heard: there a lost answer is the same as a refusal only where the call changed nothing and both
 * are told to it in the same words.
 *
 * @param go runs without a fault, and has its calls watched
 */
export const tellApart = async <Run>(
  go: (watch: (world: World) => Watch) => Promise<Run>,
): Promise<{ readonly clean: Run; readonly same: readonly SameFaults[] }> => {
  const same = new Map<string, [Fault, ...Fault[]]>()
  const worlds = new Map<string, number>()
  const add = (key: string, fault: Fault): void => {
    const known = same.get(key)
    if (known) known.push(fault)
    else same.set(key, [fault])
  }
  const clean = await go((world) => {
    const numberOfWorld = (): number => {
      const print = printOf(world)
      const known = worlds.get(print) ?? worlds.size
      worlds.set(print, known)
      return known
    }
    let before = 0
    return {
      before: (index, place) => {
        before = numberOfWorld()
        add(`died ${place} ${before}`, { index, mode: 'crash-before' })
        add(`heard ${index}`, { index, mode: 'error-before' })
      },
      after: (index, place, answer) => {
        const after = numberOfWorld()
        const isRefusal = answer === 'not-told-apart' && after === before
        // What the neighbour itself refuses is neither lost nor followed by a death.
        add(answer === 'error' ? `refused ${index}` : `died ${place} ${after}`, { index, mode: 'crash-after' })
        add(isRefusal ? `heard ${index}` : `heard ${index} late`, { index, mode: 'reply-lost' })
      },
    }
  })
  return { clean, same: [...same.values()] }
}

/** Those of some faults that are wanted, by lists of which none is empty. */
export const amongThem = (same: readonly SameFaults[], isWanted: (fault: Fault) => boolean): readonly SameFaults[] =>
  same.flatMap((faults) => {
    const [first, ...others] = faults.filter(isWanted)
    return first ? [[first, ...others] as const] : []
  })

/** The single faults of a story, without those of what is asked once more at its end. */
export const singleFaults = async (
  scenario: Scenario,
  options: TrialOptions = {},
): Promise<{ readonly clean: Trial; readonly same: readonly SameFaults[] }> => {
  const { clean, same } = await tellApart((watch) => trial(scenario, new Map(), { ...options, watch }))
  return { clean, same: amongThem(same, ({ index }) => index < clean.points) }
}

/** What a trial came to. */
export const ending = ({ world, violations }: Trial): string => JSON.stringify([violations, printOf(world)])
