// Security roles, privileges and who has them: what decides over every read and write.
// https://learn.microsoft.com/power-platform/admin/security-roles-privileges
import { choice, link, table, text, whole } from './columns.ts'
import type { Column } from './types.ts'

const guid: Column = { type: 'guid', readOnly: true }

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/role */
export const role = table({
  logicalName: 'role',
  schemaName: 'Role',
  setName: 'roles',
  primaryName: 'name',
  objectTypeCode: 1036,
  columns: {
    name: text(100, { required: 'system' }),
    isinherited: choice({ 0: 'Team privileges only', 1: 'Direct User (Basic) access level and Team privileges' }, 1),
    businessunitid: link('businessunit', 'businessunitid', 'business_unit_roles', 'restrict'),
    // A role of the root unit has a copy in each unit below, which follows it.
    parentrootroleid: link('role', 'parentrootroleid', 'role_parent_root_role', 'cascade'),
  },
})

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/privilege */
export const privilege = table({
  logicalName: 'privilege',
  schemaName: 'Privilege',
  setName: 'privileges',
  primaryName: 'name',
  objectTypeCode: 1023,
  access: 'read',
  privilege: 'Role',
  columns: { name: text(100), accessright: whole(0, 524288) },
})

/** A table that joins two others; its rows come and go with associations, roles and users. */
const joint = (logicalName: string, primaryId: string, columns: readonly string[], more: Record<string, Column> = {}) =>
  table({
    logicalName,
    schemaName: logicalName,
    setName: `${logicalName}${logicalName.endsWith('s') ? 'collection' : 's'}`,
    primaryId,
    primaryName: primaryId,
    objectTypeCode: 0,
    access: 'read',
    privilege: 'Role',
    columns: { ...Object.fromEntries(columns.map((name) => [name, guid])), ...more },
  })

/** https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/roleprivileges */
export const rolePrivileges = joint('roleprivileges', 'roleprivilegeid', ['roleid', 'privilegeid'], {
  privilegedepthmask: whole(0, 8, { readOnly: true }),
})
export const systemUserRoles = joint('systemuserroles', 'systemuserroleid', ['systemuserid', 'roleid'])
export const teamRoles = joint('teamroles', 'teamroleid', ['teamid', 'roleid'])
export const systemUserProfiles = joint('systemuserprofiles', 'systemuserprofileid', [
  'systemuserid',
  'fieldsecurityprofileid',
])
export const teamProfiles = joint('teamprofiles', 'teamprofileid', ['teamid', 'fieldsecurityprofileid'])
export const teamMembership = joint('teammembership', 'teammembershipid', ['teamid', 'systemuserid'])

/** Two tables whose rows are joined through a third; the property has the same name on both. */
export type Association = {
  readonly property: string
  readonly through: string
  /** Each of the two tables with the column of the joint table that holds its key. */
  readonly ends: readonly [End, End]
}
type End = { readonly table: string; readonly column: string }

const end = (name: string): End => ({ table: name, column: `${name}id` })

export const associations: readonly Association[] = [
  { property: 'systemuserroles_association', through: 'systemuserroles', ends: [end('systemuser'), end('role')] },
  { property: 'teamroles_association', through: 'teamroles', ends: [end('team'), end('role')] },
  { property: 'teammembership_association', through: 'teammembership', ends: [end('team'), end('systemuser')] },
  {
    property: 'systemuserprofiles_association',
    through: 'systemuserprofiles',
    ends: [end('systemuser'), end('fieldsecurityprofile')],
  },
  {
    property: 'teamprofiles_association',
    through: 'teamprofiles',
    ends: [end('team'), end('fieldsecurityprofile')],
  },
  { property: 'roleprivileges_association', through: 'roleprivileges', ends: [end('role'), end('privilege')] },
]
