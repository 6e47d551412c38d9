// What the roles allow and who has them: compared with the organization, and set.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/replaceprivilegesrole

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { SalesRefused, unlessUndefined } from '../../../shared/sales/failures.ts'
import { owningTeamId } from '../../../shared/sales/lead-rows.ts'
import { oneOf, quoted, type Row, readRows } from '../organization/read-rows.ts'
import { bridgeRole, teamRole, type WantedRole, wantedPrivileges } from '../wanted/security.ts'
import type { PlanItem } from './plan-item.ts'

type Held = { readonly PrivilegeId: string; readonly PrivilegeName?: string | null; readonly Depth: string }

const everyPrivilege = [...new Set([...wantedPrivileges, ...teamRole.privileges].map(({ name }) => name))]

/** Ids of the wanted privileges by name. @throws Error when the organization does not know one */
export const readPrivilegeIds = async (call: Dataverse): Promise<ReadonlyMap<string, string>> => {
  const filter = oneOf('name', everyPrivilege.map(quoted))
  const rows = await readRows(call, 'privileges', filter, 'privilegeid,name')
  const ids = new Map(rows.map((row) => [String(row['name']), String(row['privilegeid']).toLowerCase()]))
  const unknown = everyPrivilege.find((name) => !ids.has(name))
  if (unknown)
    throw new Error(`The organization does not know the privilege ${unknown}; is Dynamics 365 Sales installed in it?`)
  return ids
}

const heldIn = (answer: unknown): readonly Held[] =>
  ((answer ?? {}) as { RolePrivileges?: readonly Held[] }).RolePrivileges ?? []

/** Depths of the privileges in an answer of the service, by the id of the privilege. */
export const depthsOf = (answer: unknown): ReadonlyMap<string, string> =>
  new Map(heldIn(answer).map(({ PrivilegeId, Depth }) => [PrivilegeId.toLowerCase(), Depth]))

const onOurTables =
  /^prv(Create|Read|Write|Delete|Append|AppendTo|Assign|Share)(Lead|Opportunity|Account|Contact|Note)$/

/** Privileges on our tables that nobody asked for. The service adds others to every role by itself; those stay. */
const tooMany = ({ privileges }: WantedRole, answer: unknown): string[] => {
  const wanted = new Set(privileges.map(({ name }) => name))
  return heldIn(answer).flatMap(({ PrivilegeName: name }) =>
    name && onOurTables.test(name) && !wanted.has(name) ? [name] : [],
  )
}

/**
 * Compares what a role allows with what is needed, no less and no more.
 * @param exists whether the role is there
 */
export const planPrivileges = async (call: Dataverse, role: WantedRole, exists: boolean): Promise<PlanItem> => {
  const [ids, answer] = await Promise.all([
    readPrivilegeIds(call),
    exists ? call({ method: 'GET', path: `RetrieveRolePrivilegesRole(RoleId=${role.id})` }) : undefined,
  ])
  const held = depthsOf(answer)
  const missing = role.privileges.filter(({ name, depth }) => held.get(ids.get(name) ?? '') !== depth)
  const differing = [...missing.map(({ name }) => name), ...tooMany(role, answer)]
  const Privileges = role.privileges.map(({ name, depth }) => ({ PrivilegeId: ids.get(name), Depth: depth }))
  const path = `roles(${role.id})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole`
  return {
    action: differing.length === 0 ? 'keep' : answer === undefined ? 'create' : 'update',
    what: `privileges of the role ${role.name}`,
    differing: answer === undefined ? [] : differing,
    apply: async (by) => {
      await by({ method: 'POST', path, body: { Privileges } })
    },
  }
}

type Roles = { readonly value?: readonly Row[]; readonly '@odata.context'?: string }

/** Who should have a role. */
type Holder = {
  /** What people call it. */
  readonly name: string
  /** Its row. */
  readonly row: string
  readonly association: string
  /** The function that tells what it may do. */
  readonly privileges: string
  /** Whether it is there. */
  readonly exists: boolean
}

/** Whether a user or team may already do what a role gives. */
const hasEffect =
  (role: WantedRole, { row, privileges }: Holder) =>
  async (call: Dataverse): Promise<boolean> => {
    const path = `${row}/Microsoft.Dynamics.CRM.${privileges}()`
    const [ids, answer] = await Promise.all([readPrivilegeIds(call), unlessUndefined(call({ method: 'GET', path }))])
    // An organization that cannot be asked this way is not waited for.
    if (answer === undefined) return true
    const held = depthsOf(answer)
    return role.privileges.every(({ name }) => held.has(ids.get(name) ?? ''))
  }

const planHolder = async (call: Dataverse, role: WantedRole, holder: Holder): Promise<PlanItem> => {
  const { name, row, association, exists } = holder
  const path = `${row}/${association}`
  const roles = exists ? ((await call({ method: 'GET', path: `${path}?$select=roleid` })) as Roles) : {}
  const has = roles.value?.some((row) => row['roleid'] === role.id) ?? false
  return {
    action: has ? 'keep' : 'create',
    what: `role ${role.name} of ${name}`,
    differing: [],
    isInEffect: hasEffect(role, holder),
    apply: async (by) => {
      // Rows are referred to by their whole address, which an answer tells.
      const { '@odata.context': context = '' } = (await by({ method: 'GET', path: `${path}?$select=roleid` })) as Roles
      const address = `${context.split('$metadata')[0]}roles(${role.id})`
      try {
        await by({ method: 'POST', path: `${path}/$ref`, body: { '@odata.id': address } })
      } catch (error) {
        if (!(error instanceof SalesRefused && error.kind === 'exists')) throw error
      }
    },
  }
}

/**
 * Whether the application user and the team have their roles.
 * @param teamExists whether the team is there
 */
export const planHolders = (call: Dataverse, applicationUserId: string, teamExists: boolean): Promise<PlanItem[]> =>
  Promise.all([
    planHolder(call, bridgeRole, {
      name: 'the application user',
      row: `systemusers(${applicationUserId})`,
      association: 'systemuserroles_association',
      privileges: 'RetrieveUserPrivileges',
      exists: true,
    }),
    planHolder(call, teamRole, {
      name: 'the team',
      row: `teams(${owningTeamId})`,
      association: 'teamroles_association',
      privileges: 'RetrieveTeamPrivileges',
      exists: teamExists,
    }),
  ])
