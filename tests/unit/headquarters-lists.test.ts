// Row keys of headquarters and what may be asked of the list of prospects.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../shared/domain/reference.ts'
import { listQuery } from '../../shared/headquarters/list-query.ts'
import { createFindProspects } from '../../shared/headquarters/store/find-prospects.ts'
import {
  allOf,
  customerKey,
  hierarchyKey,
  incomingKey,
  listKey,
  listRange,
  mailKey,
  prospectAndMails,
  prospectKey,
  pushKey,
  signInKey,
  timelineKey,
  wholeProspect,
} from '../../shared/headquarters/store/keys.ts'
import { createProspectLists } from '../../shared/headquarters/store/prospect-lists.ts'
import { summaryOf } from '../../shared/headquarters/store/prospects.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { create } from '../../shared/platform/table.ts'
import { prospect, written } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const within = (key: string, [from, to]: [string, string]) => key >= from && key < to
const id = '0f8fad5b-d9cb-469f-a165-70867728950e'

describe('the keys of one prospect', () => {
  it('stand in the order prospect, mails, timeline, each by number', () => {
    const keys = [
      prospectKey(id),
      mailKey(id, 1),
      mailKey(id, 2),
      mailKey(id, 10),
      timelineKey(id, 1, 0),
      timelineKey(id, 9, 1),
      timelineKey(id, 10, 0),
    ]
    expect([...keys].sort()).toEqual(keys)
    expect(keys.every((key) => within(key, wholeProspect(id)))).toBe(true)
    expect(keys.map((key) => within(key, prospectAndMails(id)))).toEqual([true, true, true, true, false, false, false])
  })

  it('are not mixed up with those of any other record', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        fc.pre(one !== other)
        const foreign = [prospectKey, customerKey, hierarchyKey, incomingKey, signInKey].map((key) => key(other))
        foreign.push(
          mailKey(other, 1),
          timelineKey(other, 1, 0),
          incomingKey(one),
          pushKey(one, 1),
          pushKey(other, 1),
          listKey('All', '2026-11-21', one),
        )
        expect(foreign.filter((key) => within(key, wholeProspect(one)))).toEqual([])
      }),
    )
  })

  it('keep waiting work apart by its kind', () => {
    expect([within(incomingKey(id), allOf('incoming')), within(pushKey(id, 1), allOf('push'))]).toEqual([true, true])
    expect([within(incomingKey(id), allOf('push')), within(pushKey(id, 1), allOf('incoming'))]).toEqual([false, false])
  })
})

describe('the keys of a list', () => {
  const moments = fc
    .date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString())

  it('stand in the order of time, newest first, within their list only', () => {
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        const [first, second] = [listKey('Open', one, id), listKey('Open', other, id)]
        if (one !== other) expect(first < second).toBe(one > other)
        expect(within(first, listRange('Open'))).toBe(true)
        expect(within(first, listRange('All'))).toBe(false)
      }),
    )
  })

  it('go on after the cursor, neither repeating its row nor missing the next', () => {
    const cursorOf = (key: string) => key.slice('list|All|'.length)
    const keys = ['2026-11-21T09:00:00.002Z', '2026-11-21T09:00:00.001Z'].flatMap((at) =>
      ['11111111-0000-4000-8000-000000000000', id].map((prospectId) => listKey('All', at, prospectId)),
    )
    const sorted = [...keys].sort()
    const after = sorted.filter((key) => within(key, listRange('All', cursorOf(sorted[1] ?? ''))))
    expect(after).toEqual(sorted.slice(2))
  })
})

describe('a query of the list', () => {
  const ask = (query: string) => listQuery(new URLSearchParams(query))
  const errors = (query: string) => {
    const result = ask(query)
    return 'errors' in result ? result.errors.map(({ path, code }) => [path, code]) : []
  }

  it('has defaults for what is absent or empty', () => {
    expect(ask('')).toEqual({ status: undefined, pageSize: 50 })
    expect(ask('status=&pageSize=&cursor=')).toEqual({ status: undefined, pageSize: 50 })
  })

  it.each(['Open', 'Approved', 'Rejected'])('may name the status %s', (status) => {
    expect(ask(`status=${status}&pageSize=200`)).toEqual({ status, pageSize: 200 })
  })

  it('may ask for what is missing in Sales instead of a status', () => {
    expect(ask('missing=true')).toEqual({ status: undefined, missing: true, pageSize: 50 })
    expect(errors('missing=yes')).toEqual([['missing', 'unknown-value']])
    expect(errors('missing=true&status=Open')).toEqual([['missing', 'unknown-value']])
  })

  it('may ask for undelivered mails instead of a status, and for one such list only', () => {
    expect(ask('undelivered=true')).toEqual({ status: undefined, undelivered: true, pageSize: 50 })
    expect(errors('undelivered=1')).toEqual([['undelivered', 'unknown-value']])
    expect(errors('undelivered=true&status=Open')).toEqual([['undelivered', 'unknown-value']])
    expect(errors('undelivered=true&missing=true')).toEqual([['undelivered', 'unknown-value']])
  })

  it.each(['open', 'Declined', 'toString', 'Open,Approved'])('names no status %s', (status) => {
    expect(errors(`status=${status}`)).toEqual([['status', 'unknown-value']])
  })

  it.each(['0', '-1', '201', '1.5', 'many', '1e9', 'NaN', 'Infinity'])('names no page size %s', (size) => {
    expect(errors(`pageSize=${size}`)).toEqual([['pageSize', 'format']])
  })

  it.each(['x', Buffer.from('9|x').toString('base64url'), Buffer.from(`0000000000001|${id}~`).toString('base64url')])(
    'names no cursor %s',
    (cursor) => {
      expect(errors(`cursor=${cursor}`)).toEqual([['cursor', 'format']])
    },
  )

  it('is told everything that is wrong with it, and nothing is repeated', () => {
    expect(ask('pageSize=0')).toMatchObject({ errors: [{ message: 'Give a whole number from 1 to 200.' }] })
    expect(ask('cursor=x')).toMatchObject({ errors: [{ message: 'Give a cursor that an earlier page returned.' }] })
    const result = ask('status=SECRET&pageSize=SECRET&cursor=SECRET')
    expect(errors('status=SECRET&pageSize=SECRET&cursor=SECRET')).toHaveLength(3)
    expect(JSON.stringify(result)).not.toContain('SECRET')
  })

  it('followed from cursor to cursor shows every prospect once, newest first', async () => {
    const table = memoryTable()
    const made = Array.from({ length: 23 }, (_, at) => ({
      prospectId: `${(at * 7).toString(16).padStart(2, '0').slice(-1)}f8fad5b-d9cb-469f-a165-${String(at).padStart(12, '0')}`,
      createdAt: new Date(1_790_000_000_000 + Math.floor(at / 3)).toISOString(),
    }))
    for (const each of made) {
      const line = summaryOf(prospect(each))
      await table.write(shardOf(each.prospectId), [create(listKey('All', each.createdAt, each.prospectId), line)])
    }
    const seen: string[] = []
    let cursor: string | undefined = ''
    let pages = 0
    while (cursor !== undefined) {
      const query = listQuery(new URLSearchParams({ pageSize: '5', cursor }))
      if ('errors' in query) throw new Error('The cursor of a page was refused.')
      const page = await createProspectLists(table)(query.status, query.pageSize, query.cursor)
      seen.push(...page.items.map((item) => item.prospectId))
      cursor = page.cursor
      pages += 1
    }
    expect(pages).toBe(5)
    expect([...seen].sort()).toEqual(made.map((each) => each.prospectId).sort())
    const times = seen.map((prospectId) => made.find((each) => each.prospectId === prospectId)?.createdAt ?? '')
    expect(times).toEqual([...times].sort().reverse())
  })
})

describe('a reference', () => {
  const ids = [
    '0f8fad5b-d9cb-469f-a165-70867728950e',
    '0f8fad5b-d9ff-469f-a165-70867728950e',
    '0f8fad5b-e0cb-469f-a165-70867728950e',
  ]
  const asked = (reference: string) => listQuery(new URLSearchParams({ reference }))

  it('finds the prospects whose ids begin so, among all that is kept beside them', async () => {
    const table = memoryTable()
    for (const prospectId of ids)
      await table.write(shardOf(prospectId), [
        create(prospectKey(prospectId), prospect({ prospectId })),
        create(mailKey(prospectId, 1), {}),
        create(timelineKey(prospectId, 1), {}),
        create(customerKey(prospectId), {}),
        create(listKey('All', written, prospectId), {}),
      ])
    const find = createFindProspects(table)
    const query = asked(referenceOf(id))
    const found = await find(('idsBegin' in query && query.idsBegin) || '?')
    expect(found.map(({ prospectId }) => prospectId)).toEqual(ids.slice(0, 2))
    expect(await find('0f8fad5b-d9cc')).toEqual([])
  })

  it('does not find a customer that has such an id', async () => {
    const table = memoryTable()
    await table.write(shardOf(id), [create(customerKey(id), {}), create(hierarchyKey(id), {})])
    expect(await createFindProspects(table)('0f8fad5b-d9')).toEqual([])
  })

  it('that is mistyped is told as such', () => {
    const wrong = referenceOf(id).replace(/.$/, (last) => (last === '2' ? '3' : '2'))
    expect(asked(wrong)).toMatchObject({ errors: [{ path: 'reference', code: 'format' }] })
  })
})
