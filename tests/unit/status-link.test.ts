// The secret link ends some time after the decision, never before one, and never where the setting says so.

import { describe, expect, it } from 'vitest'
import {
  confirmToken,
  hasLinkEnded,
  isConfirmToken,
  isStatusToken,
  statusToken,
} from '../../shared/channel/status-token.ts'

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

  it('opens by the secret of now and by the one before while one replaces the other, and confirms nothing', () => {
    const [older, newer, foreign] = ['o'.repeat(32), 'n'.repeat(32), 'f'.repeat(32)] as const
    const id = '11111111-2222-4333-8444-555555555555'
    const both = [newer, older]
    const opens = [newer, older, foreign].map((secret) => isStatusToken(both, id, statusToken(secret, id)))
    expect(opens).toEqual([true, true, false])
    const confirms = [newer, older, foreign].map((secret) => isConfirmToken(both, id, confirmToken(secret, id)))
    expect(confirms).toEqual([true, true, false])
    expect(isStatusToken(both, id, confirmToken(newer, id))).toBe(false)
    expect(isConfirmToken(both, id, statusToken(newer, id))).toBe(false)
  })
})
