// Fields before and after, for the audit trail.

import type { FieldChange } from '../../shared/domain/field-changes.ts'
import type { Noted } from '../visit.ts'

export const notedChanges = (changes: readonly FieldChange[]): Noted => {
  const side = (which: 'before' | 'after') =>
    Object.fromEntries(changes.flatMap((change) => (change[which] === undefined ? [] : [[change.path, change[which]]])))
  return changes.length === 0 ? { outcome: 'nothing' } : { before: side('before'), after: side('after') }
}
