// What anybody can put on a queue does not make the bridge pause itself.

import { expect, it } from 'vitest'
import { breakerRig } from '../support/breaker-rig.ts'

it.each(['unreadable-message', 'message-type-unknown'] as const)(
  'the breaker does not count what came as %s: it says nothing of Sales',
  async (code) => {
    const { fail, trip, sent, lines, state } = breakerRig({ errors: 3, minutes: 15 })
    await fail(20, 'sales-changes', code)
    await fail(2)
    await trip()
    expect([(await state()).state, sent]).toEqual(['running', []])
    await fail(1)
    await trip()
    expect((await state()).state).toBe('paused')
    expect(lines).toEqual([{ event: 'bridge-paused', errors: 3 }])
  },
)
