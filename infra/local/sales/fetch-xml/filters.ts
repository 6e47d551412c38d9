// The filters of a query, over rows and what is joined to them.
import type { Element } from '../base/xml.ts'
import type { Org } from '../organization/session.ts'
import { compileCondition, invalidFetch, type Test } from './conditions.ts'
import type { Joined, Source } from './joins.ts'

/** Whether a row with what is joined to it meets a filter, for the user who asks. */
export type JoinedTest = (joined: Joined, userId: string) => boolean

/** Whether a filter asks about joined rows. */
export const asksOthers = (filter: Element): boolean =>
  filter.children.some((child) => child.attributes['entityname'] !== undefined || asksOthers(child))

/** A filter over joined rows: its conditions are about the source itself, or about the one they name. */
export const compileFilter = (
  org: Org,
  source: Source,
  filter: Element,
  named: (alias: string) => Source,
): JoinedTest => {
  const type = filter.attributes['type'] ?? 'and'
  if (type !== 'and' && type !== 'or') throw invalidFetch(`The filter type '${type}' is unknown.`)
  const tests = filter.children.map((child): JoinedTest => {
    if (child.name === 'filter') return compileFilter(org, source, child, named)
    if (child.name !== 'condition') throw invalidFetch(`The element '${child.name}' in a filter is not had here.`)
    const alias = child.attributes['entityname']
    const about = alias === undefined ? source : named(alias)
    const test = compileCondition(org, about.table, child)
    return ({ row, linked }, userId) => {
      const asked = about.alias === undefined ? row : linked.get(about.alias)
      return test(asked ?? { id: '', version: 0, values: {} }, userId)
    }
  })
  return type === 'or' && tests.length > 0
    ? (joined, userId) => tests.some((test) => test(joined, userId))
    : (joined, userId) => tests.every((test) => test(joined, userId))
}

/** The filters of a table of the query. */
export const filtersOf = ({ element }: Source): Element[] => element.children.filter((child) => child.name === 'filter')

const unnamed = (alias: string): never => {
  throw invalidFetch(`A condition inside of a link cannot ask about '${alias}'.`)
}

/** All of the filters, over the rows of one table alone. */
export const ownFilter = (org: Org, source: Source, filters: readonly Element[]): Test => {
  const tests = filters.map((filter) => compileFilter(org, { ...source, alias: undefined }, filter, unnamed))
  return (row, userId) => tests.every((test) => test({ row, linked: new Map() }, userId))
}
