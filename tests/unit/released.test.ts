// What a pause kept is sent when it ends; what an earlier version kept and is no message any more holds nothing up.

import { expect, it } from 'vitest'
import { type Message, writeLeadMessage } from '../../shared/domain/messages.ts'
import { createBridgeGate, releaseParked } from '../../shared/dual-write/bridge.ts'
import { createDualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { bridgeRig } from '../support/bridge-rig.ts'
import { leadId, now } from '../support/domain-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryTable } from '../support/memory-table.ts'

it('becomes an error that says so, and the rest goes on its way as new', async () => {
  const dualWrite = createDualWriteStore(memoryTable())
  const ids = ['1', '2', '3'].values()
  const gate = createBridgeGate(
    dualWrite,
    () => new Date(now),
    () => ids.next().value ?? '',
    bridgeRig(dualWrite).switchBridge,
  )
  const message = writeLeadMessage(leadId)
  await gate.park('sales-writes', { ...message, attempt: 3, since: now })
  await gate.park('sales-writes', { ...message, type: 'of-earlier' as 'write-lead' })
  await gate.park('sales-writes', message)
  const sent: Message[] = []
  expect(await releaseParked(dualWrite, async (messages) => void sent.push(...messages))).toBe(3)
  expect(sent).toEqual([message, message])
  expect(await keptErrors(dualWrite.errors)).toMatchObject([
    { queue: 'sales-writes', code: 'unreadable-message', firstAt: now, lastAt: now, state: 'Open' },
  ])
})
