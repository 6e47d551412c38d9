// What a backup says of itself: when, of which storage, which tables, and each part with its digest.

import { createHash } from 'node:crypto'
import type { BackupStore } from './backup-store.ts'

export type Part = { readonly file: string; readonly rows: number; readonly sha256: string }

export type TableBackup = {
  readonly name: string
  readonly parts: readonly Part[]
  /** Where to go on in storage; absent when the table is finished. */
  readonly next?: string
  readonly isFinished: boolean
  /** SHA-256 over all rows in the order of their keys; there once the table is finished. */
  readonly sha256?: string
  /** Rows that changed after the backup was begun, as far as they were seen. */
  readonly changedMeanwhile: number
}

export type Manifest = {
  readonly v: 1
  readonly startedAt: string
  readonly finishedAt?: string
  /** Address of the storage that was backed up. */
  readonly storage: string
  readonly tables: readonly TableBackup[]
}

const file = 'manifest.json'

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

export const rowsOf = ({ parts }: TableBackup): number => parts.reduce((sum, { rows }) => sum + rows, 0)

/** @throws Error when there is a manifest that this version cannot read */
export const readManifest = async (store: BackupStore): Promise<Manifest | undefined> => {
  const bytes = await store.read(file)
  if (!bytes) return undefined
  try {
    const read = JSON.parse(bytes.toString('utf8')) as Manifest
    if (read.v === 1 && Array.isArray(read.tables)) return read
  } catch (cause) {
    throw new Error(`${store.about}/${file} cannot be read.`, { cause })
  }
  throw new Error(`${store.about}/${file} is of another version, or no manifest of a backup.`)
}

export const writeManifest = (store: BackupStore, manifest: Manifest): Promise<void> =>
  store.write(file, Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`))
