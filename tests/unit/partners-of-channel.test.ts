// The list of a channel's users, page by page: a place in it is only what a page gave out.

import { expect, it } from 'vitest'
import { createPartnersOfChannel, type ListPlace } from '../../shared/channel/store/partners-of-channel.ts'
import { shards } from '../../shared/platform/shards.ts'
import { create, type Table } from '../../shared/platform/table.ts'
import { aChannel, adaId, aPartner, aUser, benId, contosoId, eveId } from '../support/channel-partners.ts'
import { memoryTable } from '../support/memory-table.ts'

/** Two partners, and in every part rows of other kinds before and after theirs. */
const rig = async () => {
  const table = memoryTable()
  const channel = aChannel(table)
  await channel.tell(aPartner(), [aUser(), aUser({ userId: benId, email: 'ben@fabrikam.example' })])
  await channel.tell(aPartner({ organizationId: contosoId, hierarchyId: contosoId }), [aUser({ userId: eveId })])
  for (const shard of shards)
    for (const key of ['held|x', 'limit|network|x', 'pending|x', 'session|x'])
      await table.write(shard, [create(key, { v: 1 })])
  const setAside: string[] = []
  const asked: string[] = []
  const watched: Table = {
    ...table,
    range: async (part, from, ...more) => {
      asked.push(from)
      return table.range(part, from, ...more)
    },
    setAside: async (_, key) => void setAside.push(key),
  }
  return { list: createPartnersOfChannel(watched), asked, setAside }
}

it('goes on from every place that a page gave out, however small the pages are', async () => {
  const { list, setAside } = await rig()
  for (const size of [1, 2, 3, 200]) {
    const found: string[] = []
    for (let from: ListPlace | undefined, isFirst = true; isFirst || from; isFirst = false) {
      const page = await list.users('eu', from, size)
      if (!page) throw new Error('A place that a page gave out is none.')
      found.push(...page.users.map(({ userId }) => userId))
      from = page.next
    }
    expect(found).toEqual([adaId, benId, eveId])
  }
  expect(setAside).toEqual([])
})

it.each([
  '',
  ' ',
  'held|',
  'limit|network|x',
  'organization|',
  `organization|${'x'.repeat(36)}`,
  'pending|',
  '~',
  "'",
  '\u0000',
  '\ud800',
])('knows no place that a caller made up: %j', async (key) => {
  const { list, asked, setAside } = await rig()
  for (const part of shards) expect(await list.users('eu', { part, key }, 200)).toBeUndefined()
  expect([asked, setAside]).toEqual([[], []])
})
