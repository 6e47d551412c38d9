// Every single fault at every call of a story leaves nothing lost and nothing doubled. Faults that leave the same world and the
// same process behind end the same: one of them is gone through to its end.

import { describe, expect, it } from 'vitest'
import { isWhole, shareOf } from '../share.ts'
import { faultModes } from './seam.ts'
import { ending, type Fault, singleFaults } from './single-faults.ts'
import type { storiesOfFaults } from './stories.ts'
import { replayLine, type Trial, trial } from './trial.ts'

/** Of so many faults with others like them, the last one of these is gone through as well. */
const oneOf = 25

type Story = Awaited<ReturnType<typeof storiesOfFaults>>[number]

/** Tells these stories with every fault. Two files do so, of half of them each: one worker takes as long as all other proofs do. */
export const everySingleFault = (stories: readonly Story[]): void => {
  describe('one fault', () => {
    it.each(stories)('$name: every call, every mode, no violation', async (story) => {
      const { name, scenario, options } = story
      const started = performance.now()
      const { clean, same } = await singleFaults(scenario, options)
      expect(clean.violations).toEqual([])
      const failures: string[] = []
      const isMine = shareOf(name)
      const tried = same.filter((_, at) => isMine(at))
      let struck = 0
      const run = async ({ index, mode }: Fault): Promise<Trial> => {
        const plan = new Map([[index, mode]])
        const result = await trial(scenario, plan, options)
        expect(result.seam.struck).toHaveLength(1)
        if (result.violations.length > 0)
          failures.push(`${replayLine(name, plan, result)} at ${clean.seam.calls[index]}`)
        return result
      }
      for (const [at, faults] of tried.entries()) {
        const [first] = faults
        const result = await run(first)
        struck += faults.length
        const last = faults.at(-1)
        if (at % oneOf !== 0 || !last || last === first) continue
        expect(ending(await run(last)), `${last.index}:${last.mode} as ${first.index}:${first.mode}`).toBe(
          ending(result),
        )
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(
        `single faults, ${name}: ${clean.points} calls × ${faultModes.length} modes, ${struck} struck, with ${tried.length} of ${same.length} endings, ${failures.length} violations, ${seconds} s`,
      )
      expect(failures).toEqual([])
      const all = clean.points * faultModes.length
      expect(same.reduce((sum, faults) => sum + faults.length, 0)).toBe(all)
      if (isWhole) expect(struck).toBe(all)
      else expect(struck).toBeGreaterThan(0)
    })
  })
}
