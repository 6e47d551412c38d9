// The text of a row, in as many properties as it needs: storage takes 32,768 characters in each, and 1 MiB in a row.
// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#property-types

import { StorageRefused } from './storage-unavailable.ts'

const longestPiece = 32_000
const mostPieces = 15

/** What a row has room for, in characters. */
export const longestRow = longestPiece * mostPieces

const nameOf = (index: number): string => (index === 0 ? 'data' : `data${index + 1}`)

const isFirstHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff

/**
 * The properties that hold a text; one that is short enough stands in `data` alone, as every row did before.
 * @throws StorageRefused when no row has room for it
 */
export const piecesOf = (text: string): Record<string, string> => {
  const pieces: Record<string, string> = {}
  let from = 0
  for (let index = 0; index === 0 || from < text.length; index += 1) {
    if (index === mostPieces) throw new StorageRefused('A row is larger than storage takes.')
    const end = from + longestPiece
    // Half a character would not arrive as it was.
    const to = end < text.length && isFirstHalf(text.charCodeAt(end - 1)) ? end - 1 : end
    pieces[nameOf(index)] = text.slice(from, to)
    from = to
  }
  return pieces
}

/** The text that these properties hold. */
export const textIn = (properties: Readonly<Record<string, unknown>>): string => {
  const pieces: string[] = [String(properties[nameOf(0)])]
  for (let index = 1; ; index += 1) {
    const piece = properties[nameOf(index)]
    if (typeof piece !== 'string') return pieces.join('')
    pieces.push(piece)
  }
}
