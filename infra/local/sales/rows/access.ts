// Whether the caller may write a row: their privileges say so, and some tables take no such writes from clients.
import { methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { checkOwner } from '../rules/teams.ts'
import { isReference, type Table, type Values } from '../schema/types.ts'
import { privilegeOf } from '../security/privileges.ts'
import { needOwner, needPrivilege, needRight } from '../security/rights.ts'

/**
 * Refuses a write the caller may not make.
 * @throws SalesError 403 0x80040220 without the privilege, 405 when the table does not take such writes from clients
 */
export const allow = (
  session: Session,
  table: Table,
  operation: 'Create' | 'Write' | 'Delete',
  row: { readonly id: string; readonly values: Values } | undefined,
): void => {
  if (table.access === 'read' || (table.access === 'no-create' && operation === 'Create')) {
    throw methodNotAllowed(operation, table.setName)
  }
  const { org, user } = session
  if (row) needRight(org, user.id, operation, table, row)
  else needPrivilege(org, user.id, privilegeOf(operation, table))
}

/**
 * Refuses links the caller may not set, and owners that could not see the row.
 * https://learn.microsoft.com/power-platform/admin/security-roles-privileges#privileges
 */
export const allowLinks = (
  session: Session,
  table: Table,
  row: { readonly id: string; readonly values: Values },
  given: Values,
): void => {
  const { org, user } = session
  for (const [name, value] of Object.entries(given)) {
    if (!isReference(value) || table.columns[name]?.type !== 'lookup') continue
    const other = org.schema.byName(value.table)
    const target = org.store.get(value.table, value.id)
    if (name === 'ownerid') {
      if (value.id === user.id) continue
      needRight(org, user.id, 'Assign', table, row)
      checkOwner(org, value)
      needOwner(org, value, table)
    } else if (other && target) {
      needPrivilege(org, user.id, privilegeOf('Append', table))
      needRight(org, user.id, 'AppendTo', other, target)
    }
  }
}
