// The secret link ends some time after the decision, never before one, and never where the setting says so.

import { describe, expect, it } from 'vitest'
import { hasLinkEnded } from '../../shared/channel/status-token.ts'

const decidedAt = '2026-08-01T00:00:00Z'
const at = (time: string) => new Date(time)

describe('the link to the status of a request', () => {
  it('opens until its days after the decision are over', () => {
    expect(hasLinkEnded(decidedAt, at('2026-10-30T00:00:00Z'), 90)).toBe(false)
    expect(hasLinkEnded(decidedAt, at('2026-10-30T00:00:01Z'), 90)).toBe(true)
  })

  it('does not end before there is a decision, nor with 0 days', () => {
    expect(hasLinkEnded(undefined, at('2036-01-01T00:00:00Z'), 90)).toBe(false)
    expect(hasLinkEnded(decidedAt, at('2036-01-01T00:00:00Z'), 0)).toBe(false)
  })
})
