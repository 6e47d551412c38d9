// Reads the lists *Partners* and *Users*, newest first, and finds in them by words. The lines of all parts are merged a few
// at a time, so that hardly more is read than is shown.

import type { PartnerStatus, UserStatus } from '../../domain/users/user.ts'
import { createRows, type Rows } from '../../platform/row-format.ts'
import { shards } from '../../platform/shards.ts'
import { after, type Table } from '../../platform/table.ts'
import { listPlace, listRange } from './keys.ts'
import {
  type LineList,
  listNamed,
  type PartnerLine,
  partnerLineFormat,
  type UserLine,
  userLineFormat,
  wordKey,
  wordsOf,
} from './partner-lines.ts'

export type LinePage<T> = { readonly items: readonly T[]; readonly cursor?: string }

export type Asked<Status> = {
  /** Only those of this status. */
  readonly status?: Status | undefined
  /** Only those whose name has words that begin so. */
  readonly words?: string | undefined
  readonly pageSize: number
  /** Where an earlier page of the list ended. */
  readonly after?: string | undefined
}

export type PartnerLists = {
  readonly partners: (asked: Asked<PartnerStatus>) => Promise<LinePage<PartnerLine>>
  readonly users: (asked: Asked<UserStatus>) => Promise<LinePage<UserLine>>
}

/** Lines of one part that are read at once. */
const atOnce = 4
/** A search that finds little in much ends here. */
const mostRead = 2000

const cursorForm = /^\d{13}\|[0-9a-f-]{36}(\|[0-9a-f-]{36})?$/

/** Reads a cursor that a page gave out; `undefined` when it is none. */
export const asLineCursor = (given: string): string | undefined => {
  const cursor = Buffer.from(given, 'base64url').toString('utf8')
  return cursorForm.test(cursor) ? cursor : undefined
}

type Part<T> = {
  readonly shard: string
  from: string
  waiting: { readonly key: string; readonly value: T }[]
  isDone: boolean
}

/** The first lines of a range of all parts, in the order of their keys. */
const merged = async <T>(
  table: Table,
  rows: Rows<T>,
  [from, to]: readonly [string, string],
  count: number,
  keep: (line: T) => boolean,
): Promise<{ readonly key: string; readonly value: T }[]> => {
  const parts = shards.map((shard): Part<T> => ({ shard, from, waiting: [], isDone: false }))
  const found: { readonly key: string; readonly value: T }[] = []
  let read = 0
  const fill = async (part: Part<T>): Promise<void> => {
    while (part.waiting.length === 0 && !part.isDone) {
      const page = await table.range(part.shard, part.from, to, atOnce)
      const last = page.at(-1)
      part.isDone = page.length < atOnce
      if (last) part.from = after(last.key)
      read += page.length
      part.waiting = [...(await rows.readable(part.shard, page))]
    }
  }
  while (found.length < count && read < mostRead) {
    await Promise.all(parts.map(fill))
    const [first, ...others] = parts.filter(({ waiting }) => waiting.length > 0)
    if (!first) break
    const keyOf = ({ waiting }: Part<T>): string => waiting[0]?.key ?? ''
    const next = others.reduce((least, part) => (keyOf(part) < keyOf(least) ? part : least), first).waiting.shift()
    if (next && keep(next.value)) found.push(next)
  }
  return found
}

type Line = {
  readonly organizationId: string
  readonly name: string
  readonly status: string
  readonly userId?: string
}

export const createPartnerLists = (table: Table): PartnerLists => {
  const page = async <T extends Line>(list: LineList, rows: Rows<T>, asked: Asked<string>): Promise<LinePage<T>> => {
    const { status, words, pageSize, after: place } = asked
    const isOf = (line: T): boolean => status === undefined || line.status === status
    if (words === undefined) {
      const name = listNamed(list, status)
      // One more than the page tells whether there is a next one.
      const found = await merged(table, rows, listRange(name, place), pageSize + 1, isOf)
      const last = found.at(pageSize - 1)
      const items = found.slice(0, pageSize).map(({ value }) => value)
      if (found.length <= pageSize || !last) return { items }
      return { items, cursor: Buffer.from(listPlace(name, last.key)).toString('base64url') }
    }
    const wanted = wordsOf(words)
    const [first] = wanted.toSorted((a, b) => b.length - a.length)
    const begin = words.trim().toLowerCase()
    const isNumber = /^[hc]-\d{1,12}$/.test(begin)
    if (first === undefined) return { items: [] }
    const from = wordKey(list, isNumber ? begin : first)
    const has = (line: T): boolean => {
      const there = wordsOf(line.name)
      return isNumber || wanted.every((each) => there.some((one) => one.startsWith(each)))
    }
    const seen = new Set<string>()
    const found = await merged(table, rows, [from, `${from}\ufffd`], pageSize, (line) => {
      const id = `${line.organizationId}|${line.userId}`
      if (seen.has(id) || !isOf(line) || !has(line)) return false
      seen.add(id)
      return true
    })
    return { items: found.map(({ value }) => value) }
  }
  const partnerRows = createRows(table, partnerLineFormat)
  const userRows = createRows(table, userLineFormat)
  return {
    partners: (asked) => page('partners', partnerRows, asked),
    users: (asked) => page('users', userRows, asked),
  }
}
