// A breaker over a table in memory: errors are recorded as a test says, and what it sends is kept.

import type { FailureCode } from '../../shared/domain/failures.ts'
import type { QueueName } from '../../shared/domain/queue-names.ts'
import { createBreaker } from '../../shared/dual-write/breaker.ts'
import { createDualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { bridgeRig } from './bridge-rig.ts'
import { keptLog } from './http-samples.ts'
import { memoryTable } from './memory-table.ts'

/** @param unsent what sending fails with, if it does */
export const breakerRig = (settings: { readonly errors: number; readonly minutes: number }, unsent?: Error) => {
  const dualWrite = createDualWriteStore(memoryTable())
  const { switchBridge, acts } = bridgeRig(dualWrite)
  const sent: string[] = []
  let now = Date.parse('2026-11-21T08:00:00.000Z')
  let recorded = 0
  const { log, lines } = keptLog()
  const trip = createBreaker({
    dualWrite,
    switchBridge,
    send: async (messages) => {
      if (unsent) throw unsent
      sent.push(...messages.map(({ type }) => type))
    },
    now: () => new Date(now),
    log,
    settings,
  })
  const fail = async (
    times: number,
    queue: QueueName = 'sales-writes',
    code: FailureCode = 'sales-0x80040333',
  ): Promise<void> => {
    for (let failure = 0; failure < times; failure += 1) {
      recorded += 1
      const at = new Date(now).toISOString()
      await dualWrite.errors.record({
        errorId: deriveId('error', recorded),
        queue,
        code,
        tries: 1,
        firstAt: at,
        lastAt: at,
        state: 'Open',
      })
    }
  }
  const pass = (ms: number): void => {
    now += ms
  }
  return { dualWrite, acts, sent, lines, trip, fail, pass, state: () => dualWrite.bridge.read() }
}
