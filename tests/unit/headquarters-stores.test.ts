// What headquarters keeps beside its customers: numbers, who signs in with which address, runs of jobs, prospects with
// their lists; and what changes together.

import { describe, expect, it } from 'vitest'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { prospectJson } from '../../shared/headquarters/prospect-json.ts'
import { readProspectView } from '../../shared/headquarters/read-prospect-view.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { customerKey, hierarchyKey, mailKey, watchKey } from '../../shared/headquarters/store/keys.ts'
import { createNumberSequences } from '../../shared/headquarters/store/number-sequences.ts'
import { create, put, remove, type Table } from '../../shared/platform/table.ts'
import { leadId, now, prospect, request, submitted, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { memoryTable } from '../support/memory-table.ts'
import { noClocks } from '../support/no-clocks.ts'

const home = leadId.charAt(0)

describe('a number sequence', () => {
  it('hands out each number once, whoever asks at the same time, and costs one transaction for all of a block', async () => {
    const table = memoryTable()
    const take = createNumberSequences(table)
    const numbers = await Promise.all(Array.from({ length: 25 }, () => take('prospect')))
    const expected = Array.from({ length: 25 }, (_, index) => `P-${String(index + 1).padStart(6, '0')}`)
    expect([...numbers].sort()).toEqual(expected)
    // Ten and twenty, and the row is read once.
    expect(table.requests).toMatchObject({ reads: 1, writes: 2 })
  })

  it('leaves no gap longer than what was used, and none longer than a hundred', async () => {
    const table = memoryTable()
    const take = createNumberSequences(table)
    for (let taken = 1; taken <= 500; taken += 1) {
      await take('prospect')
      const kept = (await table.read('sequence', 'prospect'))?.value as { next: number } | undefined
      const gap = (kept?.next ?? Infinity) - 1 - taken
      expect(gap).toBeLessThanOrEqual(taken === 1 ? 9 : Math.min(100, taken + 9))
    }
  })

  it('serves fifty processes that all want numbers at the same time', async () => {
    const table = memoryTable()
    const processes = Array.from({ length: 50 }, () => createNumberSequences(table))
    const taken = await Promise.all(processes.flatMap((take) => Array.from({ length: 30 }, () => take('customer'))))
    expect(new Set(taken).size).toBe(1_500)
  })

  it('goes on behind the block of another process, and counts each kind apart', async () => {
    const table = memoryTable()
    expect(await createNumberSequences(table)('customer')).toBe('C-000001')
    const take = createNumberSequences(table, 2)
    expect([await take('customer'), await take('customer'), await take('customer')]).toEqual([
      'C-000011',
      'C-000012',
      'C-000013',
    ])
    expect(await take('hierarchy')).toBe('H-000001')
  })

  it('that is always changed by others says so in the end', async () => {
    let tries = 0
    const busy: Table = {
      ...memoryTable(),
      writeOne: async () => {
        tries += 1
        return 'conflict'
      },
    }
    await expect(createNumberSequences(busy)('prospect')).rejects.toThrow()
    expect(tries).toBe(100)
  })
})

describe('an address to sign in with', () => {
  it('belongs to one person, however it is spelled, until that person gives it up', async () => {
    const { signIns } = createHeadquartersStore(memoryTable())
    expect(await signIns.claim('Ada@Fabrikam.example ', 'ada')).toBe('claimed')
    expect(await signIns.claim('ada@fabrikam.example', 'ada')).toBe('claimed')
    expect(await signIns.claim('ADA@fabrikam.example', 'eva')).toBe('taken')
    expect(await signIns.claim('eva@fabrikam.example', 'eva')).toBe('claimed')
    await signIns.release('ada@fabrikam.example', 'eva')
    expect(await signIns.claim('ada@fabrikam.example', 'eva')).toBe('taken')
    await signIns.release('ada@fabrikam.example', 'ada')
    await signIns.release('ada@fabrikam.example', 'ada')
    expect(await signIns.claim('ada@fabrikam.example', 'eva')).toBe('claimed')
  })
})

describe('an address that is given up at the moment somebody else asks for it', () => {
  it('is taken until they ask again', async () => {
    const gone: Table = { ...memoryTable(), write: async () => 'conflict', read: async () => undefined }
    expect(await createHeadquartersStore(gone).signIns.claim('a@b.example', 'ada')).toBe('taken')
  })
})

describe('what is looked at again', () => {
  it('is what was looked at before a time, and not what was looked at since', async () => {
    const { headquarters, tables } = memoryStores()
    const other = '0a000000-0000-4000-8000-000000000001'
    await tables.Headquarters.write(home, [
      put(watchKey(leadId), { prospectId: leadId, at: written }),
      put(watchKey(other), { customerId: other, at: now }),
    ])
    const due = async (before: string) => {
      const found: unknown[] = []
      for await (const { watched, lookedAt } of headquarters.watchList.due(before)) {
        found.push(watched)
        await lookedAt('2026-11-30T00:00:00.000Z')
      }
      return found
    }
    expect(await due(written)).toEqual([{ prospectId: leadId, at: written }])
    expect(await due(now)).toEqual([{ customerId: other, at: now }])
    expect(await due(now)).toEqual([])
  })
})

describe('a stored customer', () => {
  const kept = {
    type: 'Organization',
    customerId: leadId,
    number: 'C-1',
    name: 'Fabrikam',
    prospectId: leadId,
    createdAt: written,
    changedAt: written,
  }
  const read = async (more: object) => {
    const { headquarters, tables } = memoryStores()
    await tables.Headquarters.write(home, [put(customerKey(leadId), { ...kept, ...more })])
    return (await headquarters.customers.read(home, leadId))?.value
  }

  it('is read as it was stored', async () => {
    const more = { phone: '1', address: { city: 'Berlin' }, unwritten: ['address.city'], flags: ['account-missing'] }
    expect(await read(more)).toEqual({ ...kept, ...more })
  })

  it.each([
    [{ name: 7 }],
    [{ phone: 7 }],
    [{ address: { city: 7 } }],
    [{ unwritten: ['nothing'] }],
    [{ flags: ['lead-missing'] }],
    [{ type: 'Person' }],
    [{ type: 'Somebody' }],
  ])('that cannot be understood (%j) is refused by its name', async (more) => {
    await expect(read(more)).rejects.toThrow(customerKey(leadId))
  })
})

describe('what changes together', () => {
  it('is stored elsewhere first, and at home in the end', async () => {
    const table = memoryTable()
    const order: string[] = []
    const spied: Table = {
      ...table,
      write: async (partition, writes) => {
        order.push(partition)
        return table.write(partition, writes)
      },
    }
    const unit = createHeadquartersStore(spied).begin('a')
    unit.collect('a', [create('x', 1)])
    unit.collect('b', [create('x', 1)])
    unit.collect('c', [])
    unit.collect('a', [create('y', 1)])
    expect([unit.home, await unit.commit(), order]).toEqual(['a', 'written', ['b', 'a']])
    expect(await table.range('a', '', '~')).toHaveLength(2)
  })

  it('is a conflict where one part is, and home stays as it was', async () => {
    const table = memoryTable()
    await table.write('b', [create('x', 1)])
    const unit = createHeadquartersStore(table).begin('a')
    unit.collect('a', [create('x', 1)])
    unit.collect('b', [create('x', 1)])
    expect([await unit.commit(), await table.read('a', 'x')]).toEqual(['conflict', undefined])
  })

  it('may be nothing at all', async () => {
    const table = memoryTable()
    expect([await createHeadquartersStore(table).begin('a').commit(), table.requests.writes]).toEqual(['written', 0])
  })
})

const change = async (
  { headquarters }: Pick<ReturnType<typeof memoryStores>, 'headquarters'>,
  changes: Partial<Prospect>,
) => {
  const { prospects } = headquarters
  const stored = await prospects.read(leadId)
  if (!stored) throw new Error('There is no prospect.')
  const unit = prospects.begin(leadId)
  prospects.replace(
    unit,
    stored,
    { ...stored.value, ...changes },
    [{ at: now, actor: 'sales', code: 'prospect-reopened' }],
    now,
  )
  return unit.commit()
}

describe('a prospect', () => {
  const listed = async (stores: ReturnType<typeof memoryStores>) => {
    const ids = async (status?: Prospect['status']) =>
      (await stores.headquarters.prospectList(status, 9)).items.map(({ status: shown }) => shown)
    return { all: await ids(), Open: await ids('Open'), Rejected: await ids('Rejected') }
  }

  it('stands in the list of its status, and its changes grow its revision', async () => {
    const stores = memoryStores()
    expect(await stores.headquarters.prospects.create(prospect(), [])).toBe('created')
    expect(await stores.headquarters.prospects.create(prospect(), [])).toBe('exists')
    expect(await listed(stores)).toEqual({ all: ['Open'], Open: ['Open'], Rejected: [] })
    expect(await change(stores, { status: 'Rejected' })).toBe('written')
    expect(await listed(stores)).toEqual({ all: ['Rejected'], Open: [], Rejected: ['Rejected'] })
    const whole = await stores.headquarters.prospects.readWhole(leadId)
    const { listed: _, ...stored } = whole?.prospect ?? {}
    const marks = { listedAddress: true, stageSince: prospect().changedAt } as const
    expect(stored).toEqual(prospect({ status: 'Rejected', revision: 3, changedAt: now, ...marks }))
    expect(whole?.timeline).toEqual([{ at: now, actor: 'sales', code: 'prospect-reopened' }])
    expect(await stores.headquarters.prospects.readAlone(leadId)).toEqual(whole?.prospect)
  })

  it('is looked at again while it waits for Sales, joins a hierarchy or has a flag of its own', async () => {
    const stores = memoryStores()
    const { prospects } = stores.headquarters
    const isWatched = async () => (await stores.tables.Headquarters.read(home, watchKey(leadId))) !== undefined
    await prospects.create(prospect({ sales: { leadId, stage: 'Waiting for Sales' } }), [])
    const states: boolean[] = [await isWatched()]
    for (const changes of [
      { sales: { leadId, stage: 'Lead open' } },
      { flags: ['lead-missing'] },
      { flags: ['account-missing', 'contact-too-narrow'] },
      { hierarchyPending: { email: 'a@b.example' } },
    ] as const) {
      await change(stores, changes)
      states.push(await isWatched())
    }
    expect(states).toEqual([true, false, true, false, true])
  })

  it('that is decided is left in peace, whatever its flags are', async () => {
    const stores = memoryStores()
    await stores.headquarters.prospects.create(prospect(), [])
    const watched = async () => (await stores.tables.Headquarters.read(home, watchKey(leadId))) !== undefined
    const states: boolean[] = []
    for (const status of ['Open', 'Rejected', 'Approved'] as const) {
      await change(stores, { status, flags: ['lead-missing'], sales: { leadId, stage: 'Lead missing' } })
      states.push(await watched())
    }
    expect(states).toEqual([true, false, false])
  })

  it('gets its lines in the lists back when they were lost', async () => {
    const stores = memoryStores()
    const { prospects } = stores.headquarters
    await prospects.create(prospect(), [])
    const rows = await stores.tables.Headquarters.range(home, 'list|', 'list}')
    await stores.tables.Headquarters.write(
      home,
      rows.map(({ key }) => remove(key)),
    )
    expect(await listed(stores)).toEqual({ all: [], Open: [], Rejected: [] })
    await prospects.repairLists(leadId)
    expect(await listed(stores)).toEqual({ all: ['Open'], Open: ['Open'], Rejected: [] })
    await prospects.repairLists('11111111-2222-4333-8444-555555555555')
  })

  it('that is not there is none, whatever else is kept in its place', async () => {
    const stores = memoryStores()
    const { prospects } = stores.headquarters
    await stores.tables.Headquarters.write(home, [put(`${leadId}|t|000001|0`, { v: 2 })])
    expect([
      await prospects.read(leadId),
      await prospects.readAlone(leadId),
      await prospects.readWhole(leadId),
    ]).toEqual([undefined, undefined, undefined])
  })
})

describe('the view of a prospect', () => {
  const organizationId = 'a0000000-0000-4000-8000-000000000001'
  const personId = 'c0000000-0000-4000-8000-000000000001'
  const full = prospect({
    status: 'Approved',
    decision: { number: 1, status: 'Approved', decidedAt: written },
    organization: { customerId: organizationId, number: 'C-1', name: 'Former name', home },
    person: { customerId: personId, number: 'C-2', name: 'Ada Roth', home },
    hierarchyId: organizationId,
    flags: ['lead-missing'],
  })
  const mail = {
    mailId: personId,
    decision: 1,
    kind: 'approved',
    language: 'nl',
    state: 'Accepted',
    tries: 1,
    messageId: 'sg-1',
    at: now,
  }
  const hierarchy = {
    hierarchyId: organizationId,
    number: 'H-1',
    name: 'Fabrikam',
    purpose: 'B2B organization',
    organizationId,
    members: [],
    createdAt: written,
  }
  const viewOf = async (of: Prospect, ...rows: readonly [string, unknown][]) => {
    const stores = memoryStores()
    await stores.headquarters.prospects.create(of, [
      { at: submitted, actor: 'headquarters', code: 'prospect-created', number: of.number },
      { at: written, actor: 'dual-write', code: 'lead-written' },
    ])
    for (const [key, value] of rows) await stores.tables.Headquarters.write(home, [put(key, value)])
    return readProspectView(stores.headquarters, leadId)
  }

  it('shows everything that is known, the customers by their names of now, the newest line first', async () => {
    const organization = {
      type: 'Organization',
      customerId: organizationId,
      number: 'C-1',
      name: 'Fabrikam AG',
      prospectId: leadId,
      createdAt: written,
      changedAt: written,
    }
    const view = await viewOf(
      full,
      [customerKey(organizationId), organization],
      [hierarchyKey(organizationId), hierarchy],
      [mailKey(leadId, 1), mail],
    )
    expect(view).toMatchObject({
      ...request,
      prospectId: leadId,
      number: 'P-000042',
      type: 'B2B prospect',
      status: 'Approved',
      submittedAt: submitted,
      createdAt: submitted,
      changedAt: written,
      sales: { stage: 'Lead open', lead: { id: leadId, writtenAt: written } },
      customers: [
        { customerId: organizationId, number: 'C-1', type: 'Organization', name: 'Fabrikam AG' },
        { customerId: personId, number: 'C-2', type: 'Person', name: 'Ada Roth' },
      ],
      hierarchy,
      decision: full.decision,
      mails: [{ mailId: personId, kind: 'approved', language: 'nl', state: 'Accepted', at: now }],
      // The mail stands among the lines where its time is.
      timeline: [
        { code: 'mail', kind: 'approved', state: 'Accepted', at: now },
        { code: 'lead-written' },
        { code: 'prospect-created' },
      ],
      flags: ['lead-missing'],
    })
    expect(view?.mails[0]).not.toHaveProperty('messageId')
    expect(view?.sales).not.toHaveProperty('leadId')
    expect(view && prospectJson(view, undefined, noClocks)).toMatchObject({
      timeline: [
        { at: now, what: 'Approval mail handed over to the mail provider' },
        { at: written, who: 'dual-write' },
        { who: 'Headquarters' },
      ],
      flags: [{ code: 'lead-missing', message: 'The lead cannot be found in Sales; the prospect stays as it is.' }],
    })
  })

  it('says nothing of Sales in JSON where headquarters decides', async () => {
    const view = await viewOf(prospect({ sales: { leadId, stage: 'Waiting for Sales' }, flags: ['lead-missing'] }))
    const json = view && prospectJson(view, 'headquarters', noClocks)
    expect(json).not.toHaveProperty('sales')
    expect(json?.flags).toEqual([])
    expect(view && prospectJson(view, 'sales', noClocks)).toMatchObject({ sales: { stage: 'Waiting for Sales' } })
  })

  it('shows the mail that is still to be asked for, until it is there', async () => {
    const waiting = (await viewOf(full))?.mails
    expect(waiting).toMatchObject([{ kind: 'approved', state: 'Waiting', at: written }])
    const known = { ...mail, mailId: waiting?.[0]?.mailId }
    expect((await viewOf(full, [mailKey(leadId, 1), known]))?.mails).toMatchObject([{ state: 'Accepted' }])
    const rejected = prospect({
      status: 'Rejected',
      decision: { number: 1, status: 'Rejected', decidedAt: written },
    })
    expect((await viewOf(rejected))?.mails).toMatchObject([{ kind: 'rejected', state: 'Waiting' }])
    expect((await viewOf({ ...rejected, status: 'Open' }))?.mails).toEqual([])
  })

  it('leaves out what there is not', async () => {
    const view = await viewOf(prospect({ sales: { leadId, stage: 'Waiting for Sales' } }))
    expect(view).toMatchObject({ customers: [], mails: [], sales: { lead: { id: leadId } } })
    for (const name of ['hierarchy', 'decision']) expect(view).not.toHaveProperty(name)
    expect(view?.sales.lead).not.toHaveProperty('writtenAt')
    expect(await readProspectView(memoryStores().headquarters, leadId)).toBeUndefined()
  })
})
