// Copies all tables to the place of a backup: part by part, so that little is held in memory, and so that a run that was
// cut off goes on where it was.

import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { BackupStore } from './backup-store.ts'
import { type Manifest, readManifest, rowsOf, sha256, type TableBackup, writeManifest } from './manifest.ts'
import { readMark } from './restore-mark.ts'
import { lineOf, type Tables } from './tables.ts'

/** Rows in a part, which is what is held in memory: with the largest rows that storage takes, 1 GB; with ours, some MB. */
const partRows = 1000

/** What is worked with comes first and what was made of it later, so that a run meanwhile is done again, not lost. */
const order = ['Channel', 'DualWrite', 'Headquarters']

const inOrder = (names: readonly string[]): string[] => {
  const place = (name: string) => (order.indexOf(name) + order.length + 1) % (order.length + 1)
  return [...names].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

const partName = (table: string, number: number): string => `${table}-${String(number).padStart(5, '0')}.jsonl.gz`

/**
 * The lines of a part. @throws Error when it is missing, or is not what was written
 */
export const readPart = async (
  store: BackupStore,
  { file, rows, sha256: digest }: TableBackup['parts'][number],
): Promise<string[]> => {
  const bytes = await store.read(file)
  if (!bytes) throw new Error(`${store.about}/${file} is missing.`)
  if (sha256(bytes) !== digest) throw new Error(`${store.about}/${file} is not what was written: its digest differs.`)
  const lines = gunzipSync(bytes).toString('utf8').split('\n').slice(0, -1)
  if (lines.length !== rows) throw new Error(`${store.about}/${file} holds ${lines.length} rows instead of ${rows}.`)
  return lines
}

/** Digest over the rows of a table, in the order of the parts. */
const digestOf = async (store: BackupStore, parts: TableBackup['parts']): Promise<string> => {
  const hash = createHash('sha256')
  for (const part of parts) for (const line of await readPart(store, part)) hash.update(`${line}\n`)
  return hash.digest('hex')
}

/**
 * Backs up all tables. Run again with the same place, it goes on where it was cut off.
 * @param now gives the time
 * @param say takes a line for people
 * @returns what the backup says of itself
 * @throws Error when there is a finished backup in the place, or one of another storage
 */
export const backUp = async (
  tables: Tables,
  store: BackupStore,
  now: () => Date,
  say: (line: string) => void,
): Promise<Manifest> => {
  if (await readMark(tables)) throw new Error(`A restore into ${tables.about} is not finished; finish that first.`)
  const begun = await readManifest(store)
  if (begun?.finishedAt) throw new Error(`${store.about} holds a finished backup; name another place.`)
  if (begun && begun.storage !== tables.about)
    throw new Error(`${store.about} holds the beginning of a backup of ${begun.storage}; name another place.`)
  const names = begun ? begun.tables.map(({ name }) => name) : inOrder(await tables.names())
  if (names.length === 0) throw new Error(`There are no tables in ${tables.about}.`)
  let manifest: Manifest = begun ?? {
    v: 1,
    startedAt: now().toISOString(),
    storage: tables.about,
    tables: names.map((name) => ({ name, parts: [], isFinished: false, changedMeanwhile: 0 })),
  }
  if (begun) say(`Going on with the backup that was begun at ${begun.startedAt}`)
  await writeManifest(store, manifest)

  const keep = async (table: TableBackup): Promise<void> => {
    manifest = { ...manifest, tables: manifest.tables.map((one) => (one.name === table.name ? table : one)) }
    await writeManifest(store, manifest)
  }

  for (const start of manifest.tables) {
    let table = start
    while (!table.isFinished) {
      const page = await tables.page(table.name, partRows, table.next)
      const { next: _, ...rest } = table
      const changed = page.changedAt.filter((time) => time >= Date.parse(manifest.startedAt)).length
      const file = partName(table.name, table.parts.length + 1)
      const bytes = gzipSync(page.rows.map((row) => `${lineOf(row)}\n`).join(''))
      if (page.rows.length > 0) await store.write(file, bytes)
      const part = { file, rows: page.rows.length, sha256: sha256(bytes) }
      table = {
        ...rest,
        parts: page.rows.length > 0 ? [...rest.parts, part] : rest.parts,
        changedMeanwhile: rest.changedMeanwhile + changed,
        isFinished: page.next === undefined,
        ...(page.next === undefined ? {} : { next: page.next }),
      }
      if (table.isFinished) table = { ...table, sha256: await digestOf(store, table.parts) }
      await keep(table)
      say(`${table.name}: ${rowsOf(table)} rows`)
    }
  }
  manifest = { ...manifest, finishedAt: now().toISOString() }
  await writeManifest(store, manifest)
  return manifest
}
