// The list *E-mails*: kept and counted with the mail, read hardly more than is shown, found by numbers.

import { describe, expect, it } from 'vitest'
import { lineCells } from '../../shared/domain/lists/line-facets.ts'
import { mailCells, mailNames } from '../../shared/domain/lists/mail-facets.ts'
import type { MailState } from '../../shared/domain/prospect-view.ts'
import { keepLists } from '../../shared/headquarters/jobs/keep-lists.ts'
import { mailsQuery, readMails } from '../../shared/headquarters/mail-query.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { mailKey } from '../../shared/headquarters/store/keys.ts'
import { asMailCursor } from '../../shared/headquarters/store/mail-lists.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, remove } from '../../shared/platform/table.ts'
import { prospect } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { silentLog } from '../support/silent-log.ts'

const idOf = (at: number, kind = '4'): string =>
  `${(at % 16).toString(16)}0000000-0000-${kind}000-8000-${String(at).padStart(12, '0')}`
const timeOf = (at: number): string => new Date(1_800_000_000_000 + at * 1000).toISOString()
const numberOf = (at: number): string => `P-${String(at).padStart(6, '0')}`

const mailOf = (at: number, more: Partial<MailRecord> = {}): MailRecord => ({
  mailId: idOf(at, '5'),
  decision: 1,
  kind: at % 3 === 0 ? 'rejected' : 'approved',
  language: 'en',
  state: 'Accepted',
  at: timeOf(at),
  tries: 1,
  about: { numbers: [numberOf(at)], channel: at % 2 === 0 ? 'eu' : 'us' },
  ...more,
})

const filled = async (count: number, moreOf = (_: number): Partial<MailRecord> => ({})) => {
  const table = memoryTable()
  const headquarters = createHeadquartersStore(table)
  for (let at = 0; at < count; at += 1)
    expect(await headquarters.mails.write(idOf(at), mailOf(at, moreOf(at)), undefined)).not.toBe('conflict')
  return { table, headquarters }
}
type Filled = Awaited<ReturnType<typeof filled>>

const asked = (query: string) => {
  const read = mailsQuery(new URLSearchParams(query))
  if ('errors' in read) throw new Error(JSON.stringify(read.errors))
  return read
}
const shown = async ({ headquarters }: Filled, query: string) =>
  (await readMails(headquarters, asked(query))).items.map(({ numbers }) => numbers[0])

const change = async ({ headquarters }: Filled, at: number, more: Partial<MailRecord>) => {
  const before = await headquarters.mails.read(idOf(at), 1)
  if (!before) throw new Error('There is no such mail.')
  return headquarters.mails.write(idOf(at), { ...before.value, ...more }, before)
}

const countsOf = async ({ headquarters }: Filled) => {
  const { counts } = await headquarters.prospectCounts.read()
  return lineCells(counts, mailCells, mailNames)
    .map(({ facets, count }) => `${Object.values(facets).flat().join(' ')}: ${count}`)
    .toSorted()
}

const run = ({ headquarters }: Filled) =>
  keepLists({ headquarters, now: () => new Date('2027-02-01T00:00:00Z'), log: silentLog })()

describe('the list of mails', () => {
  it('has every mail once, newest first, page after page', async () => {
    const { headquarters } = await filled(70)
    const seen: (string | undefined)[] = []
    for (let cursor = ''; ; ) {
      const page = await readMails(headquarters, asked(`pageSize=30&cursor=${cursor}`))
      seen.push(...page.items.map(({ numbers }) => numbers[0]))
      if (page.cursor === undefined) break
      expect(asMailCursor(page.cursor)).toBeDefined()
      cursor = page.cursor
    }
    expect(seen).toEqual(Array.from({ length: 70 }, (_, at) => numberOf(69 - at)))
  })

  it('shows those of a state, a type, a channel, what went wrong, and of all of it at once', async () => {
    const there = await filled(12, (at) => ({
      ...(at < 4 ? { state: 'Bounced' as const, trouble: { kind: at < 2 ? 'blocked' : 'bounced' } as const } : {}),
    }))
    expect(await shown(there, 'status=Bounced')).toEqual([3, 2, 1, 0].map(numberOf))
    expect(await shown(there, 'type=rejected')).toEqual([9, 6, 3, 0].map(numberOf))
    expect(await shown(there, 'channel=us')).toEqual([11, 9, 7, 5, 3, 1].map(numberOf))
    expect(await shown(there, 'trouble=blocked')).toEqual([1, 0].map(numberOf))
    expect(await shown(there, 'status=Bounced&type=rejected&channel=us')).toEqual([numberOf(3)])
    expect(await shown(there, 'status=Skipped')).toEqual([])
  })

  it('moves a mail with its state, and leaves it where its time is', async () => {
    const there = await filled(3)
    await change(there, 1, { state: 'Delivered', at: timeOf(900) })
    expect(await shown(there, 'status=Accepted')).toEqual([2, 0].map(numberOf))
    expect(await shown(there, 'status=Delivered')).toEqual([numberOf(1)])
    expect(await shown(there, '')).toEqual([2, 1, 0].map(numberOf))
  })

  it('takes one that is sent again for a new one, which is the newest', async () => {
    const there = await filled(3)
    await change(there, 1, { mailId: idOf(99, '5'), state: 'Waiting', at: timeOf(900) })
    expect(await shown(there, '')).toEqual([1, 2, 0].map(numberOf))
  })

  it('finds those of a prospect, of a user and of an organization by their numbers, however they are typed', async () => {
    const there = await filled(20, (at) => (at > 17 ? { about: { numbers: [`C-${at}`, 'C-77'] } } : {}))
    expect(await shown(there, 'search=p-000003')).toEqual([numberOf(3)])
    expect(await shown(there, 'search=%20C-77%20')).toEqual(['C-19', 'C-18'])
    expect(await shown(there, 'search=C-18')).toEqual(['C-18'])
    expect(await shown(there, 'search=ada@fabrikam.example')).toEqual([])
  })

  it('counts each as what it is, before and after it is added up', async () => {
    const there = await filled(3)
    await change(there, 0, { state: 'Bounced', trouble: { kind: 'blocked' } })
    await change(there, 0, { state: 'Bounced', trouble: { kind: 'bounced' } })
    const expected = ['Accepted approved eu: 1', 'Accepted approved us: 1', 'Bounced rejected eu bounced: 1']
    expect(await countsOf(there)).toEqual(expected)
    await run(there)
    expect(await countsOf(there)).toEqual(expected)
  })

  it('reads as much of a hundred thousand as of some: a page is a share of each part', async () => {
    const read = async (count: number) => {
      const there = await filled(count)
      const before = there.table.requests.ranges
      await shown(there, 'pageSize=20')
      return there.table.requests.ranges - before
    }
    expect([await read(200), await read(1600)]).toEqual([16, 16])
  })

  it('says what is wrong with a question', () => {
    const read = mailsQuery(new URLSearchParams('status=Gone&type=x&channel=..&trouble=y&cursor=z&pageSize=0'))
    expect('errors' in read && read.errors.map(({ path }) => path)).toEqual([
      'status',
      'type',
      'channel',
      'trouble',
      'pageSize',
      'cursor',
    ])
  })
})

describe('a mail whose line is lost', () => {
  it('refuses its next change once, and has its lines again', async () => {
    const there = await filled(1)
    const lost = (await there.headquarters.mails.read(idOf(0), 1))?.value.listed?.lists[1] ?? ''
    await there.table.write(shardOf(idOf(0)), [remove(`list|${lost}|${idOf(0)}|000001`)])
    expect(await change(there, 0, { state: 'Delivered' })).toBe('conflict')
    expect(await change(there, 0, { state: 'Delivered' })).not.toBe('conflict')
    expect(await shown(there, 'status=Delivered')).toEqual([numberOf(0)])
  })
})

describe('mails that an earlier version stored', () => {
  const earlier = async (state: MailState) => {
    const table = memoryTable()
    const headquarters = createHeadquartersStore(table)
    const { prospectId } = prospect()
    await headquarters.prospects.create(prospect(), [])
    const { about: _, ...mail } = mailOf(0, { state })
    await table.write(shardOf(prospectId), [put(mailKey(prospectId, 1), mail)])
    return { table, headquarters, prospectId }
  }

  it('are listed and counted by the job, and found by the number of their prospect', async () => {
    const there = await earlier('Unknown')
    expect(await shown(there, '')).toEqual([])
    expect((await there.headquarters.prospectCounts.read()).isWholeOfMails).toBe(false)
    await run(there)
    expect((await there.headquarters.prospectCounts.read()).isWholeOfMails).toBe(true)
    expect(await shown(there, `status=Unknown&search=${prospect().number}`)).toEqual([prospect().number])
    expect(await countsOf(there)).toEqual([`Unknown rejected ${prospect().request.channel}: 1`])
    await run(there)
    expect(await countsOf(there)).toHaveLength(1)
  })

  it('are listed by their next change too, and counted once', async () => {
    const there = await earlier('Accepted')
    const before = await there.headquarters.mails.read(there.prospectId, 1)
    if (!before) throw new Error('It is gone.')
    await there.headquarters.mails.write(there.prospectId, { ...before.value, state: 'Delivered' }, before)
    await run(there)
    expect(await countsOf(there)).toEqual(['Delivered rejected: 1'])
  })
})
