// Which columns of a table are secured: to a caller who may not read one, Sales gives it as empty. What the app may do
// with a secured column is not told, so emptiness there says nothing. Asked at most once an hour, and anew where a text is
// about to be given up because of it.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security

import type { Dataverse } from './dataverse.ts'
import { isDenied } from './failures.ts'
import { type SalesRow, textOf } from './sales-row.ts'

/** Gives whether a column of a table is secured; `renew` forgets what was known. */
export type SecuredColumns = (table: string, renew?: boolean) => Promise<(column: string) => boolean>

const freshForMs = 3_600_000

const readSecured = async (call: Dataverse, table: string): Promise<(column: string) => boolean> => {
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes?$select=LogicalName,IsSecured&$filter=IsSecured eq true`
  try {
    const { value = [] } = (await call({ method: 'GET', path })) as { value?: readonly SalesRow[] }
    const secured = new Set(value.flatMap((row) => textOf(row['LogicalName']) ?? []))
    return (column) => secured.has(column)
  } catch (error) {
    // Where not even that may be asked, any column may be secured.
    if (isDenied(error)) return () => true
    throw error
  }
}

/** @param now milliseconds */
export const createSecuredColumns = (call: Dataverse, now: () => number): SecuredColumns => {
  const known = new Map<string, { readonly isSecured: Promise<(column: string) => boolean>; readonly at: number }>()
  return (table, renew = false) => {
    const cached = known.get(table)
    if (cached && !renew && now() - cached.at < freshForMs) return cached.isSecured
    const isSecured = readSecured(call, table)
    known.set(table, { isSecured, at: now() })
    // A failure is no answer to keep.
    isSecured.catch(() => known.delete(table))
    return isSecured
  }
}
