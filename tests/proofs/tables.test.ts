// The table in memory, with which most tests and the fault rig work, against table storage itself: whatever is written in
// whatever order, both answer alike.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row, Write } from '../../shared/platform/table.ts'
import { memoryRows } from '../support/memory-table.ts'
import { startTableStorage, type TableStorage } from '../support/tables.ts'

const key = fc.constantFrom('a', 'b', 'c', 'd')
const step = fc.record({
  op: fc.constantFrom('create', 'put', 'replace', 'delete', 'delete unchanged'),
  key,
  value: fc.nat(9),
  stale: fc.boolean(),
})

let storage: TableStorage
beforeAll(async () => {
  storage = await startTableStorage()
})
afterAll(() => storage.close())

describe('the table in memory', () => {
  it('answers as table storage does, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        // A row twice in one transaction is refused by both; tests/integration/table-transactions.test.ts says so.
        fc.array(fc.uniqueArray(step, { selector: (each) => each.key, minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        async (transactions) => {
          const [ours, other] = [memoryRows(), storage.table()]
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
