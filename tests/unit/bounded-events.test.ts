// Events that strangers can cause: told, but never so many that they blind whoever watches.

import { describe, expect, it } from 'vitest'
import { createBoundedEvents } from '../../shared/platform/bounded-events.ts'

const rig = () => {
  const told: string[] = []
  const due: (() => void)[] = []
  const tell = createBoundedEvents<'key' | 'limit', string>(
    {
      tell: (kind, id) => told.push(`${kind} ${id}`),
      leftOut: (kind, count) => told.push(`${kind} left out ${count}`),
    },
    { most: 3, withinMs: 300_000 },
    (ms, act) => {
      expect(ms).toBe(300_000)
      due.push(act)
    },
  )
  const endOfTime = () => {
    for (const act of due.splice(0)) act()
  }
  return { told, tell, endOfTime, due }
}

describe('events of a kind', () => {
  it('are told up to so many in some minutes, and then how many were left out', () => {
    const { told, tell, endOfTime } = rig()
    for (let at = 0; at < 1000; at += 1) tell('limit', String(at))
    tell('key', 'a')
    expect(told).toEqual(['limit 0', 'limit 1', 'limit 2', 'key a'])
    endOfTime()
    expect(told.slice(4)).toEqual(['limit left out 997'])
    tell('limit', 'later')
    expect(told.at(-1)).toBe('limit later')
  })

  it('cost one timer in that time, however many there are, and none without them', () => {
    const { tell, endOfTime, due, told } = rig()
    for (let at = 0; at < 1000; at += 1) tell('key', 'x')
    expect(due).toHaveLength(1)
    endOfTime()
    endOfTime()
    expect(told.filter((line) => line.includes('left out'))).toHaveLength(1)
  })
})
