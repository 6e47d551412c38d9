// Reads the audit trail: acts by index rows, the newest first; and erases values that may be personal.

import type { ActCode, ActObject, ActOutcome, ActorKind, ActValues } from '../../domain/acts.ts'
import { forMany } from '../../platform/for-many.ts'
import { createRows } from '../../platform/row-format.ts'
import type { Table } from '../../platform/table.ts'
import { UnreadableRow } from '../../platform/unreadable-row.ts'
import { type LineRow, lineFormat } from './audit-line.ts'
import {
  type AuditList,
  auditPartition,
  dayKey,
  type Listed,
  lineKey,
  listedFormat,
  listedRange,
} from './audit-rows.ts'

/** One act as people read it. */
export type AuditAct = {
  /** Place of the line that began it. */
  readonly seq: number
  readonly at: string
  readonly who: { readonly kind: ActorKind; readonly id: string; readonly name?: string }
  readonly act: ActCode
  readonly on: ActObject
  /** `begun`: its end is not stored; it was cut off, or is under way. */
  readonly outcome: ActOutcome | 'begun'
  readonly endedAt?: string
  readonly why?: string
  readonly before?: ActValues
  readonly after?: ActValues
  /** Values stood here that were erased. */
  readonly erased?: true
}

export type AuditFilter = {
  readonly who?: string
  readonly act?: ActCode
  readonly on?: ActObject
  /** Days, both included: YYYY-MM-DD. */
  readonly from?: string
  readonly to?: string
}

export type AuditPage = { readonly items: readonly AuditAct[]; readonly cursor?: string }

/** Rows looked at for one page, at most, where a filter leaves few of them. */
const lookedAt = 1000

const listOf = ({ who, act, on }: AuditFilter): AuditList => {
  if (on) return { of: 'on', on }
  if (who !== undefined) return { of: 'who', id: who }
  return act === undefined ? { of: 'all' } : { of: 'act', code: act }
}

const actOf = ({ line, values = {}, erased }: LineRow, end: LineRow | undefined): AuditAct => {
  const { before, after } = end?.values ?? {}
  return {
    seq: line.seq,
    at: line.at,
    who: { ...line.who, ...(values.name === undefined ? {} : { name: values.name }) },
    act: line.act,
    on: line.on,
    outcome: end?.line.outcome ?? 'begun',
    ...(end ? { endedAt: end.line.at } : {}),
    ...(values.why === undefined ? {} : { why: values.why }),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    ...((erased ?? end?.erased) ? { erased: true } : {}),
  }
}

const fits = ({ who, act, on }: AuditAct, filter: AuditFilter): boolean =>
  (filter.who === undefined || filter.who === who.id) &&
  (filter.act === undefined || filter.act === act) &&
  (filter.on === undefined || (filter.on.kind === on.kind && filter.on.id === on.id))

export type AuditReader = {
  /**
   * One page of acts, the newest first.
   * @param cursor of an earlier page: the place that it ended at
   */
  readonly acts: (filter: AuditFilter, pageSize: number, cursor?: string) => Promise<AuditPage>
  /**
   * Erases the names, reasons and values of all that was done on an object; the lines stay, and the chain still verifies.
   * Safe to repeat.
   * @param proofs acts whose lines stay as they are: they prove the erasure, and say nothing of the person
   * @returns how many lines had some
   */
  readonly eraseOn: (on: ActObject, at: string, proofs?: readonly ActCode[]) => Promise<number>
}

export const createAuditReader = (table: Table): AuditReader => {
  const lines = createRows(table, lineFormat)
  const listed = createRows(table, listedFormat)

  /** A line that cannot be read is the business of the check of the chain. */
  const lineAt = async (seq: number) => {
    try {
      return await lines.read(auditPartition, lineKey(seq))
    } catch (error) {
      if (error instanceof UnreadableRow) return undefined
      throw error
    }
  }

  const read = async ({ seq, end }: Listed): Promise<AuditAct | undefined> => {
    const [begun, ended] = await Promise.all([lineAt(seq), end === undefined ? undefined : lineAt(end)])
    return begun && actOf(begun.value, ended?.value)
  }

  /** The place of the first line of a day, or of the first day after it that has one. */
  const placeOf = async (day: string): Promise<number | undefined> =>
    (await listed.range(auditPartition, dayKey(day), 'day}', 1))[0]?.value.seq

  const bounds = async ({ from, to }: AuditFilter, cursor: string | undefined) => {
    const [first, after] = await Promise.all([
      from === undefined ? undefined : placeOf(from),
      to === undefined ? undefined : placeOf(`${to}~`),
    ])
    const before = [cursor === undefined ? undefined : Number(cursor), after].filter((place) => place !== undefined)
    return {
      before: before.length > 0 ? Math.min(...before) : undefined,
      // A day after the last line has no place.
      lowest: from === undefined ? 1 : first,
    }
  }

  const acts: AuditReader['acts'] = async (filter, pageSize, cursor) => {
    const list = listOf(filter)
    const { before, lowest } = await bounds(filter, cursor)
    if (lowest === undefined) return { items: [] }
    const items: AuditAct[] = []
    let from = before
    for (let seen = 0; seen < lookedAt; ) {
      const rows = await listed.range(auditPartition, ...listedRange(list, from, lowest), pageSize + 1)
      for (const [at, act] of (await forMany(rows, ({ value }) => read(value))).entries()) {
        if (act && fits(act, filter)) items.push(act)
        from = rows[at]?.value.seq
        if (items.length === pageSize) {
          const isLast = at === rows.length - 1 && rows.length <= pageSize
          return isLast ? { items } : { items, cursor: String(from) }
        }
      }
      if (rows.length <= pageSize) return { items }
      seen += rows.length
    }
    return { items, ...(from === undefined ? {} : { cursor: String(from) }) }
  }

  const erase = async (seq: number, at: string, proofs: readonly ActCode[]): Promise<boolean> => {
    const row = await lineAt(seq)
    if (!row || row.value.erased !== undefined || proofs.includes(row.value.line.act)) return false
    await table.write(auditPartition, [lines.replace(row, { line: row.value.line, erased: at })])
    return true
  }

  const eraseOn: AuditReader['eraseOn'] = async (on, at, proofs = []) => {
    let erased = 0
    for (let before: number | undefined; ; ) {
      const rows = await listed.range(auditPartition, ...listedRange({ of: 'on', on }, before), 100)
      for (const { value } of rows)
        for (const seq of [value.seq, ...(value.end === undefined ? [] : [value.end])])
          if (await erase(seq, at, proofs)) erased += 1
      before = rows.at(-1)?.value.seq
      if (rows.length < 100) return erased
    }
  }

  return { acts, eraseOn }
}
