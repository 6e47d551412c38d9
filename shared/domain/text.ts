// What a line of text from a stranger may contain, after it was cleaned: nobody types or pastes the rest by accident.

import { latePattern } from './late-pattern.ts'

export type TextProblem = 'malformed' | 'control-characters' | 'too-long'

// C0 and C1 controls and DEL. A multi-line field may contain tab and line feed.
const controls = latePattern('[\\p{Cc}]')
const controlsButLines = latePattern('[^\\P{Cc}\\n\\t]')
// Bidirectional overrides and isolates reorder what a reader sees; line and paragraph separators break lines.
const invisible = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u
// The replacement character stands where somebody before us could not read what was written.
const unreadable = latePattern('[\\p{Noncharacter_Code_Point}\\ufffd]')

// Most text is made of these alone, and nothing below has anything to say about it.
const plain = /^[\x20-\x7e]*$/

/**
 * Brings text into the form that is stored: Unicode NFC, line ends as `\n`, white space at both ends removed.
 * @param text any string; lone surrogates are left for `textProblem` to find
 */
export const normalizeText = (text: string): string =>
  plain.test(text) ? text.trim() : text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

/** Text as it is compared where the same thing may be spelled otherwise: width, letter case and white space around it left out. */
export const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/**
 * Tells why normalized text cannot be accepted, or `undefined` when it can. Joiners (U+200C, U+200D) are allowed: names
 * in several scripts and emoji need them.
 * @param maxLength in UTF-16 code units, as Dataverse counts column lengths
 */
export const textProblem = (text: string, maxLength: number, multiline = false): TextProblem | undefined => {
  if (text.length > maxLength) return 'too-long'
  if (plain.test(text)) return undefined
  if (!text.isWellFormed() || unreadable().test(text)) return 'malformed'
  if ((multiline ? controlsButLines() : controls()).test(text) || invisible.test(text)) return 'control-characters'
  return undefined
}

/** Where the first character stands that cannot be read or shown, counted from 1 as people count characters. */
export const problemPlace = (text: string, multiline = false): number | undefined => {
  const characters = [...text]
  const at = characters.findIndex((character) => {
    const problem = textProblem(character, Number.POSITIVE_INFINITY, multiline)
    return problem !== undefined
  })
  return at < 0 ? undefined : at + 1
}

/**
 * Cuts text to a length without splitting a character.
 * @param maxLength in UTF-16 code units
 */
export const truncate = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) return text
  const cut = text.slice(0, maxLength - 1)
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}
