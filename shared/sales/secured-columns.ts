// Which columns of a table are secured, and what the app may do with them: to a caller who may not read one, Sales gives it
// as empty, so only where the app may read it does emptiness say something. Asked at most once an hour, and anew where a text
// is about to be given up because of it.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security

import { type ColumnRight, type ColumnRights, createColumnRights } from './column-rights.ts'
import type { Dataverse } from './dataverse.ts'
import { isDenied } from './failures.ts'
import { idOf, type SalesRow, textOf } from './sales-row.ts'

export type Secured = {
  readonly isSecured: (column: string) => boolean
  /** Whether Sales says that the app may do this with a secured column; `false` where it does not tell. */
  readonly may: (right: ColumnRight, column: string) => boolean
}

/** Gives what is secured of a table; `renew` forgets what was known. */
export type SecuredColumns = (table: string, renew?: boolean) => Promise<Secured>

const freshForMs = 3_600_000

/** The ids of the definitions of the secured columns of a table; `any` where it may not be asked. */
const readDefinitions = async (
  call: Dataverse,
  table: string,
): Promise<ReadonlyMap<string, string | undefined> | 'any'> => {
  const path = `EntityDefinitions(LogicalName='${table}')/Attributes?$select=LogicalName,MetadataId,IsSecured&$filter=IsSecured eq true`
  try {
    const { value = [] } = (await call({ method: 'GET', path })) as { value?: readonly SalesRow[] }
    return new Map(
      value.flatMap((row) => {
        const name = textOf(row['LogicalName'])
        return name === undefined ? [] : [[name, idOf(row['MetadataId'])] as const]
      }),
    )
  } catch (error) {
    // Where not even that may be asked, any column may be secured.
    if (isDenied(error)) return 'any'
    throw error
  }
}

const securedIn = (definitions: ReadonlyMap<string, string | undefined>, rights: ColumnRights): Secured => ({
  isSecured: (column) => definitions.has(column),
  may: (right, column) => {
    const id = definitions.get(column)
    return id !== undefined && rights(right, id)
  },
})

/**
 * Before a text is given up the app must have been allowed to read the column before the row was read, and after: one of
 * them alone may be of another time than the row.
 */
const readableIn = (before: Secured, after: Secured): Secured => ({
  ...after,
  may: (right, column) => after.may(right, column) && (right !== 'read' || before.may(right, column)),
})

/** Columns that were refused: those that the app may not write or, where that explains nothing, all that are secured. */
export const refusedOf = (
  { isSecured, may }: Secured,
  right: 'create' | 'update',
  columns: readonly string[],
): readonly string[] => {
  const secured = columns.filter(isSecured)
  const denied = secured.filter((column) => !may(right, column))
  return denied.length > 0 ? denied : secured
}

/** @param now milliseconds */
export const createSecuredColumns = (call: Dataverse, now: () => number): SecuredColumns => {
  const rightsOf = createColumnRights(call, now)
  type Definitions = Awaited<ReturnType<typeof readDefinitions>>
  const known = new Map<string, { readonly definitions: Promise<Definitions>; readonly at: number }>()
  const latest = new Map<string, Secured>()

  const definitionsOf = (table: string, renew: boolean): Promise<Definitions> => {
    const cached = known.get(table)
    if (cached && !renew && now() - cached.at < freshForMs) return cached.definitions
    const definitions = readDefinitions(call, table)
    known.set(table, { definitions, at: now() })
    // A failure is no answer to keep.
    definitions.catch(() => known.delete(table))
    return definitions
  }

  return async (table, renew = false) => {
    const before = latest.get(table)
    const definitions = await definitionsOf(table, renew)
    if (definitions === 'any') return { isSecured: () => true, may: () => false }
    const rights = definitions.size > 0 ? await rightsOf(renew) : () => false
    const secured = securedIn(definitions, rights)
    latest.set(table, secured)
    return renew && before ? readableIn(before, secured) : secured
  }
}
