// Where the files of a backup lie: a folder of this machine, or a blob container.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type BackupStore = {
  /** The address for people, without anything secret. */
  readonly about: string
  /** A file's bytes; undefined when there is none. */
  readonly read: (name: string) => Promise<Buffer | undefined>
  /** Writes a file whole, or not at all. */
  readonly write: (name: string, bytes: Buffer) => Promise<void>
}

/** Files of a folder that only its owner may read, because they hold what people wrote of themselves. */
export const folderStore = (folder: string): BackupStore => ({
  about: folder,
  read: async (name) => {
    try {
      return readFileSync(join(folder, name))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  },
  write: async (name, bytes) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(`${path}.part`, bytes, { mode: 0o600, flush: true })
    renameSync(`${path}.part`, path)
  },
})
