// Keeps the organization's rows on disk: a snapshot plus one line per committed transaction, so that a process that is
// killed at any moment comes back with everything it had answered for.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { damaged } from '../../storage/damaged.ts'
import { type GrowingFile, openGrowingFile } from '../../storage/growing-file.ts'
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

/** Reads the lines of a file; a last one that was cut off by a crash was never acknowledged. */
const readChanges = (path: string): Change[] => {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.flatMap((line, at) => {
    try {
      return JSON.parse(line) as readonly Change[]
    } catch (cause) {
      throw damaged(path, at + 1, cause)
    }
  })
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
  let handle: GrowingFile | undefined
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
      handle?.close()
      writeFileSync(log, '')
      handle = openGrowingFile(log)
    },
    append: (changes) => {
      handle ??= openGrowingFile(log)
      handle.append(`${JSON.stringify(changes)}\n`)
    },
    close: () => {
      handle?.close()
      handle = undefined
    },
  }
}
