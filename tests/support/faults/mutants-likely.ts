// Planted mistakes in how a prospect learns of earlier ones of the same company.

import { withTable, withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const shows = 'two employees'
const caughtBy = 'I15 the later one names the earlier one'

export const likelyMutants: Readonly<Record<string, Mutant>> = {
  'one who was there before taken for success': {
    variant: withTable('headquarters', (table) => ({
      write: async (partition, writes) => {
        const outcome = await table.write(partition, writes)
        return partition === 'match' ? 'written' : outcome
      },
    })),
    shows,
    caughtBy,
  },
  'only the first of a company noted': {
    variant: withTable('headquarters', (table) => ({
      write: async (partition, writes) => {
        const kept = partition === 'match' ? writes.filter(({ op }) => op !== 'replace') : writes
        return kept.length > 0 ? table.write(partition, kept) : 'written'
      },
    })),
    shows,
    caughtBy,
  },
  'likely duplicates not stored with the prospect': {
    variant: withValues('headquarters', (_, { likelyDuplicates, ...value }) => value),
    shows,
    caughtBy,
  },
}
