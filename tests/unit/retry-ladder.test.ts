// When work is tried again.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { giveUpAfterMs, retryDelay } from '../../shared/dual-write/retry-ladder.ts'

const second = 1000
const minute = 60 * second

describe('work that was put off', () => {
  it.each([
    [0, 5 * second],
    [1, 30 * second],
    [2, 2 * minute],
    [3, 10 * minute],
    [4, 30 * minute],
    [5, 60 * minute],
    [6, 60 * minute],
    [1000, 60 * minute],
  ])('%i times before waits about %i ms', (attempt, step) => {
    expect(retryDelay(attempt, 0.5)).toBe(step)
    expect(retryDelay(attempt, 0)).toBe(step * 0.8)
    expect(retryDelay(attempt, 1)).toBe(step * 1.2)
  })

  it('waits at least as long as the neighbour asked for, and spreads by a fifth otherwise', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(3_600_000),
        (attempt, random, atLeast) => {
          const delay = retryDelay(attempt, random, atLeast)
          const step = retryDelay(attempt, 0.5)
          expect(Number.isInteger(delay)).toBe(true)
          expect(delay).toBeGreaterThanOrEqual(Math.max(atLeast, step * 0.8))
          expect(delay).toBeLessThanOrEqual(Math.max(atLeast, step * 1.2))
        },
      ),
    )
  })

  it('is not tried earlier than asked even where the ladder is near that time', () => {
    expect(retryDelay(0, 0, 5 * second)).toBe(5 * second)
    expect(retryDelay(1, 0, 29 * second)).toBe(29 * second)
    expect(retryDelay(0, 0, 90 * second)).toBe(90 * second)
  })

  it('is given up after three days', () => {
    expect(giveUpAfterMs).toBe(72 * 60 * minute)
  })
})
