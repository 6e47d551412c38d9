// How long a text the columns of an organization may hold. Organizations change these, so their own metadata is asked,
// only when it matters, and at most once an hour.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query-metadata-web-api

import type { Dataverse } from './dataverse.ts'
import type { SalesRow } from './sales-row.ts'

export type Lengths = Readonly<Record<string, number>>

/** Gives the longest text of each column of a table, in UTF-16 code units; `renew` forgets what was known. */
export type ColumnLengths = (table: string, renew?: boolean) => Promise<Lengths>

const freshForMs = 3_600_000
const kinds = ['StringAttributeMetadata', 'MemoAttributeMetadata']

const readLengths = async (call: Dataverse, table: string, kind: string): Promise<[string, number][]> => {
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes/Microsoft.Dynamics.CRM.${kind}?$select=LogicalName,MaxLength`
  const { value = [] } = (await call({ method: 'GET', path })) as { value?: readonly SalesRow[] }
  return value.flatMap(({ LogicalName: name, MaxLength: length }) =>
    typeof name === 'string' && typeof length === 'number' ? [[name, length]] : [],
  )
}

/** @param now milliseconds */
export const createColumnLengths = (call: Dataverse, now: () => number): ColumnLengths => {
  const known = new Map<string, { readonly lengths: Lengths; readonly at: number }>()
  return async (table, renew = false) => {
    const cached = known.get(table)
    if (cached && !renew && now() - cached.at < freshForMs) return cached.lengths
    const lengths = Object.fromEntries((await Promise.all(kinds.map((kind) => readLengths(call, table, kind)))).flat())
    known.set(table, { lengths, at: now() })
    return lengths
  }
}
