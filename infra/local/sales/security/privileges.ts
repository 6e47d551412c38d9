// The privileges of the organization: one for each right on each table, and a few that belong to no table.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/privilege
import { hash } from 'node:crypto'
import type { Schema } from '../schema/schema.ts'
import type { Table } from '../schema/types.ts'

export type Right = 'Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo' | 'Assign'

/** How far a privilege reaches, as the service numbers it. */
export const depths = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const

const accessRights: Record<Right, number> = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65_536,
  Assign: 524_288,
}

const ofNoTable = [
  'prvActOnBehalfOfAnotherUser',
  'prvPublishCustomization',
  'prvReadWorkflow',
  ...['Entity', 'Attribute', 'EntityKey'].flatMap((part) =>
    (['Create', 'Read', 'Write', 'Delete'] as const).map((right) => `prv${right}${part}`),
  ),
]

const guids = new Map<string, string>()

/** A GUID that follows from text. Remembered, as every call asks for those of the same few roles and privileges. */
export const guidOf = (text: string): string => {
  const known = guids.get(text)
  if (known !== undefined) return known
  const hex = hash('sha256', text)
  const made = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  guids.set(text, made)
  return made
}

export const privilegeId = (name: string): string => guidOf(`privilege ${name}`)

export const privilegeOf = (right: Right, table: Table): string => `prv${right}${table.privilege}`

/** All privileges of an organization with these tables, each with the number of its right. */
export const allPrivileges = (schema: Schema): ReadonlyMap<string, number> => {
  const found = new Map<string, number>(ofNoTable.map((name) => [name, 0]))
  for (const table of schema.tables()) {
    for (const [right, number] of Object.entries(accessRights)) {
      if (right === 'Assign' && !table.userOwned && table.privilege !== 'Role') continue
      found.set(privilegeOf(right as Right, table), number)
    }
  }
  return found
}
