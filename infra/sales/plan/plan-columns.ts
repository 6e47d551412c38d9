// The columns of ours: compared with what their tables have, and created where they are missing.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { isRefusal } from '../../../shared/sales/failures.ts'
import { oneOf, quoted, readRows } from '../organization/read-rows.ts'
import {
  columnDefinition,
  type ExtendedTable,
  extendedTables,
  logicalName,
  type WantedColumn,
  wantedColumns,
} from '../wanted/columns.ts'
import type { Languages } from '../wanted/texts.ts'
import type { PlanItem } from './plan-item.ts'
import { inSolution } from './plan-row.ts'

const attributes = (table: ExtendedTable): string => `EntityDefinitions(LogicalName='${table}')/Attributes`

/** The address of a column's definition. */
export const columnPath = (column: WantedColumn): string =>
  `${attributes(column.table)}(LogicalName='${logicalName(column)}')`

// The service has had both for a name that is taken.
const nameIsTaken = ['0x80047013', '0x80044363']

const create = async (call: Dataverse, column: WantedColumn, languages: Languages): Promise<void> => {
  try {
    await call({
      method: 'POST',
      path: attributes(column.table),
      body: columnDefinition(column, languages),
      headers: inSolution,
    })
  } catch (error) {
    // An earlier run made it, and it could not be seen yet.
    if (!isRefusal(error, ...nameIsTaken)) throw error
  }
}

const planTable = async (call: Dataverse, table: ExtendedTable, languages: Languages): Promise<PlanItem[]> => {
  const wanted = wantedColumns.filter((column) => column.table === table)
  const filter = oneOf(
    'LogicalName',
    wanted.map((column) => quoted(logicalName(column))),
  )
  const set = `${attributes(table)}/Microsoft.Dynamics.CRM.StringAttributeMetadata`
  const found = await readRows(call, set, filter, 'LogicalName,MaxLength')
  return wanted.map((column) => {
    const what = `column ${logicalName(column)} of ${table}`
    const present = found.find((row) => row['LogicalName'] === logicalName(column))
    if (!present) return { action: 'create', what, differing: [], apply: (by) => create(by, column, languages) }
    if (Number(present['MaxLength']) < column.maxLength)
      throw new Error(
        `The ${what} holds ${present['MaxLength']} characters and must hold ${column.maxLength}: make it longer (Power Apps, Tables, ${table}, Columns), then run this again.`,
      )
    return { action: 'keep', what, differing: [], apply: async () => undefined }
  })
}

/**
 * Compares the columns with the organization.
 * @param languages those of the organization
 * @throws Error when a column of that name cannot hold what is written to it
 */
export const planColumns = async (call: Dataverse, languages: Languages): Promise<PlanItem[]> => {
  const tables = Object.keys(extendedTables) as ExtendedTable[]
  return (await Promise.all(tables.map((table) => planTable(call, table, languages)))).flat()
}
