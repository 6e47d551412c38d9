// After a restore the sequences stand where they stood at the backup, but what they gave since is in Sales and in letters:
// so many numbers are left out that none of those is given again, to somebody else.

import { numberSequences } from '../../shared/domain/numbers.ts'
import { createNumberSequences } from '../../shared/headquarters/store/number-sequences.ts'
import type { Tables } from './tables.ts'

/**
 * Leaves out the next numbers of every sequence.
 * @param count how many; more than were given since the backup
 * @returns the first numbers that are left out
 */
export const skipNumbers = async (tables: Tables, count: number): Promise<string[]> => {
  const take = createNumberSequences(tables.asApp('Headquarters'), count)
  const firsts: string[] = []
  for (const sequence of numberSequences) firsts.push(await take(sequence))
  return firsts
}
