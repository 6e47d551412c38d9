// What a security role allows: read and set by the actions and functions of roles and users.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/addprivilegesrole

import { readAddress, type Segment } from '../addresses/address.ts'
import { rowOfSegment } from '../addresses/target.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, invalidArgument, methodNotAllowed, notFound, SalesError } from '../base/errors.ts'
import type { Org, Session } from '../organization/session.ts'
import { type Granted, grant, replaceGrants } from '../security/grants.ts'
import { allPrivileges, depths, privilegeId, privilegeOf, takesDepth } from '../security/privileges.ts'
import { administratorRoleId, depthInRole, depthOf, needPrivilege } from '../security/rights.ts'
import { tableNamed } from './nested.ts'
import { readBody } from './parameters.ts'

const depthNames = new Map(Object.entries(depths))

const readWanted = (org: Org, request: ApiRequest, action: string): Granted[] => {
  const list = readBody(request.body, action, ['Privileges'])['Privileges']
  if (!Array.isArray(list)) throw badRequest("The parameter 'Privileges' must be a collection.")
  return list.map((item: { PrivilegeId?: unknown; Depth?: unknown }) => {
    const depth = typeof item.Depth === 'string' ? depthNames.get(item.Depth) : undefined
    if (depth === undefined)
      throw badRequest(`Cannot read the value '${String(item.Depth)}' as a quoted JSON string value.`)
    const row = org.store.get('privilege', String(item.PrivilegeId).toLowerCase())
    if (!row) throw notFound('privilege', String(item.PrivilegeId))
    const privilege = String(row.values['name'])
    if (!takesDepth(org.schema, privilege, depth))
      throw new SalesError(400, '0x8004140b', `The privilege ${privilege} can't have depth = ${String(item.Depth)}.`)
    return { privilege, depth }
  })
}

const roleOf = (session: Session, target: Segment, method: string, wanted: 'GET' | 'POST', name: string): string => {
  if (method !== wanted) throw methodNotAllowed(method, name)
  const { table, id } = rowOfSegment(session.org, target)
  if (table.logicalName !== 'role') throw badRequest(`'${name}' is bound to roles.`)
  return id
}

/** AddPrivilegesRole adds to what a role has, ReplacePrivilegesRole takes away what is not named. */
export const setPrivileges =
  (action: 'AddPrivilegesRole' | 'ReplacePrivilegesRole') =>
  (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
    const { org, user } = session
    const roleId = roleOf(session, target, request.method, 'POST', action)
    needPrivilege(org, user.id, privilegeOf('Write', tableNamed(session, 'role')))
    if (roleId === administratorRoleId) throw invalidArgument('The role System Administrator cannot be changed.')
    const wanted = readWanted(org, request, action)
    if (action === 'ReplacePrivilegesRole') replaceGrants(org, roleId, wanted)
    else for (const { privilege, depth } of wanted) grant(org, roleId, privilege, depth)
    return noContent()
  }

const listed = (org: Org, type: string, depth: (privilege: string) => number): ApiResponse => {
  const [unit] = org.store.rows('businessunit')
  const nameOf = new Map<number, string>([...depthNames].map(([name, number]) => [number, name]))
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${org.serviceRoot()}$metadata#Microsoft.Dynamics.CRM.${type}Response`,
      RolePrivileges: [...allPrivileges(org.schema).keys()].flatMap((name) => {
        const Depth = nameOf.get(depth(name))
        return Depth === undefined
          ? []
          : [{ Depth, PrivilegeId: privilegeId(name), BusinessUnitId: unit?.id, PrivilegeName: name }]
      }),
    },
  }
}

/** https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveroleprivilegesrole */
export const retrieveRolePrivileges = (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
  const { org, user } = session
  if (request.method !== 'GET') throw methodNotAllowed(request.method, 'RetrieveRolePrivilegesRole')
  const given = /^RoleId=(.+)$/i.exec(target.key ?? '')?.[1] ?? ''
  // A parameter may be named, with its value in the query.
  const roleId = (given.startsWith('@') ? (readAddress(request.path).query.get(given) ?? '') : given).toLowerCase()
  needPrivilege(org, user.id, privilegeOf('Read', tableNamed(session, 'role')))
  if (!org.store.get('role', roleId)) throw notFound('role', roleId)
  return listed(org, 'RetrieveRolePrivilegesRole', (name) => depthInRole(org, roleId, name))
}

/**
 * RetrieveUserPrivileges and RetrieveTeamPrivileges.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/retrieveuserprivileges
 */
export const retrievePrivilegesOf =
  (principal: 'systemuser' | 'team', action: string) =>
  (session: Session, request: ApiRequest, target: Segment): ApiResponse => {
    const { org, user } = session
    if (request.method !== 'GET') throw methodNotAllowed(request.method, action)
    const { table, id } = rowOfSegment(org, target)
    if (table.logicalName !== principal) throw badRequest(`'${action}' is bound to the table ${principal}.`)
    if (id !== user.id) needPrivilege(org, user.id, privilegeOf('Read', table))
    return listed(org, action, (name) => depthOf(org, { table: principal, id }, name))
  }
