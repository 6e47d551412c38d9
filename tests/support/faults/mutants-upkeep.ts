// Planted mistakes in what staff do with a hierarchy as a whole.

import type { Row } from '../../../shared/platform/table.ts'
import { withTable, withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

type Kept = { readonly changes: readonly { readonly path: string }[] }

/** A customer whose overrides gave it what it has now, whoever gave it that. */
const asUntouched = (row: Row): Row => {
  const value = row.value as Readonly<Record<string, unknown>> & { readonly overrides?: readonly Kept[] }
  if (!row.key.endsWith('|c') || !value.overrides) return row
  const overrides = value.overrides.map((kept) => ({
    ...kept,
    changes: kept.changes.map((change) => ({ ...change, after: value[change.path] })),
  }))
  return { ...row, value: { ...value, overrides } }
}

export const upkeepMutants: Readonly<Record<string, Mutant>> = {
  'an override that touches an unticked field': {
    variant: withValues('headquarters', (key, value) =>
      key.startsWith('incoming|') && 'overrideId' in value && !value['isUndo']
        ? { ...value, values: { ...(value['values'] as object), paymentTerms: 'net30' } }
        : value,
    ),
    shows: 'override half done',
    caughtBy: 'I18 members have the terms that staff chose',
  },
  'an undo that overwrites a later change': {
    variant: withTable('headquarters', (table) => ({
      read: async (partition, key) => {
        const row = await table.read(partition, key)
        return row && asUntouched(row)
      },
    })),
    shows: 'undo an override',
    caughtBy: 'I18 members have the terms that staff chose',
  },
  'an override that nobody remembers': {
    variant: withValues('headquarters', (key, { overrides, ...value }) =>
      key.endsWith('|c') || overrides === undefined ? value : { ...value, overrides },
    ),
    shows: 'undo an override',
    caughtBy: 'I18 members have the terms that staff chose',
  },
  'a name of its own that is forgotten': {
    variant: withValues('headquarters', (key, { ownName, ...value }) =>
      key.endsWith('|h') || ownName === undefined ? value : { ...value, ownName },
    ),
    shows: 'rename a hierarchy',
    caughtBy: 'I18 a hierarchy is called as staff said',
  },
  'a channel that was left is not told': {
    variant: withValues('headquarters', (key, { wasOn, ...value }) =>
      key.startsWith('push|') || wasOn === undefined ? value : { ...value, wasOn },
    ),
    shows: 'rename a hierarchy',
    caughtBy: 'I18 a channel knows whether it has the partner',
  },
}
