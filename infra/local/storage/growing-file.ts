// A file that only grows, line by line, and never holds half of what was to be added while its process lives: a full
// disk, for one, must not make the lines after it unreadable.
import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'

export type GrowingFile = {
  /** Returns when the file system has all of it. @throws Error when it could not take it; then it has nothing of it */
  append(text: string): void
  /** Bytes in the file. */
  size(): number
  close(): void
}

/** Opens a file, which is made when missing, to add to its end. */
export const openGrowingFile = (path: string): GrowingFile => {
  const file = openSync(path, 'a')
  let size = fstatSync(file).size
  let torn = false
  const cut = (): void => {
    ftruncateSync(file, size)
    torn = false
  }
  return {
    append: (text) => {
      // What could not be cut off the last time is cut off before anything else is added.
      if (torn) cut()
      const bytes = Buffer.from(text)
      try {
        for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
        size += bytes.length
      } catch (error) {
        torn = true
        cut()
        throw error
      }
    },
    size: () => size,
    close: () => closeSync(file),
  }
}
