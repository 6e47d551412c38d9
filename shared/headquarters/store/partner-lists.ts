// Reads the lists *Partners* and *Users* in their orders, narrowed to what is asked for, and finds in them by words.

import {
  isAmong,
  type LineCell,
  type LineFacets,
  type LineFilter,
  type LineOrder,
  rarest,
} from '../../domain/lists/line-facets.ts'
import type { Listed } from '../../domain/lists/listed.ts'
import { type PartnerName, partnerFacets, type UserName, userFacets } from '../../domain/lists/partner-facets.ts'
import { createRows, type Rows } from '../../platform/row-format.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Table } from '../../platform/table.ts'
import { hierarchyFormat, memberFormat } from './hierarchy-formats.ts'
import { hierarchyKey, listRange, memberKey } from './keys.ts'
import { mergeLines, type Source } from './merged-lines.ts'
import { type LineList, listNamed, nameOrder, orderedList } from './partner-index.ts'
import {
  type PartnerLine,
  partnerLineFormat,
  type UserLine,
  userLineFormat,
  wordKey,
  wordsOf,
} from './partner-lines.ts'

export type LinePage<T> = { readonly items: readonly T[]; readonly cursor?: string }

export type Asked<Name extends string> = {
  readonly filter?: LineFilter<Name>
  /** Absent: the newest first. */
  readonly order?: LineOrder | undefined
  /** Everything that is counted of the list; needed where it is filtered. */
  readonly cells?: readonly LineCell<Name>[]
  /** Only those whose name has words that begin so. */
  readonly words?: string | undefined
  readonly pageSize: number
  /** Where an earlier page of the list ended, as `asLineCursor` read it. */
  readonly after?: string | undefined
}

export type PartnerLists = {
  readonly partners: (asked: Asked<PartnerName>) => Promise<LinePage<PartnerLine>>
  readonly users: (asked: Asked<UserName>) => Promise<LinePage<UserLine>>
}

/** Another order than a list has is made of no more lines than this. */
const mostSorted = 1000

// A place in time; where a line stands whose name is its place, since names are in no address; how many come before.
const cursorForm =
  /^(?:\d{13}\|[0-9a-f-]{36}(?:\|[0-9a-f-]{36})?|@[0-9a-f]\|[0-9a-f-]{36}(?:\|[0-9a-f-]{36})?|#\d{1,4})$/

/** Reads a cursor that a page gave out; `undefined` when it is none. */
export const asLineCursor = (given: string): string | undefined => {
  const cursor = Buffer.from(given, 'base64url').toString('utf8')
  return cursorForm.test(cursor) ? cursor : undefined
}
const toCursor = (cursor: string): string => Buffer.from(cursor).toString('base64url')

/** A cursor into what was sorted: how many come before. */
export const offsetLineCursor = (before: number): string => toCursor(`#${before}`)
export const lineOffset = (cursor: string | undefined): number =>
  cursor?.startsWith('#') ? Number(cursor.slice(1)) : 0

type Line = {
  readonly organizationId: string
  readonly userId?: string
  readonly name: string
  readonly changedAt?: string
}

/** What is said of one of the two lists. */
type Kind<T, Name extends string> = {
  readonly list: LineList
  readonly rows: Rows<T>
  readonly facets: (line: T) => LineFacets<Name>
  readonly addedAt: (line: T) => string
  /** What a line says of where it stands. */
  readonly listed: (part: string, ids: readonly string[]) => Promise<Stored<{ readonly listed?: Listed }> | undefined>
}

const sourceOf = (list: string, after?: string): Source => {
  const [from, to] = listRange(list, after)
  return { prefix: `list|${list}|`, from, to }
}

export const createPartnerLists = (table: Table): PartnerLists => {
  const hierarchies = createRows(table, hierarchyFormat)
  const members = createRows(table, memberFormat)

  /** Where a cursor by name leads. */
  const placeByName = async <T, Name extends string>(
    kind: Kind<T, Name>,
    cursor: string,
  ): Promise<string | undefined> => {
    const [part = '', ...ids] = cursor.slice(1).split('|')
    const prefix = `${orderedList(kind.list, 'name')}|`
    const place = (await kind.listed(part, ids))?.value.listed?.lists.find((each) => each.startsWith(prefix))
    return place === undefined ? undefined : `${place.slice(prefix.length)}|${ids.join('|')}`
  }

  const page = async <T extends Line, Name extends string>(
    kind: Kind<T, Name>,
    { filter = {}, order = 'newest', cells = [], pageSize, after: cursor }: Asked<Name>,
  ): Promise<LinePage<T>> => {
    const { list, rows } = kind
    const keep = (line: T): boolean => isAmong(filter as LineFilter<Name>, kind.facets(line))
    const { name, count } = rarest(cells, filter as LineFilter<Name>)
    const listsOf = (value: string): string[] =>
      // Who buys on every channel is on each.
      name === 'channel' ? [listNamed(list, name, value), listNamed(list, name, '*')] : [listNamed(list, name, value)]
    const narrowest = name === undefined ? [listNamed(list)] : listsOf(filter[name] ?? '')
    if (order !== 'newest' && name !== undefined && count <= mostSorted) {
      const { found } = await mergeLines(
        table,
        rows,
        narrowest.map((each) => sourceOf(each)),
        { count: mostSorted, keep },
      )
      const by = ({ value }: { readonly value: T }): string =>
        order === 'name' ? nameOrder(value.name) : (value.changedAt ?? kind.addedAt(value))
      const sign = order === 'name' ? 1 : -1
      const sorted = found.toSorted((a, b) => (by(a) === by(b) ? 0 : by(a) < by(b) ? -sign : sign))
      const begin = lineOffset(cursor)
      const items = sorted.slice(begin, begin + pageSize).map(({ value }) => value)
      return { items, ...(sorted.length > begin + pageSize ? { cursor: offsetLineCursor(begin + pageSize) } : {}) }
    }
    const isByName = order === 'name'
    const along = order === 'newest' ? narrowest : [orderedList(list, order)]
    const place =
      cursor?.startsWith('@') === isByName ? (isByName ? await placeByName(kind, cursor ?? '') : cursor) : undefined
    const sources = along.map((each) => sourceOf(each, place))
    // One more than the page tells whether there is a next one.
    const { found, end } = await mergeLines(table, rows, sources, { count: pageSize + 1, keep })
    const items = found.slice(0, pageSize)
    const last = found.length > pageSize ? items.at(-1) : end
    if (!last) return { items: items.map(({ value }) => value) }
    const ids = [last.value.organizationId, ...(last.value.userId === undefined ? [] : [last.value.userId])].join('|')
    return { items: items.map(({ value }) => value), cursor: toCursor(isByName ? `@${last.part}|${ids}` : last.place) }
  }

  const find = async <T extends Line, Name extends string>(
    { list, rows, facets }: Kind<T, Name>,
    words: string,
    { filter = {}, pageSize }: Asked<Name>,
  ): Promise<LinePage<T>> => {
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
    const keep = (line: T): boolean => {
      const id = `${line.organizationId}|${line.userId}`
      if (seen.has(id) || !isAmong(filter as LineFilter<Name>, facets(line)) || !has(line)) return false
      seen.add(id)
      return true
    }
    const { found } = await mergeLines(table, rows, [{ prefix: '', from, to: `${from}\ufffd` }], {
      count: pageSize,
      keep,
    })
    return { items: found.map(({ value }) => value) }
  }

  const read = <T extends Line, Name extends string>(kind: Kind<T, Name>, asked: Asked<Name>): Promise<LinePage<T>> =>
    asked.words === undefined ? page(kind, asked) : find(kind, asked.words, asked)

  const partners: Kind<PartnerLine, PartnerName> = {
    list: 'partners',
    rows: createRows(table, partnerLineFormat),
    facets: partnerFacets,
    addedAt: ({ createdAt }) => createdAt,
    listed: (part, [organizationId = '']) => hierarchies.read(part, hierarchyKey(organizationId)),
  }
  const users: Kind<UserLine, UserName> = {
    list: 'users',
    rows: createRows(table, userLineFormat),
    facets: userFacets,
    addedAt: ({ addedAt }) => addedAt,
    listed: (part, [organizationId = '', userId = '']) => members.read(part, memberKey(organizationId, userId)),
  }
  return { partners: (asked) => read(partners, asked), users: (asked) => read(users, asked) }
}
