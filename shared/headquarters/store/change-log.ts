// The log of changes: what is on the timelines of all prospects, newest first. Each change of a prospect has a row here that
// points at its lines, stored in the same transaction.

import { type Actor, actorId, type TimelineCode, type TimelineEntry } from '../../domain/timeline.ts'
import { forMany } from '../../platform/for-many.ts'
import { createRowFormat, createRows } from '../../platform/row-format.ts'
import { number, objectOf, onlyTrue, text } from '../../platform/shape.ts'
import { shardOf, shards } from '../../platform/shards.ts'
import type { Table, Write } from '../../platform/table.ts'
import { changeKey, changeRange, timelineKey, toldKey } from './keys.ts'
import { timelineFormat } from './timeline-format.ts'

/** One line of a timeline, and whose it is. */
export type LoggedChange = {
  readonly prospectId: string
  readonly number: string
  readonly entry: TimelineEntry
}

export type ChangeFilter = {
  readonly prospectId?: string
  /** Days, both included: YYYY-MM-DD. */
  readonly from?: string
  readonly to?: string
  /** A part of the system, a job by its name, or a person by theirs. */
  readonly who?: string
  readonly change?: TimelineCode
}

export type ChangePage = { readonly items: readonly LoggedChange[]; readonly cursor?: string }

/** @member isTold points at what the channel was told of the revision, and not at the revision's own lines */
type Pointer = {
  readonly prospectId: string
  readonly number: string
  readonly revision: number
  readonly isTold?: true
}

const format = createRowFormat(
  objectOf<Pointer>({ prospectId: text, number: text, revision: number }, { isTold: onlyTrue }),
)

/** What has a change found again. @param at ISO 8601 */
export type NoteChange = (change: Pointer, at: string) => Write

export const createNoteChange = (table: Table): NoteChange => {
  const rows = createRows(table, format)
  return (change, at) => rows.put(changeKey(at, change.prospectId, change.revision, change.isTold), change)
}

const cursorForm = /^\d{13}\|[0-9a-f-]{36}\|\d{6,}u?$/

/** Whether a text is a cursor that a page of the log gave out. */
export const isChangeCursor = (cursor: string): boolean => cursorForm.test(cursor)

/**
 * One page of the log, the newest change first; a storage transaction for each part of the table, and one for each change.
 * @param pageSize changes, each of which may have several lines
 */
export type ReadChanges = (filter: ChangeFilter, pageSize: number, cursor?: string) => Promise<ChangePage>

const dayMs = 24 * 3_600_000
/** Changes looked at for one page, at most, where a filter leaves few of them. */
const lookedAt = 1000

/** By what a change is found: the id, and the name where somebody has both. */
const namesOf = (actor: Actor): readonly string[] => [
  actorId(actor),
  ...(typeof actor !== 'string' && 'name' in actor ? [actor.name] : []),
]

const fits = ({ entry }: LoggedChange, { who, change }: ChangeFilter): boolean =>
  (who === undefined || namesOf(entry.actor).includes(who)) && (change === undefined || entry.code === change)

export const createReadChanges = (table: Table): ReadChanges => {
  const pointers = createRows(table, format)
  const lines = createRows(table, timelineFormat)

  const linesOf = async ({ prospectId, number, revision, isTold }: Pointer): Promise<LoggedChange[]> => {
    const from = isTold ? toldKey(prospectId, revision) : timelineKey(prospectId, revision).slice(0, -1)
    const entries = await lines.range(shardOf(prospectId), from, `${from}~`)
    return entries.map(({ value: entry }) => ({ prospectId, number, entry }))
  }

  const onePage: ReadChanges = async ({ prospectId, from, to }, pageSize, cursor) => {
    const before = to === undefined ? undefined : new Date(Date.parse(to) + dayMs).toISOString()
    const range = changeRange({ from, before, cursor })
    const asked = prospectId === undefined ? shards : [shardOf(prospectId)]
    // One row more than the page tells whether there is a next one.
    const found = await Promise.all(
      asked.map((shard) => pointers.range(shard, ...range, prospectId === undefined ? pageSize + 1 : undefined)),
    )
    const rows = found
      .flat()
      .filter(({ value }) => prospectId === undefined || value.prospectId === prospectId)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
    const shown = rows.slice(0, pageSize)
    const told = await forMany(shown, ({ value }) => linesOf(value))
    const last = shown.at(-1)
    return {
      items: told.flat(),
      ...(rows.length > pageSize && last ? { cursor: last.key.slice(last.key.indexOf('|') + 1) } : {}),
    }
  }

  return async (filter, pageSize, cursor) => {
    const items: LoggedChange[] = []
    let next = cursor
    for (let seen = 0; seen < lookedAt; seen += pageSize) {
      const page = await onePage(filter, pageSize, next)
      items.push(...page.items.filter((one) => fits(one, filter)))
      next = page.cursor
      if (next === undefined || items.length >= pageSize) break
    }
    return { items, ...(next === undefined ? {} : { cursor: next }) }
  }
}
