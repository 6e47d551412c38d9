// Reads the FetchXML of a client or of a view, refusing what it could not answer truly.
// https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/overview
import { badRequest, SalesError } from '../base/errors.ts'
import { type Element, parseXml } from '../base/xml.ts'
import type { Org } from '../organization/session.ts'
import { readName } from '../schema/schema.ts'
import type { Table } from '../schema/types.ts'
import { invalidFetch, knownColumn, type Test } from './conditions.ts'
import { asksOthers, compileFilter, filtersOf, type JoinedTest, ownFilter } from './filters.ts'
import { isJoined, type Link, readLinks, type Source } from './joins.ts'

/** A column of the result. */
export type Wanted = {
  readonly source: Source
  readonly column: string
  /** The name of its property. */
  readonly property: string
  readonly element: Element
}

export type FetchOrder = { readonly source: Source; readonly column: string; readonly descending: boolean }

export type Fetch = {
  readonly table: Table
  readonly root: Source
  readonly links: readonly Link[]
  /** The columns asked for; all of the query's own table when it asks for none of them. */
  readonly columns: readonly Wanted[]
  readonly orders: readonly FetchOrder[]
  /** With aggregates, the order is by aliases. */
  readonly aliasOrders: readonly { alias: string; descending: boolean }[]
  readonly aggregate: boolean
  readonly distinct: boolean
  readonly wantsTotal: boolean
  readonly rawOrder: boolean
  readonly top: number | undefined
  readonly page: number
  readonly count: number | undefined
  /** The filter of the query's own table, as far as it asks about no other. */
  readonly matches: Test
  /** The filters that ask about joined rows. */
  readonly matchesJoined: JoinedTest
}

const known: Readonly<Record<string, ReadonlySet<string>>> = {
  fetch: new Set(
    'version output-format mapping distinct top count page paging-cookie aggregate returntotalrecordcount no-lock utc-offset useraworderby latematerialize options min-active-row-version'.split(
      ' ',
    ),
  ),
  entity: new Set(['name', 'enableprefiltering', 'prefilterparametername']),
  'link-entity': new Set('name from to alias link-type visible intersect enableprefiltering'.split(' ')),
  attribute: new Set('name alias aggregate groupby distinct dategrouping usertimezone'.split(' ')),
  order: new Set(['attribute', 'alias', 'descending', 'entityname']),
}

const children = new Set(['attribute', 'all-attributes', 'order', 'filter', 'link-entity'])

const checkNames = (element: Element): void => {
  const attributes = known[element.name]
  for (const name of Object.keys(element.attributes))
    if (attributes && !attributes.has(name))
      throw invalidFetch(`The attribute '${name}' of '${element.name}' is not had here.`)
  if (element.name !== 'entity' && element.name !== 'link-entity') return
  for (const child of element.children) {
    if (!children.has(child.name)) throw invalidFetch(`The element '${child.name}' is not supported here.`)
    checkNames(child)
  }
}

const wantedOf = (source: Source, aggregate: boolean): Wanted[] => {
  const named = source.element.children.filter((child) => child.name === 'attribute')
  const all = source.element.children.some((child) => child.name === 'all-attributes')
  const one = (column: string, element: Element): Wanted => {
    const declared = source.table.columns[column]
    const own = source.alias === undefined && declared ? readName(column, declared) : `${source.alias}.${column}`
    return { source, column, property: element.attributes['alias'] ?? own, element }
  }
  if (!aggregate && (all || (source.alias === undefined && named.length === 0)))
    return Object.entries(source.table.columns)
      .filter(([, column]) => !column.writeOnly)
      .map(([column]) => one(column, { name: 'attribute', attributes: {}, children: [], text: '' }))
  return named.map((element) => one(knownColumn(source.table, element.attributes['name'] ?? ''), element))
}

const wholeNumber = (root: Element, name: string): number | undefined => {
  const text = root.attributes[name]
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text) || Number(text) === 0) throw invalidFetch(`'${name}' must be a whole number above 0.`)
  return Number(text)
}

/**
 * Compiles a query.
 * @throws SalesError 400: 0x8004111c for XML that is not a query or asks for what is not had here, 0x80041103 for an
 *   unknown column
 */
export const compileFetch = (org: Org, source: string): Fetch => {
  const top = parseXml(source.trim())
  const entity = top?.name === 'fetch' ? top.children.find((child) => child.name === 'entity') : undefined
  if (!top || !entity || top.children.length !== 1)
    throw invalidFetch('A fetch element with one entity element is expected.')
  checkNames(top)
  checkNames(entity)
  const name = entity.attributes['name'] ?? ''
  const table = org.schema.byName(name)
  if (!table) throw new SalesError(400, '0x80041102', `The entity with a name = '${name}' was not found.`)
  const root: Source = { alias: undefined, table, element: entity }
  const aliases = new Set<string>()
  const links = readLinks(org, root, (linked) => ownFilter(org, linked, filtersOf(linked)), aliases)
  const named = (alias: string): Source => {
    const link = links.find((candidate) => candidate.alias === alias && isJoined(candidate))
    if (!link) throw invalidFetch(`There is no link with the alias '${alias}'.`)
    return link
  }
  const filters = filtersOf(root)
  const late = filters.filter(asksOthers).map((filter) => compileFilter(org, root, filter, named))
  const aggregate = top.attributes['aggregate'] === 'true'
  const sources: readonly Source[] = [root, ...links.filter(isJoined)]
  const orders = sources.flatMap((one) =>
    one.element.children
      .filter((child) => child.name === 'order')
      .map(({ attributes }) => ({ attributes, descending: attributes['descending'] === 'true', source: one })),
  )
  const count = wholeNumber(top, 'count')
  const limit = wholeNumber(top, 'top')
  const page = wholeNumber(top, 'page')
  if (limit !== undefined && (count !== undefined || page !== undefined))
    throw badRequest("The 'top' attribute can't be specified with the paging attributes 'page' and 'count'.")
  return {
    table,
    root,
    links,
    columns: sources.flatMap((one) => wantedOf(one, aggregate)),
    orders: aggregate
      ? []
      : orders.map(({ attributes, descending, source: one }) => {
          const about = attributes['entityname'] === undefined ? one : named(attributes['entityname'])
          return { source: about, column: knownColumn(about.table, attributes['attribute'] ?? ''), descending }
        }),
    aliasOrders: aggregate
      ? orders.map(({ attributes, descending }) => ({ alias: attributes['alias'] ?? '', descending }))
      : [],
    aggregate,
    distinct: top.attributes['distinct'] === 'true',
    wantsTotal: top.attributes['returntotalrecordcount'] === 'true',
    rawOrder: top.attributes['useraworderby'] === 'true',
    top: limit,
    page: page ?? 1,
    count,
    matches: ownFilter(
      org,
      root,
      filters.filter((filter) => !asksOthers(filter)),
    ),
    matchesJoined: (joined, userId) => late.every((test) => test(joined, userId)),
  }
}
