// Names of ours that something else in the organization bears, so that it cannot be used and nothing can be made beside it.
// Looked for before anything is changed, and by the doctor on the first day.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { oneOf, quoted, readRows } from '../organization/read-rows.ts'
import { type ExtendedTable, extendedTables, logicalName, wantedColumns } from '../wanted/columns.ts'
import { bridgeRole, teamRole } from '../wanted/security.ts'
import { wantedPublisher } from '../wanted/solution.ts'
import { attributes } from './plan-columns.ts'

const takenPublisher = async (call: Dataverse): Promise<string[]> => {
  const name = String(wantedPublisher.unique?.value)
  const rows = await readRows(call, 'publishers', `uniquename eq ${quoted(name)}`, 'publisherid,customizationprefix')
  const isOther = rows.some(
    (row) =>
      row['publisherid'] !== wantedPublisher.id &&
      row['customizationprefix'] !== wantedPublisher.columns['customizationprefix'],
  )
  return isOther
    ? [`The organization has another publisher named ${name}, with another prefix: rename or delete it.`]
    : []
}

/** @param unitId the business unit that the roles are made in */
const takenRoles = async (call: Dataverse, unitId: string): Promise<string[]> => {
  const roles = [bridgeRole, teamRole]
  const filter = `(${oneOf(
    'name',
    roles.map(({ name }) => quoted(name)),
  )}) and _businessunitid_value eq ${unitId}`
  const rows = await readRows(call, 'roles', filter, 'roleid,name,_parentrootroleid_value')
  return roles.flatMap(({ id, name }) =>
    // A role of ours in the root unit has a copy in each unit below.
    rows.some((row) => row['name'] === name && row['roleid'] !== id && row['_parentrootroleid_value'] !== id)
      ? [`Another security role of this business unit is named ${name}: rename it.`]
      : [],
  )
}

const kinds = { Picklist: 'choice', String: 'text' }

const takenColumns = async (call: Dataverse, table: ExtendedTable): Promise<string[]> => {
  const wanted = wantedColumns.filter((column) => column.table === table)
  const filter = oneOf(
    'LogicalName',
    wanted.map((column) => quoted(logicalName(column))),
  )
  const [all, texts] = await Promise.all([
    readRows(call, attributes(table), filter, 'LogicalName,AttributeType'),
    readRows(
      call,
      `${attributes(table)}/Microsoft.Dynamics.CRM.StringAttributeMetadata`,
      filter,
      'LogicalName,MaxLength',
    ),
  ])
  const where = `(Power Apps, Tables, ${table}, Columns)`
  return wanted.flatMap((column) => {
    const what = `The column ${logicalName(column)} of ${table}`
    const type = all.find((row) => row['LogicalName'] === logicalName(column))?.['AttributeType']
    const wantedType = 'options' in column ? 'Picklist' : 'String'
    if (type !== undefined && type !== wantedType)
      return [`${what} is there with the type ${type} and must be a ${kinds[wantedType]}: delete it ${where}.`]
    if (!('maxLength' in column)) return []
    const length = texts.find((row) => row['LogicalName'] === logicalName(column))?.['MaxLength']
    if (length === undefined || Number(length) >= column.maxLength) return []
    return [`${what} holds ${length} characters and must hold ${column.maxLength}: make it longer ${where}.`]
  })
}

/**
 * What stands in the way, each with what to do about it.
 * @param unitId the business unit of the application user
 */
export const findTaken = async (call: Dataverse, unitId: string): Promise<readonly string[]> => {
  const tables = Object.keys(extendedTables) as ExtendedTable[]
  const found = await Promise.all([
    takenPublisher(call),
    takenRoles(call, unitId),
    ...tables.map((table) => takenColumns(call, table)),
  ])
  return found.flat()
}
