// Deleting a solution: a managed one takes everything that came with it along, of an unmanaged one only the group goes.
// https://learn.microsoft.com/power-platform/alm/solution-concepts-alm
import { tableNamed } from '../actions/nested.ts'
import { needUnused } from '../definitions/columns.ts'
import { removeColumn } from '../definitions/customizations.ts'
import type { Session } from '../organization/session.ts'
import { deleteRow } from '../rows/delete-row.ts'
import { componentsOf, componentTypes, emptySolution } from '../rules/solution-components.ts'
import type { Table } from '../schema/types.ts'
import { columnsOf } from './columns-of.ts'

/** @throws SalesError 400 0x8004f01f when something that stays needs what would go */
export const deleteSolution = (session: Session, table: Table, id: string): void => {
  const { org } = session
  if (org.store.get('solution', id)?.values['ismanaged'] === true) {
    const all = componentsOf(org, id)
    for (const { type, id: row } of all) {
      if (type === componentTypes.view) deleteRow(session, tableNamed(session, 'savedquery'), row)
      if (type === componentTypes.role) deleteRow(session, tableNamed(session, 'role'), row)
    }
    for (const { table: owner, name } of columnsOf(org, all)) {
      needUnused(org, tableNamed(session, owner), name)
      removeColumn(org, tableNamed(session, owner), name)
    }
  }
  emptySolution(org, id)
  deleteRow(session, table, id)
}
