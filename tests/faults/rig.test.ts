// The rig's own pieces: a world that behaves otherwise than the services would prove nothing.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row, Write } from '../../shared/platform/table.ts'
import { faultModes, faultSeam } from '../support/faults/seam.ts'
import { worldQueues } from '../support/faults/world-queues.ts'
import { worldTable } from '../support/faults/world-table.ts'
import { memoryTable } from '../support/memory-table.ts'

const key = fc.constantFrom('a', 'b', 'c', 'd')
const step = fc.record({
  op: fc.constantFrom('create', 'put', 'replace', 'delete', 'delete unchanged'),
  key,
  value: fc.nat(9),
  stale: fc.boolean(),
})

describe('the table of the world', () => {
  it('answers as the table that is held against storage does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        async (transactions) => {
          const [ours, other] = [worldTable(), memoryTable()]
          const made = (row: Row | undefined, { op, key: at, value, stale }: (typeof transactions)[0][0]): Write => {
            const etag = stale || !row ? 'W/"stale"' : row.etag
            if (op === 'create' || op === 'put') return { op, key: at, value }
            if (op === 'replace') return { op, key: at, value, etag }
            return op === 'delete' ? { op, key: at } : { op: 'delete', key: at, etag }
          }
          const outcome = async (act: () => Promise<unknown> | unknown) => {
            try {
              return await act()
            } catch {
              return 'refused'
            }
          }
          for (const steps of transactions) {
            const mine = steps.map((each) => made(ours.read('p', each.key), each))
            const theirs = await Promise.all(steps.map(async (each) => made(await other.read('p', each.key), each)))
            expect(await outcome(() => ours.write('p', mine))).toBe(await outcome(() => other.write('p', theirs)))
            const values = (rows: readonly Row[]) => rows.map(({ key: at, value }) => [at, value])
            expect(values(ours.range('p', 'b', 'd', 2))).toEqual(values(await other.range('p', 'b', 'd', 2)))
            expect(values(ours.range('p', '', '~'))).toEqual(values(await other.range('p', '', '~')))
          }
        },
      ),
      { numRuns: 300, seed: 20_261_121 },
    )
  })
})

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
