// How long a text the columns of an organization may hold. Organizations change these, so their own metadata is asked,
// only when it matters, and at most once an hour.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api

import { truncate } from '../domain/text.ts'
import type { Dataverse } from './dataverse.ts'
import { SalesRefused } from './failures.ts'
import { fieldMap } from './field-map.ts'
import type { SalesRow } from './rows.ts'

export type Lengths = Readonly<Record<string, number>>

/** Gives the longest text of each column of a table, in UTF-16 code units; `renew` forgets what was known. */
export type ColumnLengths = (table: string, renew?: boolean) => Promise<Lengths>

const freshForMs = 3_600_000
const kinds = ['StringAttributeMetadata', 'MemoAttributeMetadata']

/** @param now milliseconds */
export const columnLengths = (call: Dataverse, now: () => number): ColumnLengths => {
  const known = new Map<string, { readonly lengths: Lengths; readonly at: number }>()
  const read = async (table: string, kind: string): Promise<[string, number][]> => {
    const path = `EntityDefinitions(LogicalName='${table}')/Attributes/Microsoft.Dynamics.CRM.${kind}?$select=LogicalName,MaxLength`
    const { value = [] } = (await call({ method: 'GET', path })) as { value?: readonly SalesRow[] }
    return value.flatMap(({ LogicalName: name, MaxLength: length }) =>
      typeof name === 'string' && typeof length === 'number' ? [[name, length]] : [],
    )
  }
  return async (table, renew = false) => {
    const cached = known.get(table)
    if (cached && !renew && now() - cached.at < freshForMs) return cached.lengths
    const lengths = Object.fromEntries((await Promise.all(kinds.map((kind) => read(table, kind)))).flat())
    known.set(table, { lengths, at: now() })
    return lengths
  }
}

// A lead's e-mail address, phones and website are in the same columns as those of accounts and contacts.
const neverCut = new Set(
  [...fieldMap.Organization, ...fieldMap.Person].filter(({ mayBeCut }) => !mayBeCut).map(({ column }) => column),
)

/** A row that fits, and the columns whose text was cut or, where half a text is worth nothing, left out. */
export const fitRow = (row: SalesRow, lengths: Lengths) => {
  const fitted: Record<string, unknown> = { ...row }
  const cut: string[] = []
  const leftOut: string[] = []
  for (const [column, text] of Object.entries(row)) {
    const room = lengths[column]
    if (room === undefined || typeof text !== 'string' || text.length <= room) continue
    if (neverCut.has(column)) {
      delete fitted[column]
      leftOut.push(column)
    } else {
      fitted[column] = truncate(text, room)
      cut.push(column)
    }
  }
  return { row: fitted as SalesRow, cut, leftOut }
}

/** Whether a text was refused because its column is shorter. */
export const isTooLong = (error: unknown): boolean =>
  error instanceof SalesRefused && error.code.toLowerCase() === '0x80044331'
