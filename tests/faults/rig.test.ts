// The rig's own pieces: a world that behaves otherwise than the services would prove nothing.

import { describe, expect, it } from 'vitest'
import { connectPorts } from '../support/faults/ports.ts'
import { faultModes, faultSeam } from '../support/faults/seam.ts'
import { createWorld } from '../support/faults/world.ts'
import { worldQueues } from '../support/faults/world-queues.ts'

describe('the queues of the world', () => {
  it('a message whose work fails ten times is dead-lettered', () => {
    const queues = worldQueues()
    queues.send('mail', [{ type: 'x' }], 0)
    for (let delivery = 0; delivery < 10; delivery += 1) {
      const message = queues.receive(0, () => 0)
      expect(message).toBeDefined()
      if (message) queues.abandon(message)
    }
    expect(queues.receive(0, () => 0)).toBeUndefined()
    expect(queues.dead.length).toBe(1)
  })

  it('a locked message is nobody else’s, a scheduled one nobody’s before its time', () => {
    const queues = worldQueues()
    queues.send('mail', [{ type: 'x' }], 0)
    queues.send('mail', [{ type: 'y' }], 5000)
    expect(queues.receive(0, () => 0)).toBeDefined()
    expect(queues.receive(4999, () => 0)).toBeUndefined()
    expect(queues.receive(5000, () => 0)).toMatchObject({ body: { type: 'y' } })
  })
})

describe('the seam', () => {
  it.each(faultModes)('%s: the effect and the answer are as the name says', async (mode) => {
    let effects = 0
    const seam = faultSeam(new Map([[0, mode]]))
    const { call, crashed } = seam.connect()
    const effect = () => {
      effects += 1
      return 'answer'
    }
    const answer = call('name', effect, { refused: () => 'refused', lost: () => 'lost' })
    const ended = await Promise.race([answer, crashed])
    const expected = {
      'crash-before': [0, 'crashed'],
      'crash-after': [1, 'crashed'],
      'error-before': [0, 'refused'],
      'reply-lost': [1, 'lost'],
    }
    expect([effects, ended]).toEqual(expected[mode])
    expect(seam.struck.length).toBe(1)
  })
})

describe('the ports of a process', () => {
  it('new ids differ from those of the process before, within one moment too', () => {
    const world = createWorld()
    const seam = faultSeam(new Map())
    const processes = [connectPorts(world, seam.connect()), connectPorts(world, seam.connect())]
    const ids = processes.flatMap(({ newId }) => [newId(), newId()])
    expect(new Set(ids).size).toBe(4)
  })
})
