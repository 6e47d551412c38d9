// Joins the rows of a query's table with those of its linked tables.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/join-tables
import type { Element } from '../base/xml.ts'
import { cellOf } from '../cells/cell-of.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import { visible } from '../security/rights.ts'
import type { Row } from '../store/row.ts'
import { invalidFetch, knownColumn, type Test } from './conditions.ts'

/** A row with the rows joined to it, by the alias of each link; undefined where an outer link found none. */
export type Joined = { readonly row: Row; readonly linked: ReadonlyMap<string, Row | undefined> }

/** A table of the query: its own, which has no alias, or a linked one. */
export type Source = {
  readonly alias: string | undefined
  readonly table: Table
  readonly element: Element
}

export type Link = Source & {
  readonly alias: string
  /** The alias of the source that it hangs on. */
  readonly parent: string | undefined
  readonly from: string
  readonly to: string
  readonly type: string
  readonly matches: Test
}

const linkTypes = new Set(['inner', 'outer', 'exists', 'in', 'matchfirstrowusingcrossapply'])

/** Whether rows of the link take part in the result, instead of only deciding which rows do. */
export const isJoined = (link: Link): boolean => link.type !== 'exists' && link.type !== 'in'

type Filtering = (source: Source) => Test

/** The links below an element, those of links included. @throws SalesError 400 for unknown tables, columns and kinds */
export const readLinks = (org: Org, parent: Source, filterOf: Filtering, taken: Set<string>): Link[] =>
  parent.element.children
    .filter((child) => child.name === 'link-entity')
    .flatMap((element) => {
      const { name = '', from = '', to = '', alias, 'link-type': type = 'inner' } = element.attributes
      const table = org.schema.byName(name)
      if (!table) throw invalidFetch(`The entity '${name}' was not found.`)
      if (!linkTypes.has(type)) throw invalidFetch(`The link type '${type}' is not had here.`)
      if (element.attributes['intersect'] === 'true') throw invalidFetch("Links through 'intersect' are not had here.")
      const own = alias ?? `${name}${taken.size + 1}`
      if (taken.has(own)) throw invalidFetch(`The alias '${own}' is used twice.`)
      taken.add(own)
      const source = { alias: own, table, element }
      const link: Link = {
        ...source,
        parent: parent.alias,
        from: knownColumn(table, from),
        to: knownColumn(parent.table, to),
        type,
        matches: filterOf(source),
      }
      return [link, ...readLinks(org, source, filterOf, taken)]
    })

const key = (row: Row, column: string): string | undefined => {
  const value = cellOf(row, column)
  return value === null ? undefined : String(value).toLowerCase()
}

/** The rows of the linked table that the caller may see and that meet its filter, by what they are joined by. */
const index = (org: Org, link: Link, userId: string): ReadonlyMap<string, readonly Row[]> => {
  const seen = visible(org, userId, link.table)
  const found = new Map<string, Row[]>()
  for (const row of org.store.rows(link.table.logicalName)) {
    const at = key(row, link.from)
    if (at === undefined || !link.matches(row, userId) || !seen(row)) continue
    const list = found.get(at)
    if (list) list.push(row)
    else found.set(at, [row])
  }
  return found
}

const joinedWith = ({ row, linked }: Joined, alias: string, other: Row | undefined): Joined => ({
  row,
  linked: new Map([...linked, [alias, other]]),
})

/** Joins every row with all its links, in their order. */
export const joinRows = (org: Org, rows: readonly Row[], links: readonly Link[], userId: string): Joined[] =>
  links.reduce<Joined[]>(
    (joined, link) => {
      const byKey = index(org, link, userId)
      return joined.flatMap((one) => {
        const base = link.parent === undefined ? one.row : one.linked.get(link.parent)
        const at = base && key(base, link.to)
        const found = (at === undefined ? undefined : byKey.get(at)) ?? []
        if (!isJoined(link)) return found.length > 0 ? [one] : []
        const wanted = link.type === 'matchfirstrowusingcrossapply' ? found.slice(0, 1) : found
        if (wanted.length === 0) return link.type === 'outer' ? [joinedWith(one, link.alias, undefined)] : []
        return wanted.map((row) => joinedWith(one, link.alias, row))
      })
    },
    rows.map((row) => ({ row, linked: new Map() })),
  )
