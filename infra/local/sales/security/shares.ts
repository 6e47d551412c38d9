// Rows that were shared with somebody: what each user or team may do with them beyond what their roles reach.
// https://learn.microsoft.com/power-apps/developer/data-platform/security-sharing-assigning
import type { Org } from '../organization/session.ts'
import { isReference, type Reference } from '../schema/types.ts'
import { accessRights, guidOf, type Right } from './privileges.ts'

const shareRows = 'principalobjectaccess'

export type Share = { readonly principal: Reference; readonly mask: number }

const idOf = (row: Reference, principal: Reference): string =>
  guidOf(`share ${row.table} ${row.id} ${principal.table} ${principal.id}`)

/** With whom a row is shared. */
export const sharesOf = ({ store }: Org, { id }: Reference): Share[] =>
  store.pointingAt(shareRows, 'objectid', id).flatMap(({ values }) => {
    const principal = values['principalid']
    return isReference(principal) ? [{ principal, mask: Number(values['accessrightsmask']) }] : []
  })

/** What a principal may do with a row because it was shared with it. */
export const sharedMask = ({ store }: Org, row: Reference, principal: Reference): number =>
  Number(store.get(shareRows, idOf(row, principal))?.values['accessrightsmask'] ?? 0)

/** Sets what a principal may do with a row; nothing ends the sharing. */
export const setShare = ({ store }: Org, row: Reference, principal: Reference, mask: number): void => {
  const id = idOf(row, principal)
  if (mask !== 0) store.put(shareRows, id, { objectid: row, principalid: principal, accessrightsmask: mask })
  else if (store.get(shareRows, id)) store.remove(shareRows, id)
}

/** Ends the sharing of a row that is gone, or with a user or team that is. */
export const removeShares = ({ store }: Org, { id }: Reference): void => {
  for (const column of ['objectid', 'principalid'])
    for (const row of store.pointingAt(shareRows, column, id)) store.remove(shareRows, row.id)
}

/** Tells whether a row was shared with one of the principals for this right. Asked for many rows, so it looks once. */
export const sharedWith = (
  { store }: Org,
  principals: readonly Reference[],
  right: Right,
): ((id: string) => boolean) => {
  const ids = new Set<string>()
  for (const principal of principals)
    for (const { values } of store.pointingAt(shareRows, 'principalid', principal.id)) {
      const row = values['objectid']
      if (isReference(row) && (Number(values['accessrightsmask']) & accessRights[right]) !== 0) ids.add(row.id)
    }
  return (id) => ids.has(id)
}
