// Reads of an organization that the commands share.

import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused } from '../../shared/sales/failures.ts'
import type { WantedRow } from './wanted.ts'

export type Row = Readonly<Record<string, unknown>>

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The rows of a set that fit a filter, of the first page. */
export const readRows = async (call: Dataverse, set: string, filter: string, columns: string): Promise<Row[]> => {
  const path = `${set}?$select=${columns}&$filter=${encodeURIComponent(filter)}`
  const { value } = (await call({ method: 'GET', path })) as { value?: Row[] }
  return value ?? []
}

/** The answer, or `undefined` when there is no such row. */
export const unlessMissing = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call
  } catch (error) {
    if (error instanceof SalesRefused && error.kind === 'missing') return undefined
    throw error
  }
}

/** The row with our id or, failing that, the one with our unique name; `undefined` when there is neither. */
export const findRow = async (call: Dataverse, wanted: WantedRow): Promise<Row | undefined> => {
  const byId = `${wanted.key} eq ${wanted.id}`
  const filter = wanted.unique ? `${byId} or ${wanted.unique.column} eq ${quoted(wanted.unique.value)}` : byId
  const columns = [
    wanted.key,
    ...Object.keys(wanted.columns),
    ...(wanted.links ?? []).map(({ column }) => column),
    ...(wanted.stateful ? ['statecode'] : []),
  ].join(',')
  const rows = await readRows(call, wanted.set, filter, columns)
  return rows.find((row) => row[wanted.key] === wanted.id) ?? rows[0]
}

export type ApplicationUser = { readonly id: string; readonly unitId: string }

const userColumns = 'systemuserid,applicationid,isdisabled,_businessunitid_value'
const userOf = (row: Row): ApplicationUser => ({
  id: String(row['systemuserid']),
  unitId: String(row['_businessunitid_value']),
})

/**
 * The application user that writes the leads, and its business unit.
 * @param applicationId client id of its app registration or managed identity; absent = who is signed in with `call`
 * @throws Error when there is none, it is disabled, or a person is signed in
 */
export const readApplicationUser = async (call: Dataverse, applicationId?: string): Promise<ApplicationUser> => {
  if (applicationId !== undefined) {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(applicationId))
      throw new Error(`--application-id must be the client id of the application user; ${applicationId} is not a GUID.`)
    const [user] = await readRows(call, 'systemusers', `applicationid eq ${applicationId}`, userColumns)
    if (!user)
      throw new Error(
        `No application user has the client id ${applicationId}. Add it in the Power Platform admin center (Environment, Settings, Users, Application users).`,
      )
    if (user['isdisabled'] === true) throw new Error(`The application user ${applicationId} is disabled.`)
    return userOf(user)
  }
  const { UserId } = (await call({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }
  const user = (await call({ method: 'GET', path: `systemusers(${UserId})?$select=${userColumns}` })) as Row
  if (typeof user['applicationid'] !== 'string')
    throw new Error(
      'A person is signed in. Name the application user that writes the leads with --application-id <client id>.',
    )
  return userOf(user)
}

/** Whether a table keeps track of its changes; `unknown` when its definition cannot be read. */
export const readChangeTracking = async (call: Dataverse, table: string): Promise<boolean | 'unknown'> => {
  try {
    const path = `EntityDefinitions(LogicalName='${table}')?$select=LogicalName,ChangeTrackingEnabled`
    return ((await call({ method: 'GET', path })) as Row)['ChangeTrackingEnabled'] === true
  } catch (error) {
    if (error instanceof SalesRefused) return 'unknown'
    throw error
  }
}
