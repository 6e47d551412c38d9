// When the bridge pauses itself.

import { describe, expect, it } from 'vitest'
import { createBreaker } from '../../shared/dual-write/breaker.ts'
import { readBridge } from '../../shared/dual-write/bridge.ts'
import { type CatchUpError, recordCatchUpError } from '../../shared/dual-write/catch-up-errors.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { now } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const stateAfter = async (codes: readonly string[], more: Partial<CatchUpError> = {}): Promise<string> => {
  const table = memoryTable()
  for (const [index, code] of codes.entries())
    await recordCatchUpError(table, {
      errorId: deriveId('error', index),
      queue: 'sales-changes',
      code: code as CatchUpError['code'],
      tries: 1,
      firstAt: now,
      lastAt: now,
      state: 'Open',
      ...more,
    })
  const settings = { errors: 3, minutes: 15 }
  const { log } = keptLog()
  await createBreaker({ table, send: async () => undefined, now: () => new Date(now), log, settings })()
  return (await readBridge(table)).state
}

describe('the breaker', () => {
  it('pauses the bridge when Sales refused too much', async () => {
    expect(await stateAfter(Array(2).fill('sales-0x80040333'))).toBe('running')
    expect(await stateAfter(Array(3).fill('sales-0x80040333'))).toBe('paused')
  })

  it('does not count what is no message, or of another queue: anybody can send that', async () => {
    for (const code of ['unreadable-message', 'message-type-unknown'])
      expect(await stateAfter(Array(20).fill(code))).toBe('running')
  })

  it('does not count mails, or what is long ago', async () => {
    expect(await stateAfter(Array(3).fill('http-400'), { queue: 'mail' })).toBe('running')
    expect(await stateAfter(Array(3).fill('sales-0x80040333'), { lastAt: '2000-01-01T00:00:00.000Z' })).toBe('running')
  })
})
