// Writes a backup into storage, checks before that it is whole and after that it arrived, and never mixes it with what is
// there.

import { createHash } from 'node:crypto'
import { readPart } from './backup.ts'
import type { BackupStore } from './backup-store.ts'
import { type Manifest, readManifest, rowsOf, type TableBackup } from './manifest.ts'
import { progressOf, readMark, writeMark } from './restore-mark.ts'
import { type BackupRow, lineOf, rowIn, type Tables } from './tables.ts'

const mostActions = 100
/** Characters of a transaction; storage takes 4 MiB. */
const mostText = 2_000_000
const atOnce = 8
const pageRows = 1000

/** Azurite reads a transaction line by line, and takes these for ends of lines. */
const endsOfLines = /[\u2028\u2029]/

/** Rows in lots that one transaction takes: of one partition, few and small enough. */
export const lotsOf = (rows: readonly BackupRow[]): BackupRow[][] => {
  const lots: BackupRow[][] = []
  let size = Infinity
  for (const row of rows) {
    const line = lineOf(row)
    const isAlone = endsOfLines.test(line)
    const lot = lots.at(-1)
    const fits = lot?.[0]?.partition === row.partition && lot.length < mostActions && size + line.length <= mostText
    if (lot && fits && !isAlone) lot.push(row)
    else {
      lots.push([row])
      size = 0
    }
    size = isAlone ? Infinity : size + line.length
  }
  return lots
}

const eachLot = async (
  rows: readonly BackupRow[],
  work: (lot: readonly BackupRow[]) => Promise<void>,
): Promise<void> => {
  const lots = lotsOf(rows)
  const takeAll = async (): Promise<void> => {
    for (let lot = lots.shift(); lot; lot = lots.shift()) await work(lot)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, lots.length) }, takeAll))
}

const isEmpty = async (tables: Tables, name: string): Promise<boolean> => (await tables.page(name, 1)).rows.length === 0

/** Takes everything out of a table; tables themselves stay, because storage needs a while to let go of a name. */
const clear = async (tables: Tables, name: string): Promise<void> => {
  for (;;) {
    const { rows } = await tables.page(name, pageRows)
    if (rows.length === 0) return
    await eachLot(rows, (lot) => tables.remove(name, lot))
  }
}

/** Digest over the rows of a table as they are in storage. */
const digestIn = async (tables: Tables, name: string): Promise<{ rows: number; sha256: string }> => {
  const hash = createHash('sha256')
  let rows = 0
  for (let next: string | undefined, isFirst = true; isFirst || next !== undefined; isFirst = false) {
    const page = await tables.page(name, pageRows, next)
    for (const row of page.rows) hash.update(`${lineOf(row)}\n`)
    rows += page.rows.length
    next = page.next
  }
  return { rows, sha256: hash.digest('hex') }
}

const checkWhole = async (store: BackupStore, manifest: Manifest): Promise<void> => {
  for (const table of manifest.tables) {
    const hash = createHash('sha256')
    for (const part of table.parts) for (const line of await readPart(store, part)) hash.update(`${line}\n`)
    if (hash.digest('hex') !== table.sha256) throw new Error(`${table.name} in ${store.about} is not what was written.`)
  }
}

export type RestoreOptions = {
  /** Takes out what is in the tables first; without it nothing is written where something is. */
  readonly replace: boolean
  readonly say: (line: string) => void
}

/**
 * Restores a backup. A run that was cut off goes on where it was when it is run again with the same backup.
 * @throws Error when the backup is not finished or not whole, when something is in the tables, or when storage holds
 *   something else afterwards than the backup
 */
export const restore = async (
  tables: Tables,
  store: BackupStore,
  { replace, say }: RestoreOptions,
): Promise<Manifest> => {
  const manifest = await readManifest(store)
  if (!manifest) throw new Error(`There is no backup in ${store.about}.`)
  if (!manifest.finishedAt) throw new Error(`The backup in ${store.about} was not finished.`)
  say('Checking the backup…')
  await checkWhole(store, manifest)

  const backup = `${manifest.storage} ${manifest.startedAt} ${manifest.finishedAt}`
  const begun = await readMark(tables)
  const isSame = begun?.backup === backup
  if (begun && !isSame && !replace)
    throw new Error(`A restore of another backup was begun (${begun.backup}): finish that one, or say --replace.`)
  if (isSame) say('Going on with a restore that was begun before')
  const names = await tables.names()
  if (!begun && !replace) {
    for (const name of names)
      if (!(await isEmpty(tables, name)))
        throw new Error(
          `There is something in the table ${name} of ${tables.about}. To take everything out first: --replace`,
        )
  }
  if (!isSame || begun.stage === 'clearing') {
    await writeMark(tables, { backup, stage: 'clearing', done: {} })
    for (const name of names) {
      if (await isEmpty(tables, name)) continue
      say(`Taking out what is in ${name}…`)
      await clear(tables, name)
    }
  }
  const progress = progressOf(tables, backup, isSame ? begun.done : {})
  await progress.save()
  for (const table of manifest.tables) {
    await tables.make(table.name)
    let written = 0
    for (const [at, part] of table.parts.entries()) {
      written += part.rows
      if (at < progress.partsOf(table.name)) continue
      await eachLot((await readPart(store, part)).map(rowIn), (lot) => tables.put(table.name, lot))
      await progress.partDone(table.name, at + 1)
      say(`${table.name}: ${written} of ${rowsOf(table)} rows`)
    }
  }
  for (const table of manifest.tables) await checkArrived(tables, table)
  await progress.end()
  return manifest
}

const checkArrived = async (tables: Tables, table: TableBackup): Promise<void> => {
  const found = await digestIn(tables, table.name)
  if (found.rows === rowsOf(table) && found.sha256 === table.sha256) return
  const what = found.rows === rowsOf(table) ? 'other rows' : `${found.rows} rows instead of ${rowsOf(table)}`
  throw new Error(`${table.name} holds ${what} than the backup: does the app still run? Stop it, and say --replace.`)
}
