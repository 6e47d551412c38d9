// What it means for a piece of work that it threw, and how something is done for each of many.

import { describe, expect, it } from 'vitest'
import { isSalesSilent, resultOfFailure } from '../../shared/dual-write/failed-work.ts'
import { forMany } from '../../shared/platform/for-many.ts'
import { QueueRefused, QueueUnavailable } from '../../shared/platform/queue-failures.ts'
import { StorageRefused, StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { UnreadableRow } from '../../shared/platform/unreadable-row.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'

describe('work that failed because of', () => {
  it.each([
    [new SalesUnavailable('http-503'), { outcome: 'later', code: 'sales-http-503' }],
    [
      new SalesUnavailable('http-429', { retryAfterSeconds: 0 }),
      { outcome: 'later', code: 'sales-http-429', afterSeconds: 0 },
    ],
    [new SalesRefused('0x1', 'permanent'), { outcome: 'failed', code: 'sales-0x1' }],
    [new StorageUnavailable('x'), { outcome: 'later', code: 'storage-unavailable' }],
    [new QueueUnavailable('x'), { outcome: 'later', code: 'queue-unavailable' }],
    [new StorageRefused('x'), { outcome: 'failed', code: 'storage-refused' }],
    [new QueueRefused('x'), { outcome: 'failed', code: 'message-too-large' }],
    [new UnreadableRow('x'), { outcome: 'failed', code: 'unreadable-row' }],
    [new TypeError('x'), undefined],
    ['a thrown text', undefined],
  ])('%s', (error, result) => {
    expect(resultOfFailure(error)).toEqual(result)
  })
})

describe('Sales', () => {
  it.each([
    [new SalesUnavailable('unreachable'), true],
    [new SalesUnavailable('http-429', { retryAfterSeconds: 0 }), false],
    [new SalesRefused('0x1', 'permanent'), false],
    [new StorageUnavailable('x'), false],
  ])('%s: silent %s', (error, silent) => {
    expect(isSalesSilent(error)).toBe(silent)
  })
})

describe('something for each of many', () => {
  it('is done for all, in order, sixteen at a time', async () => {
    let underWay = 0
    let most = 0
    const items = Array.from({ length: 40 }, (_, index) => index)
    const results = await forMany(items, async (item) => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return item * 2
    })
    expect([results, most]).toEqual([items.map((item) => item * 2), 16])
    expect(await forMany([], async () => 1)).toEqual([])
  })
})
