// Deletes one row and does to the rows that point at it what their relationship says.
import { notFound, SalesError } from '../base/errors.ts'
import { encodeReference } from '../events/encode.ts'
import type { Session } from '../organization/session.ts'
import { removeLabels } from '../rules/row-labels.ts'
import { removeComponents } from '../rules/solution-components.ts'
import { associations } from '../schema/security.ts'
import type { Table } from '../schema/types.ts'
import { removeShares } from '../security/shares.ts'
import { allow } from './access.ts'

/**
 * Deletes a row: dependent rows are deleted too, unlinked, or stand in the way.
 * @throws SalesError 404 when there is no such row, 400 0x80040227 when a row that points at it forbids
 *   the deletion, 0x8004830e for a team that owns rows
 */
export const deleteRow = (session: Session, table: Table, id: string): void => {
  const { store, schema } = session.org
  const row = store.get(table.logicalName, id)
  allow(session, table, 'Delete', row)
  if (!row) throw notFound(table.logicalName, id)
  for (const { table: other, column, onDelete } of schema.incoming(table)) {
    for (const dependent of store.pointingAt(other.logicalName, column, id)) {
      const present = store.get(other.logicalName, dependent.id)
      if (!present) continue
      if (onDelete === 'restrict') {
        const owns = column === 'ownerid' && table.logicalName === 'team'
        throw new SalesError(
          400,
          owns ? '0x8004830e' : '0x80040227',
          `The ${table.logicalName} cannot be deleted because it is associated with a row of type ${other.logicalName}.`,
        )
      }
      if (onDelete === 'cascade') deleteRow(session, other, dependent.id)
      else store.put(other.logicalName, dependent.id, { ...present.values, [column]: null })
    }
  }
  for (const { through, ends } of associations) {
    for (const { table: name, column } of ends) {
      if (name !== table.logicalName) continue
      for (const joint of store.pointingAt(through, column, id)) store.remove(through, joint.id)
    }
  }
  store.remove(table.logicalName, id)
  removeLabels(session.org, table.logicalName, id)
  removeComponents(session.org, id, table)
  removeShares(session.org, { table: table.logicalName, id })
  session.raise(session, {
    message: 'Delete',
    table: table.logicalName,
    id,
    input: [{ key: 'Target', value: encodeReference(session.org, { table: table.logicalName, id }) }],
    pre: row,
  })
}
