// The security of a new organization: all privileges, the stock roles, and who has them. The integration has none yet.

import { type Org, stamp } from '../organization/session.ts'
import type { Reference, Value } from '../schema/types.ts'
import { grant, grantDefaults } from './grants.ts'
import { inheritRole } from './inherited.ts'
import { allPrivileges, depths, guidOf, privilegeId, type Right } from './privileges.ts'
import { administratorRoleId } from './rights.ts'

const salespersonRoleId = guidOf('role Salesperson')

const all: readonly Right[] = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share']

/** What the stock role Salesperson allows, as far as this organization's tables go. */
const salespersonPrivileges = [
  ...['Lead', 'Opportunity', 'Account', 'Contact', 'Note', 'Activity', 'UserQuery', 'Campaign'].flatMap((name) =>
    all.map((right) => `prv${right}${name}`),
  ),
  ...[
    'User',
    'UserSettings',
    'Team',
    'BusinessUnit',
    'Organization',
    'TransactionCurrency',
    'Query',
    'Role',
    'Entity',
    'Attribute',
  ].map((name) => `prvRead${name}`),
  'prvAppendToTransactionCurrency',
]

/** Fills in the privileges that are not there yet; the stock role of an organization of an earlier version gets its own. */
export const seedPrivileges = (org: Org): void => {
  for (const [name, accessright] of allPrivileges(org.schema)) {
    const id = privilegeId(name)
    if (org.store.get('privilege', id)) continue
    org.store.put('privilege', id, { privilegeid: id, name, accessright })
    const isEarlier = org.store.get('role', salespersonRoleId) !== undefined
    if (isEarlier && salespersonPrivileges.includes(name)) grant(org, salespersonRoleId, name, depths.Global)
  }
}

/** Fills in roles. @param unit the business unit that all belong to */
export const seedSecurity = (
  org: Org,
  unit: Reference,
  { administrator, salesperson }: { administrator: string; salesperson: string },
): void => {
  const moment = stamp(org)
  const role = (roleid: string, name: string): void => {
    const values: Record<string, Value> = { roleid, name, isinherited: 1, businessunitid: unit }
    org.store.put('role', roleid, { ...values, createdon: moment, modifiedon: moment })
    inheritRole(org, roleid)
  }
  const give = (systemuserid: string, roleid: string): void => {
    const id = guidOf(`${systemuserid} ${roleid}`)
    org.store.put('systemuserroles', id, {
      systemuserroleid: id,
      systemuserid: { table: 'systemuser', id: systemuserid },
      roleid: { table: 'role', id: roleid },
    })
  }
  role(administratorRoleId, 'System Administrator')
  role(salespersonRoleId, 'Salesperson')
  grantDefaults(org, salespersonRoleId)
  for (const name of salespersonPrivileges) grant(org, salespersonRoleId, name, depths.Global)
  give(administrator, administratorRoleId)
  give(salesperson, salespersonRoleId)
}
