// Planted mistakes in how prospects are listed and counted.

import { withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const shows = 'counted meanwhile'
const caughtBy = 'I16 lists and counts agree'

export const listedMutants: Readonly<Record<string, Mutant>> = {
  'a row of the index forgotten': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'put' && write.key.startsWith('list|country:') ? undefined : write,
    ),
    shows,
    caughtBy,
  },
  'a row of the index left behind': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'delete' && write.key.startsWith('list|stage:') ? undefined : write,
    ),
    shows,
    caughtBy,
  },
  'a change that nobody counts': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'create' && write.key.startsWith('count|d|') && !write.key.endsWith('000000') ? undefined : write,
    ),
    shows,
    caughtBy,
  },
  'a prospect that leaves a count and is not taken from it': {
    variant: withValues('headquarters', (key, value) => (key.startsWith('count|d|') ? { ...value, minus: [] } : value)),
    shows,
    caughtBy,
  },
}
