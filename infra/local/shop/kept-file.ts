// What the shop keeps, as JSON in a file of its folder that is only ever whole; in memory where it has no folder.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Kept<T> = { readonly get: () => T; readonly set: (value: T) => void }

const read = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path} is damaged. Put back a copy of it, or remove it: then it is made anew.`, { cause })
  }
}

/**
 * Opens what is kept under a name.
 * @param fresh what holds where nothing is kept yet
 * @throws Error when the file is there and is no JSON
 */
export const keptFile = <T>(folder: string | undefined, name: string, fresh: T): Kept<T> => {
  const path = folder === undefined ? undefined : join(folder, name)
  let value = path !== undefined && existsSync(path) ? (read(path) as T) : fresh
  return {
    get: () => value,
    set: (next) => {
      value = next
      if (folder === undefined || path === undefined) return
      mkdirSync(folder, { recursive: true })
      // Renamed into its place, so that no half of it is ever there.
      writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600, flush: true })
      renameSync(`${path}.new`, path)
    },
  }
}
