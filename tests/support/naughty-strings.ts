// The Big List of Naughty Strings and our own list: texts that have broken programs before.

import bigList from 'big-list-of-naughty-strings/blns.json' with { type: 'json' }
import { hostileStrings } from '../integration/http-hostile-strings.ts'

/** Each text once. */
export const naughtyStrings: readonly string[] = [...new Set([...hostileStrings, ...bigList])]

/** Every nth of them, beginning with another one each time: over n samples in a row, each text comes once. */
export const sampleOf = (sample: number, nth: number): string[] =>
  naughtyStrings.filter((_, at) => at % nth === sample % nth)
