// Work behind the bridge's switch: what passes it, what waits, and what the switch and the breaker are told.

import { describe, expect, it } from 'vitest'
import { done, type WorkResult } from '../../shared/domain/work-result.ts'
import type { Gate } from '../../shared/dual-write/bridge.ts'
import { createWorkQueue } from '../../shared/dual-write/work-queue.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { leadId, now } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { message } from '../support/work-queue-rig.ts'

const queueOf = (end: WorkResult | Error, gate: Partial<Gate> = {}) => {
  const { dualWrite } = memoryStores()
  const { log, lines } = keptLog()
  const told: string[] = []
  const tell = (what: string) => async (): Promise<void> => void told.push(what)
  const handle = createWorkQueue(
    'sales-writes',
    async () => {
      told.push('worked')
      if (end instanceof Error) throw end
      return end
    },
    {
      errors: dualWrite.errors,
      send: async () => void told.push('put off'),
      now: () => new Date(now),
      random: () => 0.5,
      log,
      gate: {
        isPaused: async () => false,
        park: tell('parked'),
        salesAnswered: () => void told.push('answered'),
        salesFailed: tell('silent'),
        ...gate,
      },
      breaker: tell('breaker'),
    },
  )
  return { handle, told, lines }
}

describe('while the bridge runs', () => {
  it('work is done, and the switch learns that Sales answers', async () => {
    const { handle, told, lines } = queueOf({ outcome: 'done', prospectId: leadId })
    await handle(message)
    expect(told).toEqual(['worked', 'answered'])
    expect(lines).toMatchObject([{ event: 'work-done', correlationId: leadId }])
  })

  it('work that is refused is kept, and the breaker looks at it', async () => {
    const { handle, told, lines } = queueOf(new SalesRefused('0x1', 'permanent'))
    await handle(message)
    expect(told).toEqual(['worked', 'breaker'])
    expect(lines).toMatchObject([{ event: 'work-failed' }, { event: 'catch-up-error', code: 'sales-0x1' }])
  })

  it('the switch is told when Sales does not answer, and not when it says when to come again', async () => {
    const silent = queueOf(new SalesUnavailable('unreachable'))
    await silent.handle(message)
    expect(silent.told).toEqual(['worked', 'silent', 'put off'])
    const busy = queueOf(new SalesUnavailable('http-429', { retryAfterSeconds: 5 }))
    await busy.handle(message)
    expect(busy.told).toEqual(['worked', 'put off'])
  })

  it('work is put off also when the switch cannot be told, unless that is a mistake of ours', async () => {
    const salesFailed = () => Promise.reject(new StorageUnavailable('x'))
    const { handle, told, lines } = queueOf(new SalesUnavailable('unreachable'), { salesFailed })
    await handle(message)
    expect(told).toEqual(['worked', 'put off'])
    expect(lines).toMatchObject([
      { event: 'work-failed' },
      { event: 'bridge-not-switched', error: 'StorageUnavailable' },
      { event: 'work-put-off' },
    ])
    const mistake = { salesFailed: () => Promise.reject(new TypeError('x')) }
    await expect(queueOf(new SalesUnavailable('unreachable'), mistake).handle(message)).rejects.toThrow(TypeError)
  })
})

describe('while the bridge is paused', () => {
  it('work waits with the bridge, undone', async () => {
    const { handle, told, lines } = queueOf(done, { isPaused: async () => true })
    await handle(message)
    expect([told, lines]).toMatchObject([['parked'], [{ event: 'work-parked', correlationId: 'c-1' }]])
  })
})
