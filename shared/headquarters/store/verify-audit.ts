// Checks the chain of the audit trail: a line that was removed, changed, moved or put in is found, and so are a shortened
// end, changed values and an act that the lists leave out. Reads only.

import { forMany } from '../../platform/for-many.ts'
import { createRows, type Rows } from '../../platform/row-format.ts'
import type { Stored } from '../../platform/stored.ts'
import type { Row, Table } from '../../platform/table.ts'
import { UnreadableRow } from '../../platform/unreadable-row.ts'
import { type LineRow, lineFormat, lineHash, noHash, valuesHash } from './audit-line.ts'
import {
  auditPartition,
  headFormat,
  headKey,
  type Listed,
  lineKey,
  listedFormat,
  listedKey,
  listedRange,
} from './audit-rows.ts'
import { checkSeal, sealsIn } from './timeline-seals.ts'

export type AuditProblemCode =
  /** There is no line of this place. */
  | 'missing'
  /** The row cannot be read. */
  | 'unreadable'
  /** The line does not have its own hash. */
  | 'changed'
  /** The line does not follow the one before it. */
  | 'not-in-order'
  /** The values beside it are not those it was written with. */
  | 'values-changed'
  /** The values are gone, and nothing says that they were erased. */
  | 'values-missing'
  /** The lists do not show the act as its lines say. */
  | 'not-listed'
  /** The head is gone, or is not that of the last line. */
  | 'head-wrong'
  /** The timeline of a prospect is not what it was sealed as. */
  | 'timeline-changed'
  /** A prospect whose timeline was sealed is gone. */
  | 'timeline-missing'
  /** It was longer, or its lines were others, when it was last found good. */
  | 'not-as-noted'

/** @member prospectId of a timeline */
export type AuditProblem = { readonly seq: number; readonly code: AuditProblemCode; readonly prospectId?: string }

/** A place of the chain, and the hash of the line there. */
export type Anchor = { readonly seq: number; readonly hash: string }

export const beginning: Anchor = { seq: 0, hash: noHash }

export type Verification = {
  readonly problems: readonly AuditProblem[]
  readonly lines: number
  /** Lines whose values were erased. */
  readonly erased: number
  /** How far this came. */
  readonly reached: Anchor
  /** The end of the chain, as its head has it. */
  readonly head: Anchor
  readonly isAll: boolean
}

export type VerifyBounds = { readonly most: number; readonly isOver: () => boolean }

const atATime = 200

const problemsOf = (seq: number, previous: string, row: LineRow): AuditProblemCode[] => {
  const { line, salt, values, erased } = row
  const found: AuditProblemCode[] = []
  if (lineHash(line) !== line.hash) found.push('changed')
  if (line.seq !== seq || line.previous !== previous) found.push('not-in-order')
  if (salt !== undefined && values !== undefined) {
    if (valuesHash(salt, values) !== line.values) found.push('values-changed')
  } else if (erased === undefined) found.push('values-missing')
  return found
}

/** Timelines that are not any more what a line sealed them as. */
const brokenSeals = async (
  table: Table,
  { line, values }: LineRow,
  isProved: (prospectId: string) => Promise<boolean>,
): Promise<Omit<AuditProblem, 'seq'>[]> => {
  if (line.act !== 'seal-timelines' || line.step !== 'ended') return []
  const checked = await forMany(sealsIn(values?.after), async (sealed) => {
    const { prospectId } = sealed
    const found = await checkSeal(table, sealed)
    if (found !== 'erased') return { prospectId, found }
    return { prospectId, found: (await isProved(prospectId)) ? ('good' as const) : ('changed' as const) }
  })
  return checked.flatMap(({ prospectId, found }) =>
    found === 'good' ? [] : [{ prospectId, code: `timeline-${found}` as const }],
  )
}

const numberOf = (key: string): number => Number(key.slice('line|'.length))

const typedOr = async (lines: Rows<LineRow>, row: Row): Promise<Stored<LineRow> | undefined> => {
  try {
    return await lines.typed(auditPartition, row)
  } catch (error) {
    if (error instanceof UnreadableRow) return undefined
    throw error
  }
}

/**
 * Checks the lines that follow a place, within bounds; one storage transaction for 200 lines and one for each of them.
 * @param from the beginning, or where an earlier check came to
 * @param noted an end of the chain that was seen earlier: it must still be part of it
 */
export const verifyAudit = async (
  table: Table,
  from: Anchor,
  { most, isOver }: VerifyBounds,
  noted?: Anchor,
): Promise<Verification> => {
  // Without `setAside`: this only reads.
  const plain: Table = { read: table.read, range: table.range, write: table.write, writeOne: table.writeOne }
  const lines = createRows(plain, lineFormat)
  const lists = createRows(plain, listedFormat)
  const problems: AuditProblem[] = []
  const note = (seq: number, code: AuditProblemCode) => problems.push({ seq, code })

  const readHead = async (): Promise<Anchor | undefined> => {
    try {
      const row = await createRows(plain, headFormat).read(auditPartition, headKey)
      return row && { seq: row.value.count, hash: row.value.hash }
    } catch (error) {
      if (error instanceof UnreadableRow) return undefined
      throw error
    }
  }

  const listedAt = async (seq: number): Promise<Listed | undefined> => {
    try {
      return (await lists.read(auditPartition, listedKey({ of: 'all' }, seq)))?.value
    } catch (error) {
      if (error instanceof UnreadableRow) return undefined
      throw error
    }
  }

  /** Whether a line of the trail says that a prospect was erased: without one, its mark says nothing. */
  const isProved = async (prospectId: string): Promise<boolean> => {
    const list = { of: 'on', on: { kind: 'prospect', id: prospectId } } as const
    const found = await lists.readable(auditPartition, await plain.range(auditPartition, ...listedRange(list)))
    for (const { value } of found) {
      const row = await plain.read(auditPartition, lineKey(value.seq))
      const act = row && (await typedOr(lines, row))?.value.line.act
      if (act === 'erase-prospect') return true
    }
    return false
  }

  // Read before the lines: what is added meanwhile is left to the next check.
  const stored = await readHead()
  const head = stored ?? beginning
  if (noted && noted.seq > 0) {
    const row = await plain.read(auditPartition, lineKey(noted.seq))
    const line = row && (await typedOr(lines, row))?.value.line
    if (noted.seq > head.seq || line?.hash !== noted.hash) note(noted.seq, 'not-as-noted')
  }
  const lastKey = async (): Promise<boolean> =>
    (await plain.range(auditPartition, lineKey(head.seq + 1), 'line}', 1)).length > 0
  if (!stored && (await lastKey())) note(0, 'head-wrong')

  let reached = from
  let seen = 0
  let erased = 0
  while (reached.seq < head.seq && seen < most && !isOver()) {
    const upTo = Math.min(reached.seq + atATime, head.seq, reached.seq + most - seen)
    const rows = await plain.range(auditPartition, lineKey(reached.seq + 1), lineKey(upTo + 1))
    const byPlace = new Map(rows.map((row) => [numberOf(row.key), row]))
    for (let seq = reached.seq + 1; seq <= upTo; seq += 1) {
      seen += 1
      const row = byPlace.get(seq)
      const typed = row && (await typedOr(lines, row))
      if (!typed) {
        note(seq, row ? 'unreadable' : 'missing')
        reached = { seq, hash: '' }
        continue
      }
      const { line } = typed.value
      // What follows a hole cannot be held against it.
      for (const code of problemsOf(seq, reached.hash === '' ? line.previous : reached.hash, typed.value))
        note(seq, code)
      if (typed.value.erased !== undefined) erased += 1
      const listing = await listedAt(line.begun ?? seq)
      const isListed = line.step === 'begun' ? listing?.seq === seq : listing?.end === seq
      if (!isListed) note(seq, 'not-listed')
      for (const problem of await brokenSeals(plain, typed.value, isProved)) problems.push({ seq, ...problem })
      reached = { seq, hash: line.hash }
    }
  }
  const isAll = reached.seq >= head.seq
  if (isAll && head.seq > 0 && reached.seq === head.seq && reached.hash !== '' && reached.hash !== head.hash)
    note(head.seq, 'head-wrong')
  return { problems, lines: seen, erased, reached, head, isAll }
}
