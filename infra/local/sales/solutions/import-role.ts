// Imports a security role into the root business unit, under the id that the package says.
import { tableNamed } from '../actions/nested.ts'
import { SalesError } from '../base/errors.ts'
import type { Element } from '../base/xml.ts'
import type { Session } from '../organization/session.ts'
import { createRow } from '../rows/create-row.ts'
import { updateRow } from '../rows/update-row.ts'
import { componentTypes } from '../rules/solution-components.ts'
import { isReference } from '../schema/types.ts'
import { type Granted, replaceGrants } from '../security/grants.ts'
import { allPrivileges, depths, takesDepth } from '../security/privileges.ts'
import { type Importing, place } from './importing.ts'
import { at } from './read-package.ts'

const rootUnit = ({ org }: Session) =>
  [...org.store.rows('businessunit')].find(({ values }) => !isReference(values['parentbusinessunitid']))

const privilegesOf = ({ org }: Session, role: Element): readonly Granted[] => {
  const known = allPrivileges(org.schema)
  return (at(role, 'RolePrivileges')?.children ?? []).map(({ attributes: { name = '', level = '' } }) => {
    const depth = depths[level as keyof typeof depths]
    if (!known.has(name)) throw new SalesError(400, '0x80048058', `The privilege to be imported is invalid: ${name}.`)
    if (!takesDepth(org.schema, name, depth))
      throw new SalesError(400, '0x8004140b', `The privilege ${name} can't have depth = ${level}.`)
    return { privilege: name, depth }
  })
}

/** @throws SalesError 400 0x80048058 for an unknown privilege, 0x80048017 for a name that another role of the unit bears */
export const importRole = (importing: Importing, role: Element): void => {
  const { session } = importing
  const { store } = session.org
  const id = String(role.attributes['id']).replace(/[{}]/g, '').toLowerCase()
  const name = String(role.attributes['name'])
  const unit = rootUnit(session)
  const twin = [...store.rows('role')].find(({ id: other, values }) => {
    const its = values['businessunitid']
    return other !== id && values['name'] === name && isReference(its) && its.id === unit?.id
  })
  if (twin)
    throw new SalesError(
      400,
      '0x80048017',
      'Cannot import security role. The role with specified role id is not updatable or role name is not unique.',
    )
  const privileges = privilegesOf(session, role)
  const isThere = store.get('role', id) !== undefined
  place(importing, { type: componentTypes.role, id, what: 'Role', isThere })
  const table = tableNamed(session, 'role')
  const businessunitid = { table: 'businessunit', id: unit?.id ?? '' }
  if (isThere) updateRow(session, table, id, { values: { name }, parents: [], children: [] })
  else createRow(session, table, { id, values: { name, businessunitid }, parents: [], children: [] })
  replaceGrants(session.org, id, privileges)
}
