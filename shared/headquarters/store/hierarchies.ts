// Customer hierarchies as they are kept: with their organization.

import type { CustomerHierarchy } from '../../domain/customer-hierarchy.ts'
import { createRows } from '../../platform/row-format.ts'
import { findInShards } from '../../platform/shards.ts'
import type { Table } from '../../platform/table.ts'
import { hierarchyFormat } from './customer-formats.ts'
import type { Located } from './customers.ts'
import { hierarchyKey } from './keys.ts'
import type { UnitOfWork } from './unit-of-work.ts'

export type HierarchyStore = {
  /** Finds the hierarchy of an organization wherever it lives; one storage transaction per part. */
  readonly locate: (hierarchyId: string) => Promise<Located<CustomerHierarchy> | undefined>
  /** @param home where the organization is kept */
  readonly read: (home: string, hierarchyId: string) => Promise<CustomerHierarchy | undefined>
  readonly create: (unit: UnitOfWork, home: string, hierarchy: CustomerHierarchy) => void
  /** Replaces the hierarchy unless it changed since it was read. */
  readonly replace: (unit: UnitOfWork, before: Located<CustomerHierarchy>, next: CustomerHierarchy) => void
}

export const createHierarchyStore = (table: Table): HierarchyStore => {
  const rows = createRows(table, hierarchyFormat)
  return {
    locate: (hierarchyId) => findInShards((home) => rows.read(home, hierarchyKey(hierarchyId))),
    read: async (home, hierarchyId) => (await rows.read(home, hierarchyKey(hierarchyId)))?.value,
    create: (unit, home, hierarchy) =>
      unit.collect(home, [rows.create(hierarchyKey(hierarchy.hierarchyId), hierarchy)]),
    replace: (unit, before, next) => unit.collect(before.home, [rows.replace(before, next)]),
  }
}
