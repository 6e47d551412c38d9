// The files in which a database's changes stand until a whole copy of it is saved: numbered, each line with a checksum.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { damaged } from './damaged.ts'
import { type GrowingFile, openGrowingFile } from './growing-file.ts'

export type JournalFiles = {
  /** Every entry, oldest first. @throws Error naming the file that is damaged, and what to do */
  read(): unknown[]
  /** Returns when the entry would survive the end of this process. @throws Error when it would not */
  append(entry: unknown): void
  /** Bytes that were added since the last whole copy. */
  size(): number
  /** Begins a new file for what comes from now on. @returns removes the older ones, once a whole copy is saved */
  turn(): () => void
}

const lineOf = (entry: unknown): string => {
  const json = JSON.stringify(entry)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

const parse = (line: string): { entry: unknown } | undefined => {
  const json = line.slice(9)
  if (crc32(json).toString(16).padStart(8, '0') !== line.slice(0, 8)) return undefined
  return { entry: JSON.parse(json) }
}

const readEntries = (path: string): unknown[] => {
  const lines = readFileSync(path, 'utf8').split('\n')
  const entries: unknown[] = []
  for (const [at, line] of lines.entries()) {
    // A last line without its end was never answered for.
    if (at === lines.length - 1) break
    const parsed = parse(line)
    if (!parsed) {
      if (at === lines.length - 2) break
      throw damaged(path, at + 1)
    }
    entries.push(parsed.entry)
  }
  return entries
}

/** The journal files beside a database file. */
export const openJournalFiles = (database: string): JournalFiles => {
  const folder = dirname(database)
  const prefix = `${basename(database)}.journal-`
  const numbers = (): number[] =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
      .map((name) => Number(name.slice(prefix.length)))
      .sort((a, b) => a - b)
  const pathOf = (number: number): string => join(folder, `${prefix}${number}`)
  // Files of an earlier process are only read: what it had not finished writing may stand at their end.
  let next = (numbers().at(-1) ?? 0) + 1
  let current: GrowingFile | undefined
  return {
    read: () => numbers().flatMap((number) => readEntries(pathOf(number))),
    append: (entry) => {
      if (!current) {
        current = openGrowingFile(pathOf(next))
        next += 1
      }
      current.append(lineOf(entry))
    },
    size: () => current?.size() ?? 0,
    turn: () => {
      const older = numbers()
      current?.close()
      current = undefined
      return () => {
        for (const number of older) rmSync(pathOf(number), { force: true })
      }
    },
  }
}
