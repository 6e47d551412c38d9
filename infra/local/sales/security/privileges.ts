// The privileges of the organization: one for each right on each table, and a few that belong to no table.
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/privilege
import { hash } from 'node:crypto'
import type { Schema } from '../schema/schema.ts'
import type { Table } from '../schema/types.ts'

export type Right = 'Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo' | 'Assign' | 'Share'

/** How far a privilege reaches, as the service numbers it. */
export const depths = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const

/** The bit of each right in the mask of what may be done with a row. */
export const accessRights: Record<Right, number> = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65_536,
  Share: 262_144,
  Assign: 524_288,
}

const ofNoTable = [
  'prvActOnBehalfOfAnotherUser',
  'prvExportCustomization',
  'prvImportCustomization',
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

// Tables whose rows belong to a business unit.
const ofUnits: ReadonlySet<string> = new Set(['businessunit', 'role', 'systemuser', 'team', 'usersettings'])

/**
 * Whether a privilege can reach that far and no farther: rows with an owner know every depth, those of a business unit none
 * below it, all others the whole organization only.
 * https://learn.microsoft.com/power-apps/developer/data-platform/security-concepts
 */
export const takesDepth = (schema: Schema, privilege: string, depth: number): boolean => {
  const named = /^prv(?:Create|Read|Write|Delete|AppendTo|Append|Assign|Share)(.+)$/.exec(privilege)?.[1]
  const tables = schema.tables().filter((table) => table.privilege === named)
  if (depth === depths.Global || tables.some(({ userOwned }) => userOwned) || tables.length === 0) return true
  return depth > depths.Basic && tables.some(({ logicalName }) => ofUnits.has(logicalName))
}

/** All privileges of an organization with these tables, each with the number of its right. */
export const allPrivileges = (schema: Schema): ReadonlyMap<string, number> => {
  const found = new Map<string, number>(ofNoTable.map((name) => [name, 0]))
  for (const table of schema.tables()) {
    for (const [right, number] of Object.entries(accessRights)) {
      if (right === 'Assign' && !table.userOwned && table.privilege !== 'Role') continue
      if (right === 'Share' && !table.userOwned) continue
      found.set(privilegeOf(right as Right, table), number)
    }
  }
  return found
}
