// Finds the row that an address or an `@odata.bind` value names: by primary key or by alternate key.
import { asGuid } from '../../../../shared/platform/ids.ts'
import { badRequest, noSuchSegment, notFound, SalesError } from '../base/errors.ts'
import { readCell } from '../cells/read-cell.ts'
import type { Org } from '../organization/session.ts'
import { isActive, rowsWith } from '../rows/keys.ts'
import type { Reference, Table, Value } from '../schema/types.ts'
import { belowRoot, readAddress, type Segment, splitTop } from './address.ts'

/** What the key in brackets says: an id (the row may not exist yet), or the values of an alternate key. */
export type Target =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'key'; readonly values: Readonly<Record<string, Value>>; readonly id: string | undefined }

export const tableOfSet = (org: Org, setName: string): Table => {
  const table = org.schema.bySet(setName)
  if (!table) throw noSuchSegment(setName)
  return table
}

const literal = (text: string): unknown => {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'")
  return Number.isNaN(Number(text)) ? text : Number(text)
}

/**
 * Reads the key of an address.
 * @throws SalesError 400 when it is neither an id nor an active alternate key of the table
 */
export const readTarget = (org: Org, table: Table, key: string): Target => {
  const bare = key.trim()
  const unnamed = asGuid(bare)
  if (unnamed !== undefined) return { by: 'id', id: unnamed }
  const pairs = splitTop(bare, ',').map((part): [string, string] => {
    const at = part.indexOf('=')
    return at < 0 ? ['', part] : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
  })
  const names = pairs.map(([name]) => name)
  const named = names.length === 1 && names[0] === table.primaryId ? asGuid(pairs[0]?.[1]) : undefined
  if (named !== undefined) return { by: 'id', id: named }
  const known = table.keys.some(
    (candidate) =>
      isActive(org, candidate) &&
      candidate.columns.length === names.length &&
      candidate.columns.every((name) => names.includes(name)),
  )
  if (!known) {
    throw badRequest(
      `The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM.${table.logicalName}'. Ensure that the names and number of key properties match the declared or alternate key properties for the resource 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
    )
  }
  const values = Object.fromEntries(
    pairs.map(([name, text]): [string, Value] => {
      const column = table.columns[name]
      return [name, column ? readCell(table, name, column, literal(text)) : null]
    }),
  )
  return { by: 'key', values, id: rowsWith(org.store, table, values)[0]?.id }
}

/** The id of a row that must exist. @throws SalesError 404: 0x80040217 by id, 0x80060891 by alternate key */
export const existing = (org: Org, table: Table, target: Target): string => {
  if (target.id !== undefined && org.store.get(table.logicalName, target.id)) return target.id
  if (target.by === 'id') throw notFound(table.logicalName, target.id)
  throw new SalesError(
    404,
    '0x80060891',
    `A record with the specified key values does not exist in ${table.logicalName} entity`,
  )
}

/** The row a segment such as `leads(…)` names. */
export const rowOfSegment = (org: Org, segment: Segment): { table: Table; id: string } => {
  const table = tableOfSet(org, segment.name)
  if (segment.key === undefined) throw badRequest('A key is expected.')
  return { table, id: existing(org, table, readTarget(org, table, segment.key)) }
}

/** Resolves the value of an `@odata.bind` or `@odata.id`: `/set(key)`, `set(key)`, or an absolute address. */
export const resolveBind =
  (org: Org) =>
  (text: string): Reference => {
    const [segment, ...rest] = readAddress(belowRoot(text)).segments
    if (/^\$\d+$/.test(segment?.name ?? '')) {
      throw badRequest(`Content-ID Reference: '${segment?.name}' does not exist in the batch context.`)
    }
    if (!segment || rest.length > 0) throw badRequest(`The value '${text}' is not the address of a row.`)
    const { table, id } = rowOfSegment(org, segment)
    return { table: table.logicalName, id }
  }
