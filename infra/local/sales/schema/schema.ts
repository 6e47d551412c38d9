// All tables of the organization, found by name, by entity set and by navigation property.
import { dictionary } from '../base/dictionary.ts'
import { campaign } from './campaign.ts'
import { fieldPermission, fieldSecurityProfile } from './column-security.ts'
import { account, accountOfDualWrite, annotation, contact } from './customers.ts'
import { serviceEndpoint } from './endpoints.ts'
import { lead } from './lead.ts'
import { opportunity, opportunityClose } from './opportunity.ts'
import {
  privilege,
  role,
  rolePrivileges,
  systemUserProfiles,
  systemUserRoles,
  teamMembership,
  teamProfiles,
  teamRoles,
} from './security.ts'
import { importJob, publisher, solution, solutionComponent } from './solutions.ts'
import { sdkMessage, sdkMessageFilter, sdkMessageProcessingStep, sdkMessageProcessingStepImage } from './steps.ts'
import {
  businessUnit,
  organization,
  savedQuery,
  systemUser,
  team,
  transactionCurrency,
  userQuery,
  userSettings,
} from './system.ts'
import { asyncOperation } from './system-jobs.ts'
import type { Column, Table } from './types.ts'

/** A property that leads from one table to one row (`single`) or to the rows that point back (`many`). */
export type Navigation =
  | { readonly kind: 'single'; readonly column: string; readonly tables: readonly string[] }
  | { readonly kind: 'many'; readonly column: string; readonly table: string }

export type Schema = {
  tables(): readonly Table[]
  bySet(setName: string): Table | undefined
  byName(logicalName: string): Table | undefined
  navigation(table: Table, property: string): Navigation | undefined
  /** Every lookup that may point at this table, with the table it belongs to. */
  incoming(table: Table): readonly { table: Table; column: string; onDelete: 'remove' | 'cascade' | 'restrict' }[]
  /** Adds or replaces a table, for example one that has got a column more. */
  define(table: Table): void
  /** Takes back everything that was defined. */
  reset(): void
}

const stock = [
  account,
  annotation,
  asyncOperation,
  businessUnit,
  campaign,
  contact,
  fieldPermission,
  fieldSecurityProfile,
  importJob,
  lead,
  opportunity,
  opportunityClose,
  organization,
  privilege,
  publisher,
  role,
  rolePrivileges,
  savedQuery,
  sdkMessage,
  sdkMessageFilter,
  sdkMessageProcessingStep,
  sdkMessageProcessingStepImage,
  serviceEndpoint,
  solution,
  solutionComponent,
  systemUser,
  systemUserProfiles,
  systemUserRoles,
  team,
  teamMembership,
  teamProfiles,
  teamRoles,
  transactionCurrency,
  userQuery,
  userSettings,
]

const navigationsOf = (table: Table, all: Iterable<Table>): Map<string, Navigation> => {
  const found = new Map<string, Navigation>()
  for (const [column, declared] of Object.entries(table.columns)) {
    if (declared.type !== 'lookup') continue
    for (const target of declared.targets) {
      const known = found.get(target.navigation)
      const tables = known?.kind === 'single' ? [...known.tables, target.table] : [target.table]
      found.set(target.navigation, { kind: 'single', column, tables })
    }
  }
  for (const other of all) {
    for (const [column, declared] of Object.entries(other.columns)) {
      if (declared.type !== 'lookup') continue
      for (const target of declared.targets) {
        if (target.table !== table.logicalName || !target.collection) continue
        found.set(target.collection, { kind: 'many', column, table: other.logicalName })
      }
    }
  }
  return found
}

type Secured = Readonly<Record<string, readonly string[]>>

const withSecurity = (table: Table, names: readonly string[] = []): Table =>
  names.length === 0
    ? table
    : {
        ...table,
        columns: dictionary(
          Object.fromEntries(
            Object.entries(table.columns).map(([name, column]) => [
              name,
              names.includes(name) ? { ...column, secured: true } : column,
            ]),
          ),
        ),
      }

/**
 * The schema of a new organization: the stock tables of Dynamics 365 Sales that this system touches.
 * @param secured columns under column security, by table
 */
export const createSchema = (secured: Secured = {}, dualWrite = false): Schema => {
  const all = stock.map((table) => (table === account && dualWrite ? accountOfDualWrite : table))
  const tables = all.map((table) => withSecurity(table, secured[table.logicalName]))
  const byName = new Map<string, Table>()
  const bySet = new Map<string, Table>()
  const navigations = new Map<string, Map<string, Navigation>>()
  const define = (table: Table): void => {
    byName.set(table.logicalName, table)
    bySet.set(table.setName, table)
    navigations.clear()
  }
  for (const table of tables) define(table)
  return {
    tables: () => [...byName.values()],
    bySet: (setName) => bySet.get(setName),
    byName: (logicalName) => byName.get(logicalName),
    navigation: (table, property) => {
      const known = navigations.get(table.logicalName) ?? navigationsOf(table, byName.values())
      navigations.set(table.logicalName, known)
      return known.get(property)
    },
    incoming: (table) =>
      [...byName.values()].flatMap((other) =>
        Object.entries(other.columns).flatMap(([column, declared]) =>
          (declared.type === 'lookup' ? declared.targets : [])
            .filter((target) => target.table === table.logicalName)
            .map((target) => ({ table: other, column, onDelete: target.onDelete ?? ('remove' as const) })),
        ),
      ),
    define,
    reset: () => {
      for (const table of tables) define(table)
    },
  }
}

/** The name under which a column is read: lookups are `_x_value`. */
export const readName = (name: string, column: Column): string => (column.type === 'lookup' ? `_${name}_value` : name)

/** The column of a property name used in `$select`, `$filter` and `$orderby`; undefined when there is none. */
export const columnOfProperty = (table: Table, property: string): { name: string; column: Column } | undefined => {
  const lookupName = /^_(.+)_value$/.exec(property)?.[1]
  const name = lookupName ?? property
  const column = table.columns[name]
  if (!column || (column.type === 'lookup') !== (lookupName !== undefined) || column.writeOnly) return undefined
  return { name, column }
}
