// The audit trail as a file for a spreadsheet.

import type { ActValues } from '../domain/acts.ts'
import { actorId } from '../domain/timeline.ts'
import { timelineLine } from '../languages/staff/en/timeline.ts'
import { csvFile } from './csv.ts'
import type { AuditAct } from './store/audit-reader.ts'
import type { LoggedChange } from './store/change-log.ts'

const columns = ['line', 'at', 'who', 'name', 'act', 'kind', 'id', 'outcome', 'why', 'before', 'after'] as const

const told = (values: ActValues = {}): string =>
  Object.entries(values)
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n')

/** The acts as such a file. */
export const auditCsv = (acts: readonly AuditAct[]): string => {
  const rows = acts.map(({ seq, at, who, act, on, outcome, why = '', before, after }) => ({
    line: String(seq),
    at,
    who: who.id,
    name: who.name ?? '',
    act,
    kind: on.kind,
    id: on.id,
    outcome,
    why,
    before: told(before),
    after: told(after),
  }))
  return csvFile(columns, rows)
}

const changeColumns = [
  'at',
  'who',
  'change',
  'kind',
  'id',
  'number',
  'what',
  'why',
  'by',
  'before',
  'after',
  'actor',
] as const

/** The log of changes in the same form; what is in words is in English, whatever staff read. */
export const changesCsv = (changes: readonly LoggedChange[]): string =>
  csvFile(
    changeColumns,
    changes.map(({ prospectId, number, entry }) => {
      const { at, who, what, why = '', by = '', changes: fields = [] } = timelineLine(entry)
      const side = (which: 'before' | 'after') =>
        fields.map((change) => `${change.field}: ${change[which] ?? ''}`).join('\n')
      return {
        at,
        who,
        change: entry.code,
        kind: 'prospect',
        id: prospectId,
        number,
        what,
        why,
        by,
        before: side('before'),
        after: side('after'),
        actor: actorId(entry.actor),
      }
    }),
  )
