// The application user of an organization: who the bridge is there.

import { asGuid } from '../../../shared/platform/ids.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { type Row, readOwnId, readRows } from '../organization/read-rows.ts'
import type { Unit } from '../wanted/security.ts'

export type ApplicationUser = { readonly id: string; readonly unit: Unit }

const userColumns = 'systemuserid,applicationid,isdisabled,_businessunitid_value'

const userOf = async (call: Dataverse, row: Row): Promise<ApplicationUser> => {
  const id = String(row['_businessunitid_value'])
  const path = `businessunits(${id})?$select=name,_parentbusinessunitid_value`
  const unit = (await call({ method: 'GET', path })) as Row
  const isRoot = (unit['_parentbusinessunitid_value'] ?? null) === null
  return { id: String(row['systemuserid']), unit: { id, name: String(unit['name']), isRoot } }
}

const readNamed = async (call: Dataverse, applicationId: string): Promise<ApplicationUser> => {
  if (asGuid(applicationId) === undefined)
    throw new Error(`--application-id must be the client id of the application user; ${applicationId} is not a GUID.`)
  const [user] = await readRows(call, 'systemusers', `applicationid eq ${applicationId}`, userColumns)
  if (!user)
    throw new Error(
      `No application user has the client id ${applicationId}. Add it in the Power Platform admin center (Environment, Settings, Users, Application users).`,
    )
  if (user['isdisabled'] === true) throw new Error(`The application user ${applicationId} is disabled.`)
  return userOf(call, user)
}

const readSignedIn = async (call: Dataverse): Promise<ApplicationUser> => {
  const path = `systemusers(${await readOwnId(call)})?$select=${userColumns}`
  const user = (await call({ method: 'GET', path })) as Row
  if (typeof user['applicationid'] === 'string') return userOf(call, user)
  throw new Error(
    'A person is signed in. Name the application user that writes the leads with --application-id <client id>.',
  )
}

/**
 * The application user that writes the leads, and its business unit.
 * @param applicationId client id of its app registration or managed identity; absent = who is signed in with `call`
 * @throws Error when there is none, it is disabled, or a person is signed in
 */
export const readApplicationUser = (call: Dataverse, applicationId?: string): Promise<ApplicationUser> =>
  applicationId === undefined ? readSignedIn(call) : readNamed(call, applicationId)
