// Rows that an earlier app stored, before rows had versions, in states that a running environment seldom shows.

import { describe, expect, it } from 'vitest'
import { addressHash } from '../../shared/channel/address-hash.ts'
import { writeLeadMessage } from '../../shared/domain/messages.ts'
import { releaseParked } from '../../shared/dual-write/bridge.ts'
import { listKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect } from '../support/domain-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryStores } from '../support/memory-stores.ts'

describe('a prospect of an earlier app', () => {
  it('that was approved and not yet seen in its hierarchy still waits for that', async () => {
    const { headquarters, tables } = memoryStores()
    const { hierarchyPending: _, ...stored } = prospect({ status: 'Approved' })
    await tables.Headquarters.write(shardOf(leadId), [
      put(prospectKey(leadId), { ...stored, joining: { email: 'ada@fabrikam.example' } }),
    ])
    const read = await headquarters.prospects.readAlone(leadId)
    expect(read?.hierarchyPending).toEqual({ email: 'ada@fabrikam.example' })
    expect(read).not.toHaveProperty('joining')
  })

  it.each([true, false])(
    'leaves the lists that were kept beside the others, where its lists are known: %s',
    async (areKnown) => {
      const { headquarters, tables } = memoryStores()
      const flagged = prospect({ flags: ['lead-missing', 'mail-not-delivered'] })
      const listed = { lists: ['Oldest', 'mark:any', 'mark:lead-missing'], counts: ['p|Open|Lead missing|DE|default|'] }
      const lists = ['Missing', 'Undelivered', ...(areKnown ? listed.lists : [])]
      const marks = { listedMissing: true, listedUndelivered: true, ...(areKnown ? { listed } : {}) }
      await tables.Headquarters.write(shardOf(leadId), [
        put(prospectKey(leadId), { v: 2, ...flagged, ...marks }),
        ...lists.map((list) => put(listKey(list, flagged.createdAt, leadId), {})),
      ])
      const change = async (flags: typeof flagged.flags) => {
        const stored = await headquarters.prospects.read(leadId)
        if (!stored) throw new Error('It is there.')
        const unit = headquarters.prospects.begin(leadId)
        headquarters.prospects.replace(unit, stored, { ...stored.value, flags }, [], now)
        expect(await unit.commit()).toBe('written')
        const rows = await tables.Headquarters.range(shardOf(leadId), 'list|', 'list}')
        return rows
          .map(({ key }) => key.split('|')[1])
          .filter((list) => /^(Missing|Undelivered|mark:.*)$/.test(list ?? ''))
      }
      expect(await change(flagged.flags)).toEqual([
        'Missing',
        'mark:any',
        'mark:lead-missing',
        'mark:mail-not-delivered',
      ])
      expect(await change([])).toEqual([])
    },
  )

  it('is found by its address from its next change on, or once it was compared with Sales', async () => {
    const { headquarters, tables } = memoryStores()
    const changed = prospect({ prospectId: deriveId('test', 'changed') })
    for (const one of [prospect(), changed])
      await tables.Headquarters.write(shardOf(one.prospectId), [put(prospectKey(one.prospectId), one)])
    const found = () => headquarters.findByAddress(addressHash(prospect().request.requestor.email), 10)
    expect(await found()).toEqual([])

    const stored = await headquarters.prospects.read(changed.prospectId)
    if (!stored) throw new Error('It is there.')
    const unit = headquarters.prospects.begin(changed.prospectId)
    const sales = { ...changed.sales, leadEmail: 'right@fabrikam.example' }
    headquarters.prospects.replace(unit, stored, { ...changed, sales }, [], now)
    expect(await unit.commit()).toBe('written')
    expect(await headquarters.findByAddress(addressHash('right@fabrikam.example'), 10)).toEqual([changed.prospectId])

    await headquarters.prospects.repairLists(leadId)
    expect(await found()).toEqual([leadId])
  })

  it.each(['Sending', 'Unknown', 'Bounced', 'Refused', 'Waiting'] as const)(
    'keeps its mail that is %s',
    async (state) => {
      const { headquarters, tables } = memoryStores()
      const mail = { mailId: leadId, decision: 1, kind: 'approved', language: 'nl', state, tries: 2, at: now }
      await tables.Headquarters.write(shardOf(leadId), [
        put(prospectKey(leadId), prospect()),
        put(`${leadId}|m|000001`, mail),
      ])
      expect((await headquarters.prospects.read(leadId))?.mails[0]?.value).toEqual(mail)
    },
  )
})

describe('the bridge of an earlier app', () => {
  it('goes on waiting for Sales', async () => {
    const { dualWrite, tables } = memoryStores()
    const state = { state: 'waiting', at: now, by: 'bridge', reason: 'Sales is out of reach.' }
    await tables.DualWrite.write('bridge', [put('state', state)])
    expect(await dualWrite.bridge.read()).toEqual({ ...state, reason: { code: 'sales-silent' } })
  })

  it.each([
    ['10 errors within 15 minutes', { code: 'too-many-errors', errors: 10, minutes: 15 }],
    ['Sales is out of reach.', { code: 'sales-silent' }],
    ['Maintenance of Sales', { code: 'typed', text: 'Maintenance of Sales' }],
    [undefined, undefined],
  ])('stays paused for the reason that was kept in words: %s', async (reason, code) => {
    const { dualWrite, tables } = memoryStores()
    const state = { state: 'paused', at: now, by: 'kim' }
    await tables.DualWrite.write('bridge', [put('state', { v: 1, ...state, ...(reason ? { reason } : {}) })])
    expect(await dualWrite.bridge.read()).toEqual({ ...state, ...(code ? { reason: code } : {}) })
  })

  it('sends on what it parked, and records what is no message any more', async () => {
    const { dualWrite, tables } = memoryStores()
    const message = { ...writeLeadMessage(leadId), attempt: 3, since: now }
    await tables.DualWrite.write('bridge', [
      put(`parked|${now}|1`, { queue: 'sales-writes', message }),
      put(`parked|${now}|2`, { queue: 'sales-writes', message: { ...message, type: 'write-nothing' } }),
    ])
    const sent: unknown[] = []
    expect(await releaseParked(dualWrite, async (messages) => void sent.push(...messages))).toBe(2)
    expect(sent).toEqual([writeLeadMessage(leadId)])
    expect((await keptErrors(dualWrite.errors)).map(({ code }) => code)).toEqual(['unreadable-message'])
  })

  it('keeps its errors, also those whose message is none any more', async () => {
    const { dualWrite, tables } = memoryStores()
    const errorId = deriveId('error', 1)
    const error = { errorId, queue: 'mail', code: 'mail-unknown', tries: 1, firstAt: now, lastAt: now, state: 'Open' }
    const message = { type: 'no-mail', data: {}, attempt: 0, correlationId: 'c' }
    await tables.DualWrite.write(shardOf(errorId), [put(`error|${errorId}`, { ...error, message })])
    expect(await keptErrors(dualWrite.errors)).toEqual([error])
  })

  it('compares everything of ours once instead of going on with a link of change tracking', async () => {
    const { dualWrite, tables } = memoryStores()
    await tables.DualWrite.write('catch-up', [put('looked', { leads: 'link', sweptAt: now })])
    expect(await dualWrite.progress.read()).toEqual({ tables: {}, sweptAt: now })
  })
})
