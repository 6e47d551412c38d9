// The application user of an organization: who the bridge is there.

import { asGuid } from '../../../shared/platform/ids.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { type Row, readOwnId, readRows } from '../organization/read-rows.ts'

export type ApplicationUser = { readonly id: string; readonly unitId: string }

const userColumns = 'systemuserid,applicationid,isdisabled,_businessunitid_value'
const userOf = (row: Row): ApplicationUser => ({
  id: String(row['systemuserid']),
  unitId: String(row['_businessunitid_value']),
})

const readNamed = async (call: Dataverse, applicationId: string): Promise<ApplicationUser> => {
  if (asGuid(applicationId) === undefined)
    throw new Error(`--application-id must be the client id of the application user; ${applicationId} is not a GUID.`)
  const [user] = await readRows(call, 'systemusers', `applicationid eq ${applicationId}`, userColumns)
  if (!user)
    throw new Error(
      `No application user has the client id ${applicationId}. Add it in the Power Platform admin center (Environment, Settings, Users, Application users).`,
    )
  if (user['isdisabled'] === true) throw new Error(`The application user ${applicationId} is disabled.`)
  return userOf(user)
}

const readSignedIn = async (call: Dataverse): Promise<ApplicationUser> => {
  const path = `systemusers(${await readOwnId(call)})?$select=${userColumns}`
  const user = (await call({ method: 'GET', path })) as Row
  if (typeof user['applicationid'] === 'string') return userOf(user)
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
