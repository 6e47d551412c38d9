// Deletes one row and does to the rows that point at it what their relationship says.
import { notFound, SalesError } from '../errors.ts'
import type { Table } from '../schema/types.ts'
import type { Session } from '../session.ts'
import { encodeReference } from '../webhooks/encode.ts'
import { allow } from './access.ts'

/**
 * Deletes a row: dependent rows are deleted too, unlinked, or stand in the way.
 * @throws SalesError 404 when there is no such row, 400 0x80040227 when a row that points at it forbids the deletion
 */
export const deleteRow = (session: Session, table: Table, id: string): void => {
  allow(session, table, 'Delete')
  const { store, schema } = session.org
  const row = store.get(table.logicalName, id)
  if (!row) throw notFound(table.logicalName, id)
  for (const { table: other, column, onDelete } of schema.incoming(table)) {
    for (const dependent of store.pointingAt(other.logicalName, column, id)) {
      const present = store.get(other.logicalName, dependent.id)
      if (!present) continue
      if (onDelete === 'restrict') {
        throw new SalesError(
          400,
          '0x80040227',
          `The ${table.logicalName} cannot be deleted because it is associated with a row of type ${other.logicalName}.`,
        )
      }
      if (onDelete === 'cascade') deleteRow(session, other, dependent.id)
      else store.put(other.logicalName, dependent.id, { ...present.values, [column]: null })
    }
  }
  store.remove(table.logicalName, id)
  session.raise(session, {
    message: 'Delete',
    table: table.logicalName,
    id,
    input: [{ key: 'Target', value: encodeReference(session.org, { table: table.logicalName, id }) }],
    pre: row,
  })
}
