// Alternate keys: two rows never hold the same values in the columns of an active key.
import { SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import type { AlternateKey, Table, Value, Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import type { Row } from '../store/row.ts'
import type { Store } from '../store/store.ts'

const same = (a: Value, b: Value): boolean => {
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase()
  return isReference(a) && isReference(b) ? a.id === b.id : a === b
}

/** The rows whose columns hold the given values; text is compared without regard to case. */
export const rowsWith = (store: Store, table: Table, wanted: Values): readonly Row[] => {
  const cells = Object.entries(wanted)
  const has = ({ values }: Row) => cells.every(([name, value]) => same(values[name] ?? null, value))
  const likely = store.rows(table.logicalName).within((crowd) => {
    const certain = cells.filter(([name]) => !crowd.varying.has(name))
    return certain.every(([name, value]) => same(crowd.prototype.values[name] ?? null, value))
      ? [0, crowd.count]
      : [0, 0]
  })
  return [...likely].filter(has)
}

/** Whether the index of a key has been built. */
export const isActive = (org: Org, key: AlternateKey): boolean => !key.failed && org.now().getTime() >= key.activeFrom

/**
 * Refuses a row whose key values another row holds; rows with an empty key column are not constrained.
 * https://learn.microsoft.com/power-apps/developer/data-platform/define-alternate-keys-entity
 * @throws SalesError 412 0x80060892
 */
export const checkKeys = (org: Org, table: Table, id: string, values: Values): void => {
  for (const key of table.keys.filter((candidate) => isActive(org, candidate))) {
    const wanted = Object.fromEntries(key.columns.map((name) => [name, values[name] ?? null]))
    if (Object.values(wanted).includes(null)) continue
    const holder = rowsWith(org.store, table, wanted).find((row) => row.id !== id)
    if (!holder) continue
    throw new SalesError(
      412,
      '0x80060892',
      `Entity Key ${key.name} violated. A record with the same value for ${key.columns.join(', ')} already exists. A duplicate record cannot be created. Select one or more unique values and try again. <DuplicateEntity><Id>${holder.id}</Id></DuplicateEntity>`,
    )
  }
}
