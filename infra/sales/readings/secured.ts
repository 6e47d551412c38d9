// Which of the columns that the app reads or writes are under column security, and what the application user may not do
// with them. A caller who may not read such a column gets it as empty, so the app takes its emptiness for unknown.
// https://learn.microsoft.com/power-apps/developer/data-platform/column-level-security

import { customerColumns } from '../../../shared/sales/customer-rows.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused, unlessUndefined } from '../../../shared/sales/failures.ts'
import { mappedColumns } from '../../../shared/sales/field-map.ts'
import { leadRow } from '../../../shared/sales/lead-rows.ts'
import { originatingLeadColumn } from '../../../shared/sales/sales-row.ts'
import { leadColumns, opportunityColumns } from '../../../shared/sales/sales-states.ts'
import { type Row, readRows } from '../organization/read-rows.ts'
import { wantedColumns } from '../wanted/columns.ts'
import { longestRequest } from '../wanted/longest-request.ts'

const ownColumns = (table: string): readonly string[] =>
  wantedColumns.flatMap((column) => (column.table === table ? [column.schemaName.toLowerCase()] : []))

/** The columns that the app reads and writes, by table. */
const writtenColumns: Readonly<Record<string, readonly string[]>> = {
  lead: [...Object.keys(leadRow('', '', longestRequest())), ...ownColumns('lead')],
  opportunity: ownColumns('opportunity'),
  account: [...mappedColumns('Organization'), ...ownColumns('account'), 'accountnumber'],
  contact: [...mappedColumns('Person'), ...ownColumns('contact')],
}

/** Columns as an answer names them; links have other names there. */
const namesIn = (columns: string): readonly string[] =>
  columns.split(',').map((column) => /^_(.+)_value$/.exec(column)?.[1] ?? column)

/** The columns that the app only reads, by table: which rows belong together, and how and why it was decided. */
const readColumns: Readonly<Record<string, readonly string[]>> = {
  lead: namesIn(leadColumns),
  opportunity: namesIn(`${opportunityColumns},${originatingLeadColumn}`),
  opportunityclose: ['description', 'actualend'],
  account: namesIn(customerColumns('Organization')),
  contact: namesIn(customerColumns('Person')),
}

const tables = Object.keys(readColumns)

/** One secured column. `lacking` is what the application user may not do; `undefined` when that is not told. */
export type Secured = { readonly name: string; readonly lacking: readonly string[] | undefined }

type Granted = {
  readonly AttributeId: string
  readonly CanRead: number
  readonly CanCreate: number
  readonly CanUpdate: number
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveprincipalattributeprivileges */
const readGranted = async (call: Dataverse, userId: string | undefined): Promise<readonly Granted[] | undefined> => {
  if (userId === undefined) return undefined
  try {
    const path = `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges()`
    const answer = (await unlessUndefined(call({ method: 'GET', path }))) as
      | { AttributePrivileges?: readonly Granted[] }
      | undefined
    return answer && (answer.AttributePrivileges ?? [])
  } catch (error) {
    if (error instanceof SalesRefused) return undefined
    throw error
  }
}

const lackingOf = (granted: readonly Granted[], id: string, isWritten: boolean): string[] => {
  const rights = granted.find(({ AttributeId }) => AttributeId.toLowerCase() === id)
  const allowed = isWritten
    ? { read: rights?.CanRead, create: rights?.CanCreate, update: rights?.CanUpdate }
    : { read: rights?.CanRead }
  return Object.entries(allowed).flatMap(([right, number]) => (number ? [] : [right]))
}

/**
 * Each secured column that the app uses.
 * @param userId the application user; absent = it is not known
 */
export const readSecured = async (call: Dataverse, userId: string | undefined): Promise<readonly Secured[]> => {
  const granted = await readGranted(call, userId)
  const found = await Promise.all(
    tables.map(async (table) => {
      const isWritten = (row: Row) => writtenColumns[table]?.includes(String(row['LogicalName'])) === true
      const isRead = (row: Row) => readColumns[table]?.includes(String(row['LogicalName'])) === true
      const set = `EntityDefinitions(LogicalName='${table}')/Attributes`
      const rows: readonly Row[] = await readRows(call, set, 'IsSecured eq true', 'LogicalName,MetadataId')
      return rows
        .filter((row) => isWritten(row) || isRead(row))
        .map((row) => ({
          name: `${row['LogicalName']} of ${table}`,
          lacking: granted && lackingOf(granted, String(row['MetadataId']).toLowerCase(), isWritten(row)),
        }))
    }),
  )
  return found.flat()
}

/** What is not granted of secured columns, for people; `undefined` when all is. */
export const lackingWords = (secured: readonly Secured[]): string | undefined => {
  const lacking = secured.filter((column) => column.lacking === undefined || column.lacking.length > 0)
  if (lacking.length === 0) return undefined
  return lacking.map(({ name, lacking: rights }) => `${name}${rights ? ` (${rights.join(', ')})` : ''}`).join(', ')
}

/** What to do about secured columns, for people. */
export const grantAdvice =
  'Give the application user a column security profile that allows it (Power Platform admin center, the environment, Settings, Users + permissions, Column security profiles).'
