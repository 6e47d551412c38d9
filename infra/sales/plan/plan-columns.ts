// The columns of ours: compared with what their tables have, and created where they are missing.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { isRefusal } from '../../../shared/sales/failures.ts'
import { labelsIn } from '../organization/labels.ts'
import { oneOf, quoted, type Row, readRows } from '../organization/read-rows.ts'
import {
  columnDefinition,
  definitionOf,
  type ExtendedTable,
  extendedTables,
  logicalName,
  type WantedColumn,
  wantedColumns,
} from '../wanted/columns.ts'
import { type Languages, labelFrom, languageName } from '../wanted/texts.ts'
import type { PlanItem } from './plan-item.ts'
import { completed, lackingIn } from './plan-labels.ts'
import { addChoices, lackingChoices, namedChoices, renamedIn } from './plan-options.ts'
import { inSolution } from './plan-row.ts'

export const attributes = (table: ExtendedTable): string => `EntityDefinitions(LogicalName='${table}')/Attributes`

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

type Label = Parameters<typeof labelsIn>[0]

/** The texts of a column, by the member of its definition. */
const textsOf = ({ label, description }: WantedColumn) =>
  [
    ['DisplayName', label],
    ['Description', description],
  ] as const

/** The languages that a column is not named in. */
const lackingOf = (column: WantedColumn, definition: Row, languages: Languages): readonly number[] => [
  ...new Set(
    textsOf(column).flatMap(([member, text]) => lackingIn(text, labelsIn(definition[member] as Label), languages)),
  ),
]

/** Adds the missing texts: a definition is replaced as a whole, and labels that are not sent are kept. */
const name = async (call: Dataverse, column: WantedColumn, languages: Languages): Promise<void> => {
  const path = columnPath(column)
  const type = definitionOf(column)
  const definition = (await call({ method: 'GET', path: `${path}/${type}` })) as Row
  const named = textsOf(column).map(([member, text]) => {
    const labels = completed(text, labelsIn(definition[member] as Label), languages)
    return [member, labelFrom(labels)] as const
  })
  const body = { ...definition, '@odata.type': type, ...Object.fromEntries(named) }
  await call({ method: 'PUT', path, body, headers: { ...inSolution, 'mscrm.mergelabels': 'true' } })
}

const planTable = async (call: Dataverse, table: ExtendedTable, languages: Languages): Promise<PlanItem[]> => {
  const wanted = wantedColumns.filter((column) => column.table === table)
  const filter = oneOf(
    'LogicalName',
    wanted.map((column) => quoted(logicalName(column))),
  )
  const kinds = [...new Set(wanted.map(definitionOf))]
  const columns = 'LogicalName,DisplayName,Description'
  const found = (
    await Promise.all(
      kinds.map((kind) =>
        readRows(call, `${attributes(table)}/${kind}`, filter, columns, kind.includes('Picklist') ? 'OptionSet' : ''),
      ),
    )
  ).flat()
  return wanted.map((column) => {
    const what = `column ${logicalName(column)} of ${table}`
    const present = found.find((row) => row['LogicalName'] === logicalName(column))
    if (!present) return { action: 'create', what, differing: [], apply: (by) => create(by, column, languages) }
    const choices = lackingChoices(column, present)
    const unnamed = lackingOf(column, present, languages)
    const shown = { text: column.label, label: present['DisplayName'] as Label }
    const renamed = [shown, ...namedChoices(column, present)].flatMap((named) => renamedIn(named, languages))
    const differing = [
      ...choices.map(({ value, label }) => `lacks the choice ${label.en}, ${value}`),
      ...unnamed.map((code) => `not named in ${languageName(code)}`),
    ]
    if (differing.length === 0) return { action: 'keep', what, differing, renamed, apply: async () => undefined }
    const apply = async (by: Dataverse): Promise<void> => {
      await addChoices(by, column, choices, languages)
      if (unnamed.length > 0) await name(by, column, languages)
    }
    return { action: 'update', what, differing, mayBeRefused: true, apply }
  })
}

/**
 * Compares the columns with the organization.
 * @param languages those of the organization
 */
export const planColumns = async (call: Dataverse, languages: Languages): Promise<PlanItem[]> => {
  const tables = Object.keys(extendedTables) as ExtendedTable[]
  return (await Promise.all(tables.map((table) => planTable(call, table, languages)))).flat()
}
