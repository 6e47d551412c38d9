// What a user or team may do with secured columns: what their profiles say; administrators may do everything.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security
import { SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { isReference, type Reference, type Table, type Value, type Values } from '../schema/types.ts'
import { rootRole } from './inherited.ts'
import { guidOf } from './privileges.ts'
import { administratorRoleId, rolesOf, teamsOf } from './rights.ts'

/** What may be done with the cells of a column, as its permission names it. */
export type ColumnRight = 'canread' | 'cancreate' | 'canupdate'

const allowed = 4

/** The id of a column's definition. */
export const attributeId = (table: Table, name: string): string => guidOf(`attribute ${table.logicalName} ${name}`)

const profilesOf = (org: Org, principal: Reference): string[] => {
  const [through, column] =
    principal.table === 'team' ? ['teamprofiles', 'teamid'] : ['systemuserprofiles', 'systemuserid']
  const own = org.store.pointingAt(through, column, principal.id).flatMap(({ values }) => {
    const profile = values['fieldsecurityprofileid']
    return isReference(profile) ? [profile.id] : []
  })
  const teams = principal.table === 'team' ? [] : teamsOf(org, principal.id)
  return [...own, ...teams.flatMap((id) => profilesOf(org, { table: 'team', id }))]
}

/** Whether the principal may do this with a column. */
export const mayUse = (org: Org, principal: Reference, table: Table, name: string, right: ColumnRight): boolean => {
  if (!table.columns[name]?.secured) return true
  if (rolesOf(org, principal).some((role) => rootRole(org, role) === administratorRoleId)) return true
  return profilesOf(org, principal).some((profile) =>
    org.store
      .pointingAt('fieldpermission', 'fieldsecurityprofileid', profile)
      .some(
        ({ values }) =>
          values['entityname'] === table.logicalName &&
          values['attributelogicalname'] === name &&
          values[right] === allowed,
      ),
  )
}

const user = (id: string): Reference => ({ table: 'systemuser', id })

/** What the user sees of a row's values: nothing of the columns that they may not read. */
export const readable = (org: Org, userId: string, table: Table, values: Values): Values => {
  const hidden = Object.keys(values).filter((name) => !mayUse(org, user(userId), table, name, 'canread'))
  if (hidden.length === 0) return values
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.includes(name)))
}

/** Whether the user may read a column. */
export const mayRead = (org: Org, userId: string, table: Table, name: string): boolean =>
  mayUse(org, user(userId), table, name, 'canread')

/**
 * Refuses values in columns that the user may not write.
 * @throws SalesError 403 0x8004f502 when a row is made with one, 0x8004f507 when one is changed
 */
export const needColumns = (
  org: Org,
  userId: string,
  table: Table,
  given: Readonly<Record<string, Value>>,
  right: 'cancreate' | 'canupdate',
): void => {
  const missing = Object.keys(given).find((name) => !mayUse(org, user(userId), table, name, right))
  if (missing === undefined) return
  throw new SalesError(
    403,
    right === 'cancreate' ? '0x8004f502' : '0x8004f507',
    `The user does not have ${right === 'cancreate' ? 'create' : 'update'} permissions to a secured field. The requested operation could not be completed. (${table.logicalName}.${missing})`,
  )
}
