// The addresses that answers carry: where the next page is, and what an answer is about.
import type { Query } from '../addresses/address.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import type { Reader } from './project.ts'

/** The address of the same query with some options changed. */
export const linkTo = (
  reader: Reader,
  path: string,
  query: Query,
  changes: Record<string, string | undefined>,
): string => {
  const options = new Map<string, string | undefined>([...query, ...Object.entries(changes)])
  const pairs = [...options].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`],
  )
  return `${reader.org.serviceRoot()}${path}?${pairs.join('&')}`
}

/** What an answer about rows of a table says that it is. */
export const contextOf = ({ org }: Pick<Reader, 'org'>, table: Table, query: Query, suffix = ''): string => {
  const columns = query.get('$select')
  return `${org.serviceRoot()}$metadata#${table.setName}${columns ? `(${columns})` : ''}${suffix}`
}

/** The answer that gives addresses of rows instead of the rows. */
export const referencesTo = (org: Org, rows: readonly { readonly table: Table; readonly id: string }[]): unknown => ({
  '@odata.context': `${org.serviceRoot()}$metadata#Collection($ref)`,
  value: rows.map(({ table, id }) => ({ '@odata.id': `${org.serviceRoot()}${table.setName}(${id})` })),
})
