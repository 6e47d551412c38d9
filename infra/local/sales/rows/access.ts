// Who may write which table: everybody works with sales rows, only customizers register views and webhooks, and some
// tables belong to the platform.
import { lacksPrivilege, methodNotAllowed } from '../errors.ts'
import type { Table } from '../schema/types.ts'
import type { Session } from '../session.ts'

/**
 * Refuses a write the caller may not make.
 * @throws SalesError 403 0x80040220 without the privilege, 405 when the table does not take such writes from clients
 */
export const allow = (session: Session, table: Table, operation: 'Create' | 'Write' | 'Delete'): void => {
  if (table.access === 'read' || (table.access === 'no-create' && operation === 'Create')) {
    throw methodNotAllowed(operation, table.setName)
  }
  if (table.access === 'customizer' && !session.user.canCustomize) {
    throw lacksPrivilege(`prv${operation}${table.schemaName}`, session.user.id)
  }
}
