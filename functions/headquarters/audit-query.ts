// Reads what is asked of the audit trail: on what, by whom, which act, on which days, from where.

import { type ActCode, actCodes, type ObjectKind, objectKinds } from '../../shared/domain/acts.ts'
import type { AuditFilter } from '../../shared/headquarters/store/audit-reader.ts'
import type { ProblemDetail } from '../../shared/platform/problem-details.ts'

export type AuditQuery = { readonly filter: AuditFilter; readonly cursor?: string }

const day = /^\d{4}-\d{2}-\d{2}$/
const place = /^[1-9]\d{0,11}$/
const isAct = (text: string): text is ActCode => (actCodes as readonly string[]).includes(text)
const isKind = (text: string): text is ObjectKind => (objectKinds as readonly string[]).includes(text)

const refusal = (path: string): ProblemDetail => ({
  path,
  code: 'format',
  message: 'This does not have the right form.',
})

/** An empty field of the form asks for nothing. @returns what is wrong, where it is not of its form */
export const auditQuery = (query: URLSearchParams): AuditQuery | { readonly errors: readonly ProblemDetail[] } => {
  const text = (name: string): string => (query.get(name) ?? '').trim()
  const [kind, id, who, act] = [text('kind'), text('id').toLowerCase(), text('who'), text('act')]
  const [from, to, cursor] = [text('from'), text('to'), text('cursor')]
  const errors = [
    ...(kind === '' || isKind(kind) ? [] : [refusal('kind')]),
    ...(id.length <= 100 && (id === '' || kind !== '') ? [] : [refusal('id')]),
    ...(who.length <= 200 ? [] : [refusal('who')]),
    ...(act === '' || isAct(act) ? [] : [refusal('act')]),
    ...(from === '' || day.test(from) ? [] : [refusal('from')]),
    ...(to === '' || day.test(to) ? [] : [refusal('to')]),
    ...(cursor === '' || place.test(cursor) ? [] : [refusal('cursor')]),
  ]
  if (errors.length > 0) return { errors }
  return {
    filter: {
      ...(isKind(kind) && id !== '' ? { on: { kind, id } } : {}),
      ...(who === '' ? {} : { who }),
      ...(isAct(act) ? { act } : {}),
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to }),
    },
    ...(cursor === '' ? {} : { cursor }),
  }
}
