// Keeps the organization's rows on disk: a snapshot plus one line per committed transaction, so that a process that is
// killed at any moment comes back with everything it had answered for.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Values } from '../schema/types.ts'

/** One row as it is after a change; without values it has been deleted. */
export type Change = { readonly table: string; readonly id: string; readonly version: number; readonly values?: Values }

export type Journal = {
  /** Every change that leads to the present rows, oldest first. */
  load(): readonly Change[]
  /** Replaces all history with the given changes. */
  compact(changes: readonly Change[]): void
  /** Writes one transaction; it counts entirely or not at all. */
  append(changes: readonly Change[]): void
  close(): void
}

const parseLine = (line: string): readonly Change[] | undefined => {
  try {
    return JSON.parse(line) as readonly Change[]
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Reads lines up to the first one that was cut off by a crash: nothing after it was ever acknowledged. */
const readChanges = (path: string): Change[] => {
  const changes: Change[] = []
  if (!existsSync(path)) return changes
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue
    const parsed = parseLine(line)
    if (!parsed) break
    changes.push(...parsed)
  }
  return changes
}

/** A journal in memory only: nothing is kept. */
export const createMemoryJournal = (): Journal => ({
  load: () => [],
  compact: () => undefined,
  append: () => undefined,
  close: () => undefined,
})

/**
 * A journal in two files of a folder, which is made when missing. A snapshot replaces the former one by renaming, so
 * there is always a complete one; changes that the snapshot already holds are known by their row version.
 */
export const createFileJournal = (folder: string): Journal => {
  mkdirSync(folder, { recursive: true })
  const snapshot = join(folder, 'sales-snapshot.jsonl')
  const log = join(folder, 'sales-journal.jsonl')
  let handle: number | undefined
  return {
    load: () => {
      const base = readChanges(snapshot)
      const newest = base.reduce((highest, change) => Math.max(highest, change.version), 0)
      return [...base, ...readChanges(log).filter((change) => change.version > newest)]
    },
    compact: (changes) => {
      const temporary = `${snapshot}.new`
      writeFileSync(temporary, changes.map((change) => `${JSON.stringify([change])}\n`).join(''), { flush: true })
      renameSync(temporary, snapshot)
      if (handle !== undefined) closeSync(handle)
      writeFileSync(log, '')
      handle = openSync(log, 'a')
    },
    append: (changes) => {
      handle ??= openSync(log, 'a')
      writeSync(handle, `${JSON.stringify(changes)}\n`)
    },
    close: () => {
      if (handle !== undefined) closeSync(handle)
      handle = undefined
    },
  }
}
