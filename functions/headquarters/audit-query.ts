// Reads what is asked of the audit trail: on what, by whom, which act, on which days, from where.

import { type ActCode, actCodes, type ObjectKind, objectKinds } from '../../shared/domain/acts.ts'
import { cleanText } from '../../shared/domain/clean-text.ts'
import { storedTimelineCodes, type TimelineCode } from '../../shared/domain/timeline.ts'
import type { AuditFilter } from '../../shared/headquarters/store/audit-reader.ts'
import { type ChangeFilter, isChangeCursor } from '../../shared/headquarters/store/change-log.ts'
import { asGuid } from '../../shared/platform/ids.ts'
import type { ProblemDetail } from '../../shared/platform/problem-details.ts'

export type AuditQuery = { readonly filter: AuditFilter; readonly cursor?: string }

export type ChangesQuery = { readonly filter: ChangeFilter; readonly cursor?: string }

const day = /^\d{4}-\d{2}-\d{2}$/
const place = /^[1-9]\d{0,11}$/
const isAct = (text: string): text is ActCode => (actCodes as readonly string[]).includes(text)
const isChange = (text: string): text is TimelineCode => (storedTimelineCodes as readonly string[]).includes(text)
const isKind = (text: string): text is ObjectKind => (objectKinds as readonly string[]).includes(text)

/** The name, as it is read. */
const whoIn = (query: URLSearchParams): string => cleanText('text', query.get('who') ?? '')

const refusal = (path: string): ProblemDetail => ({
  path,
  code: 'format',
  message: 'This does not have the right form.',
})

/** Which of the two lists is asked for; nothing = acts. */
export const listRefusal = (query: URLSearchParams): ProblemDetail | undefined =>
  ['', 'acts', 'changes'].includes(query.get('of') ?? '') ? undefined : refusal('of')

/** An empty field of the form asks for nothing. @returns what is wrong, where it is not of its form */
export const auditQuery = (query: URLSearchParams): AuditQuery | { readonly errors: readonly ProblemDetail[] } => {
  const text = (name: string): string => (query.get(name) ?? '').trim()
  const [kind, id, who, act] = [text('kind'), text('id').toLowerCase(), whoIn(query), text('act')]
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

/** Reads what is asked of the log of changes: of which prospect, by whom, which change, on which days, from where. */
export const changesQuery = (query: URLSearchParams): ChangesQuery | { readonly errors: readonly ProblemDetail[] } => {
  const text = (name: string): string => (query.get(name) ?? '').trim()
  const [id, who, change] = [text('id'), whoIn(query), text('change')]
  const [from, to, cursor] = [text('from'), text('to'), text('cursor')]
  const prospectId = asGuid(id)
  const errors = [
    ...(id === '' || prospectId ? [] : [refusal('id')]),
    ...(who.length <= 200 ? [] : [refusal('who')]),
    ...(change === '' || isChange(change) ? [] : [refusal('change')]),
    ...(from === '' || day.test(from) ? [] : [refusal('from')]),
    ...(to === '' || day.test(to) ? [] : [refusal('to')]),
    ...(cursor === '' || isChangeCursor(cursor) ? [] : [refusal('cursor')]),
  ]
  if (errors.length > 0) return { errors }
  return {
    filter: {
      ...(prospectId ? { prospectId } : {}),
      ...(who === '' ? {} : { who }),
      ...(isChange(change) ? { change } : {}),
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to }),
    },
    ...(cursor === '' ? {} : { cursor }),
  }
}
