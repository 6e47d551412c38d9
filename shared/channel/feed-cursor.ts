// The places in the feed and in lists that sites keep: opaque to them, and good for the channel that they were given to only.

const form = /^[A-Za-z0-9_-]{1,200}$/

const packed = (parts: readonly [string, ...(string | number)[]]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

const unpacked = (cursor: string): readonly unknown[] => {
  if (!form.test(cursor)) return []
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    // Whatever it is, it was not given out here.
    return []
  }
}

export const writeCursor = (channel: string, sequence: number): string => packed([channel, sequence])

/** The number that a cursor stands for; `undefined` for one of another channel, or of nobody. */
export const readCursor = (channel: string, cursor: string): number | undefined => {
  const [of, sequence, ...more] = unpacked(cursor)
  return of === channel && more.length === 0 && Number.isSafeInteger(sequence) && Number(sequence) >= 0
    ? Number(sequence)
    : undefined
}

/** @param part of the table; the key within it after which the list goes on */
export const writePlace = (channel: string, part: string, key: string): string => packed([channel, part, key])

/** @returns `undefined` for a place of another channel, or of nobody */
export const readPlace = (
  channel: string,
  cursor: string,
): { readonly part: string; readonly key: string } | undefined => {
  const [of, part, key, ...more] = unpacked(cursor)
  return of === channel && more.length === 0 && typeof part === 'string' && typeof key === 'string'
    ? { part, key }
    : undefined
}
