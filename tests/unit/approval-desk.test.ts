// What there is at the desk of headquarters, where nobody may ask Sales: what is sent, kept, looked at and shown.

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { absentSales } from '../../functions/sales-client.ts'
import { flagsAt } from '../../shared/domain/flags.ts'
import {
  closeLeadMessage,
  decisionMailMessage,
  type Message,
  retryErrorsMessage,
  salesChangeMessage,
  writeLeadMessage,
} from '../../shared/domain/messages.ts'
import { withoutSales } from '../../shared/domain/needs-sales.ts'
import { createBridgeGate } from '../../shared/dual-write/bridge.ts'
import { catchUpWithSales } from '../../shared/dual-write/catch-up-with-sales.ts'
import { derivedIds } from '../../shared/dual-write/derived-ids.ts'
import { retryError } from '../../shared/dual-write/retry-errors.ts'
import { createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import { createDualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { customersThatCount, leadsToCome } from '../../shared/dual-write/what-counts.ts'
import { mayOpen, mayPress } from '../../shared/headquarters/pages/allowed.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { bridgeRig } from '../support/bridge-rig.ts'
import { ids, leadId, now, prospect } from '../support/domain-samples.ts'
import { errorOf } from '../support/error-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { silentLog } from '../support/silent-log.ts'

const retry = retryErrorsMessage({ retryId: leadId, at: now, by: 'ada' })
const mail = decisionMailMessage(leadId, 1)

describe('sending without Sales', () => {
  const sent: (readonly Message[])[] = []
  const send = withoutSales(async (messages) => void sent.push(messages))

  it('leaves out what only Sales is asked for, and sends the rest at once', async () => {
    await send([writeLeadMessage(leadId), mail, salesChangeMessage({ leadId }), retry, closeLeadMessage(leadId)])
    expect(sent).toEqual([[mail, retry]])
  })

  it('does not go to the broker where nothing is left', async () => {
    sent.length = 0
    await send([writeLeadMessage(leadId)])
    expect(sent).toEqual([])
  })
})

describe('the desk of headquarters', () => {
  const table = memoryTable()
  const dualWrite = createDualWriteStore(table)

  it('keeps what was queued for Sales before, whatever the switch says', async () => {
    const { switchBridge } = bridgeRig(dualWrite)
    const clock = () => new Date(now)
    const gate = createBridgeGate(dualWrite, clock, () => '1', switchBridge, 'headquarters')
    expect((await dualWrite.bridge.read()).state).toBe('running')
    expect(await gate.isPaused()).toBe(true)
    await gate.park('sales-writes', writeLeadMessage(leadId))
    expect(await dualWrite.bridge.countParked()).toBe(1)
  })

  it('does not take an error off the list whose work nobody would do', async () => {
    const errors = createCatchUpErrorStore(memoryTable())
    await errors.record(errorOf(1, { message: writeLeadMessage(leadId) }))
    const deps = { errors, send: async () => undefined, allowOneMore: async () => undefined }
    expect(await retryError({ ...deps, desk: 'headquarters' }, errorOf(1).errorId, now)).toBe('unreadable')
    expect((await errors.read(errorOf(1).errorId))?.value.state).toBe('Open')
    expect(await retryError({ ...deps, desk: 'sales' }, errorOf(1).errorId, now)).toBe('done')
  })

  it('ends what nobody confirmed in time, and leaves all others on the list for a Sales to come', async () => {
    const headquarters = createHeadquartersStore(memoryTable())
    const waiting = (id: string) => prospect({ prospectId: id, sales: { leadId: id, stage: 'Waiting for Sales' } })
    const unconfirmed = { ...waiting(leadId), confirmation: { required: true as const } }
    await headquarters.prospects.create(unconfirmed, [])
    await headquarters.prospects.create(waiting(ids.accountId), [])
    const later = new Date(Date.parse(prospect().createdAt) + 8 * 24 * 3_600_000)
    const sent: Message[] = []
    const run = catchUpWithSales({
      headquarters,
      dualWrite,
      desk: 'headquarters',
      sales: absentSales,
      switchBridge: bridgeRig(dualWrite).switchBridge,
      send: async (messages) => void sent.push(...messages),
      now: () => later,
      log: silentLog,
      roundEveryMs: 0,
    })
    expect(await run()).toEqual({ processed: 0, failed: 0 })
    expect((await headquarters.prospects.readAlone(leadId))?.withdrawn?.because).toBe('unconfirmed')
    expect((await headquarters.prospects.readAlone(ids.accountId))?.status).toBe('Open')
    const left: unknown[] = []
    for await (const { watched } of headquarters.watchList.due('9999')) left.push(watched)
    const sixHours = 6 * 3_600_000
    expect(left).toEqual([{ prospectId: ids.accountId, at: new Date(later.getTime() + sixHours).toISOString() }])
    expect(sent).toEqual([])
  })

  it('asks again for a decision of staff whose message was lost, behind however many that only wait', async () => {
    const [headquarters, dualWrite] = [createHeadquartersStore(memoryTable()), createDualWriteStore(memoryTable())]
    const from = prospect().createdAt
    const waiting = (id: string) => prospect({ prospectId: id, sales: { leadId: id, stage: 'Waiting for Sales' } })
    for (let made = 0; made < 450; made += 1) await headquarters.prospects.create(waiting(randomUUID()), [])
    const ruling = { status: 'Approved', by: 'Dana', byId: 'dana', at: from, from } as const
    await headquarters.prospects.create({ ...waiting(leadId), ruling }, [])
    let now = new Date(Date.parse(from) + 3_600_000)
    const sent: Message[] = []
    const run = catchUpWithSales({
      headquarters,
      dualWrite,
      desk: 'headquarters',
      sales: absentSales,
      switchBridge: bridgeRig(dualWrite).switchBridge,
      send: async (messages) => void sent.push(...messages),
      now: () => now,
      log: silentLog,
      roundEveryMs: 0,
    })
    for (let runs = 0; runs < 3; runs += 1) {
      await run()
      now = new Date(now.getTime() + 16 * 60_000)
    }
    expect(new Set(sent.map(({ data }) => data))).toContainEqual({ prospectId: leadId })
    expect(sent.every(({ type }) => type === 'decide-prospect')).toBe(true)
  })
})

describe('with a Sales again', () => {
  const decided = { ...prospect({ status: 'Approved' }), sales: { leadId, stage: 'Waiting for Sales' as const } }
  const made = { customerId: derivedIds(leadId).accountId, number: 'C-000001', name: 'Fabrikam', home: '0' }

  it('leads are missing of those who are open and never had one, and of nobody else', () => {
    const open = { ...decided, status: 'Open' as const }
    const unconfirmed = { ...open, confirmation: { required: true as const } }
    const written = { ...open, sales: { ...open.sales, stage: 'Lead open' as const, leadWrittenAt: now } }
    expect(leadsToCome([decided, open, unconfirmed, written], now)).toEqual([leadId])
    expect(leadsToCome([{ ...open, changedAt: now }], '2026-11-21T08:59:59.999Z')).toEqual([])
  })

  it('customers of an approval without a lead are missing; those on their way behind a lead are not yet', () => {
    expect(customersThatCount([{ ...decided, organization: made }])).toEqual([made])
    const behind = { ...decided.sales, leadWrittenAt: now }
    expect(customersThatCount([{ ...decided, organization: made, sales: behind }])).toEqual([])
  })
})

describe('pages at the desk of headquarters', () => {
  const at = (desk: 'sales' | 'headquarters') =>
    ({ who: { kind: 'staff', id: 'ada' }, role: 'Headquarters.Admin', desk }) as const

  it('offer nothing that is about Sales, and all the rest', () => {
    for (const desk of ['sales', 'headquarters'] as const) {
      const isOffered = desk === 'sales'
      expect(mayOpen(at(desk), 'ContactsPage')).toBe(isOffered)
      expect(mayPress(at(desk), 'RepairProspect', 'look')).toBe(isOffered)
      expect(mayPress(at(desk), 'ChangeDualWrite', 'pause')).toBe(isOffered)
      expect(mayPress(at(desk), 'ChangeDualWrite', 'retry-all')).toBe(true)
      expect(mayOpen(at(desk), 'AddPartnerUserPage')).toBe(true)
    }
  })

  it('show the flags that people here can do something about', () => {
    expect(flagsAt('headquarters', ['lead-missing', 'duplicate-sign-in', 'account-missing'])).toEqual([
      'duplicate-sign-in',
    ])
    expect(flagsAt('sales', ['lead-missing'])).toEqual(['lead-missing'])
  })
})
