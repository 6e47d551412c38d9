// What the app may do with secured columns: asked of Sales for all tables at once, at most every ten minutes, and only where
// something is secured. Where it is not told, nothing is taken for allowed.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprincipalattributeprivileges

import type { Dataverse } from './dataverse.ts'
import { SalesRefused, SalesUnavailable } from './failures.ts'
import { idOf, type SalesRow } from './sales-row.ts'

/** What may be done with a secured column, by the member of the answer that tells it. */
const members = { read: 'CanRead', create: 'CanCreate', update: 'CanUpdate' } as const
export type ColumnRight = keyof typeof members

/** Whether the app may do this with the secured column that has this id of a definition (GUID in small letters). */
export type ColumnRights = (right: ColumnRight, attributeId: string) => boolean

const nothing: ColumnRights = () => false

/** 0 is Not Allowed. https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security */
const allowed = 4

const freshForMs = 600_000

/**
 * What the app may do with secured columns, and what a failure of the question means: that it is not told. An organization
 * in which it cannot be asked goes on as if nothing were allowed.
 * @param now milliseconds
 * @returns gives the rights; `renew` forgets what was known
 */
export const createColumnRights = (
  call: Dataverse,
  now: () => number,
): ((renew?: boolean) => Promise<ColumnRights>) => {
  let ownId: string | undefined
  let known: { readonly rights: Promise<ColumnRights>; readonly at: number } | undefined

  const readOwnId = async (): Promise<string | undefined> => {
    ownId ??= idOf(((await call({ method: 'GET', path: 'WhoAmI' })) as SalesRow | undefined)?.['UserId'])
    return ownId
  }

  const read = async (): Promise<ColumnRights> => {
    try {
      const id = await readOwnId()
      if (id === undefined) return nothing
      const path = `systemusers(${id})/Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges()`
      const answer = (await call({ method: 'GET', path })) as { AttributePrivileges?: readonly SalesRow[] } | undefined
      const byId = new Map((answer?.AttributePrivileges ?? []).map((row) => [idOf(row['AttributeId']), row]))
      return (right, attributeId) => byId.get(attributeId)?.[members[right]] === allowed
    } catch (error) {
      if (error instanceof SalesRefused || error instanceof SalesUnavailable) return nothing
      throw error
    }
  }

  return (renew = false) => {
    if (!known || renew || now() - known.at >= freshForMs) known = { rights: read(), at: now() }
    return known.rights
  }
}
