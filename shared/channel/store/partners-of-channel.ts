// All users of the partners who buy on a channel, page by page: what a site reads that begins, or that was away too long.

import { createRows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import { after, type Table } from '../../platform/table.ts'
import type { ChannelOrganization } from '../partner.ts'
import { isOnChannel, type UserOfSite, userOfSite } from '../users-of-site.ts'
import { organizationKey } from './keys.ts'
import { organizationFormat, organizationUserFormat } from './user-formats.ts'

/** Where the next page begins: a part of the table, and a key in it. */
export type ListPlace = { readonly part: string; readonly key: string }

export type PartnersOfChannel = {
  /**
   * Users in the order in which they are stored; two storage transactions for a page at most, but for parts that hold few.
   * @param limit rows that are looked at, so a page may have fewer
   * @returns `undefined` for a place that there is not
   */
  readonly users: (
    channel: string,
    from: ListPlace | undefined,
    limit: number,
  ) => Promise<{ readonly users: readonly UserOfSite[]; readonly next?: ListPlace } | undefined>
}

const [first, end] = ['organization|', 'organization}']

/** What follows a partner or a user: with any other place the rows of others would be read, and taken for broken ones. */
const placeForm = /^organization\|[\da-f-]{36}(\|[\da-f-]{36})? $/
const isPlace = ({ part, key }: ListPlace): boolean => shards.includes(part) && placeForm.test(key)

const partnerIn = (key: string): string => key.split('|')[1] ?? ''
const isOfUser = (key: string): boolean => key.split('|').length > 2

export const createPartnersOfChannel = (table: Table): PartnersOfChannel => {
  const organizations = createRows(table, organizationFormat)
  const users = createRows(table, organizationUserFormat)

  /** The users among some rows of a part, each with its partner, which stands before them. */
  const usersIn = async (channel: string, part: string, from: string, limit: number) => {
    const rows = await table.range(part, from, end, limit)
    const found: UserOfSite[] = []
    let partner: ChannelOrganization | undefined
    for (const row of rows) {
      if (!isOfUser(row.key)) {
        partner = (await organizations.readable(part, [row]))[0]?.value
        continue
      }
      const id = partnerIn(row.key)
      if (partner?.organizationId !== id) partner = (await organizations.read(part, organizationKey(id)))?.value
      const [user] = partner && isOnChannel(partner, channel) ? await users.readable(part, [row]) : []
      if (partner && user) found.push(userOfSite(partner, user.value))
    }
    const last = rows.at(-1)
    return { found, seen: rows.length, ...(last && rows.length === limit ? { next: after(last.key) } : {}) }
  }

  return {
    users: async (channel, from, limit) => {
      if (from && !isPlace(from)) return undefined
      const found: UserOfSite[] = []
      let key = from?.key ?? first
      let left = limit
      for (let at = from ? shards.indexOf(from.part) : 0; at < shards.length; at += 1) {
        const part = shards[at] ?? ''
        const slice = await usersIn(channel, part, key, left)
        found.push(...slice.found)
        left -= slice.seen
        if (slice.next !== undefined) return { users: found, next: { part, key: slice.next } }
        key = first
      }
      return { users: found }
    },
  }
}
