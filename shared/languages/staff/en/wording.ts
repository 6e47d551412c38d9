// How English puts things together.

import type { Around } from '../page-words.ts'

/** Words, and what the page draws behind them. */
export const after =
  (words: string): Around =>
  (drawn) => [words, drawn]

/** What the page draws between words. */
export const around =
  (before: string, behind: string): Around =>
  (drawn) => [before, drawn, behind]

/** Items as a list in a sentence: *a, b and c*. */
export const inWords = (items: readonly string[]): string =>
  [items.slice(0, -1).join(', '), items.at(-1)].filter(Boolean).join(' and ')

/** A count with a comma between thousands. */
export const number = (count: number): string => count.toLocaleString('en-GB')
