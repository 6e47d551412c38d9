// Proofs that go through every fault take longer than a change can wait for. FAULT_SHARE=3 leaves every third fault; which
// third, the code says, so that a commit is as green there as here and the next change has others tried.

import { seedOfCode } from './seed-of-code.ts'

const parts = Number(process.env['FAULT_SHARE'] ?? 1)
if (!Number.isInteger(parts) || parts < 1) throw new Error('FAULT_SHARE is a whole number from 1 on.')
const first = parts === 1 ? 0 : seedOfCode(process.cwd())

/**
 * Tells which of the points of a proof are tried.
 *
 * @param name what is gone through; each begins its share elsewhere
 */
export const shareOf = (name: string): ((point: number) => boolean) => {
  const shift = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), first)
  return (point) => (point + shift) % parts === 0
}

/** Whether all points are tried. */
export const isWhole = parts === 1
