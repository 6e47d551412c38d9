// A row that nobody can read is told to people and holds up nothing but itself.

import { describe, expect, it } from 'vitest'
import { ownerOf } from '../../shared/channel/channel-request.ts'
import { sweep, sweepEveryMs } from '../../shared/dual-write/sweep.ts'
import { pullChannelRequests } from '../../shared/headquarters/jobs/pull-channel-requests.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import { isWaiting } from '../../shared/headquarters/store/intents.ts'
import { prospectKey, timelineKey } from '../../shared/headquarters/store/keys.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put } from '../../shared/platform/table.ts'
import { leadId, now, prospect, request, submitted } from '../support/domain-samples.ts'
import { keptLog } from '../support/http-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryStores } from '../support/memory-stores.ts'

const part = shardOf(leadId)
const idOf = (n: number): string => `${part}${leadId.slice(1, -1)}${n}`
const other = idOf(7)
const told = async ({ dualWrite }: ReturnType<typeof memoryStores>) =>
  (await keptErrors(dualWrite.errors)).map(({ code, row, state }) => ({ code, row, state }))
const { log } = keptLog()
const time = () => new Date(now)

describe('a row that cannot be read', () => {
  it('among the requests that wait keeps none of the others waiting', async () => {
    const stores = memoryStores()
    const { requests } = stores.channel
    for (let n = 0; n < 4; n += 1)
      await requests.takeIn({ requestId: idOf(n), request, submittedAt: submitted }, undefined)
    const [first] = await stores.tables.Channel.range(part, '', '~')
    await stores.tables.Channel.write(part, [put(first?.key ?? '', '{"cut')])
    const pull = pullChannelRequests({ requests, incoming: stores.headquarters.incoming, now: time, log })
    expect(await pull()).toEqual({ processed: 3, failed: 0 })
    expect((await stores.headquarters.incoming.next(part, 9)).filter(isWaiting).map(ownerOf)).toEqual(
      [1, 2, 3].map(idOf),
    )
    expect(await pull()).toEqual({ processed: 0, failed: 0 })
    expect(await told(stores)).toEqual([
      { code: 'unreadable-row', row: { table: 'Channel', partition: part, key: first?.key }, state: 'Open' },
    ])
  })

  it('on a timeline is left out of the page, which says so', async () => {
    const stores = memoryStores()
    const { headquarters, tables } = stores
    const entry = { at: now, actor: 'headquarters', code: 'prospect-created', number: 'P-1' } as const
    await headquarters.prospects.create(prospect({ revision: 0 }), [entry, entry])
    await tables.Headquarters.write(part, [put(timelineKey(leadId, 0, 1), { v: 2, code: 'no-such-code' })])
    const view = await readProspectView(headquarters, leadId)
    expect([view?.timeline, view?.unreadable]).toEqual([[entry], 1])
  })

  it('of a prospect does not keep the sweep from the next one', async () => {
    const stores = memoryStores()
    const { headquarters, dualWrite, tables } = stores
    const waiting = { flags: ['lead-missing'] } as const
    await headquarters.prospects.create(prospect(waiting), [])
    await headquarters.prospects.create(
      prospect({ ...waiting, prospectId: other, sales: { ...prospect().sales, leadId: other } }),
      [],
    )
    await tables.Headquarters.write(part, [put(prospectKey(leadId), { v: 99 })])
    const sent: unknown[] = []
    const later = () => new Date(Date.parse(now) + sweepEveryMs * 2)
    const send = async (messages: readonly unknown[]) => void sent.push(...messages)
    await sweep({ headquarters, errors: dualWrite.errors, send, now: later })
    expect(sent).toMatchObject([{ data: { leadId: other } }])
    expect(await told(stores)).toMatchObject([{ code: 'unreadable-row', row: { key: prospectKey(leadId) } }])
  })

  it('that somebody dismissed stays dismissed', async () => {
    const stores = memoryStores()
    const { errors } = stores.dualWrite
    const row = { table: 'Channel', partition: '0', key: 'k' }
    await errors.recordRow(row, now)
    const [error] = await keptErrors(errors)
    const stored = error && (await errors.read(error.errorId))
    if (!stored) throw new Error('Nothing was recorded.')
    await errors.replace(stored, { ...stored.value, state: 'Dismissed' })
    await errors.recordRow(row, now)
    expect(await told(stores)).toEqual([{ code: 'unreadable-row', row, state: 'Dismissed' }])
  })
})
