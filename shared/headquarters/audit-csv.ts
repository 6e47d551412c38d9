// The audit trail as a file for a spreadsheet.

import type { ActValues } from '../domain/acts.ts'
import type { AuditAct } from './store/audit-reader.ts'

const columns = ['line', 'at', 'who', 'name', 'act', 'kind', 'id', 'outcome', 'why', 'before', 'after'] as const

// What begins like this a spreadsheet takes for a formula: https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r]/

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const told = (values: ActValues = {}): string =>
  Object.entries(values)
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n')

/** Rows of RFC 4180, with a byte order mark so that spreadsheets read them as UTF-8. */
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
  const all = [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name])).join(','))]
  return `\ufeff${all.join('\r\n')}\r\n`
}
