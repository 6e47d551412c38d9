// Planted mistakes in how prospects, partners and users are listed and counted.

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
  'a user who stands in no list of its role': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('list|Users:role:') ? undefined : write)),
    shows: 'add a user',
    caughtBy,
  },
  'a user who stays where the change before put it': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'delete' && write.key.startsWith('list|Users.changed|') ? undefined : write,
    ),
    shows: 'site is told',
    caughtBy,
  },
  'a partner that is not among those that changed last': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'put' && write.key.startsWith('list|Partners.changed|') ? undefined : write,
    ),
    shows: 'add a user',
    caughtBy,
  },
  'a change of a user that nobody counts': {
    variant: withWrites('headquarters', (write) => (/^count\|d\|.*h$/.test(write.key) ? undefined : write)),
    shows: 'site is told',
    caughtBy,
  },
  'a user who leaves a count and is not taken from it': {
    variant: withValues('headquarters', (key, value) =>
      /^count\|d\|.*h$/.test(key) ? { ...value, minus: [] } : value,
    ),
    shows: 'site is told',
    caughtBy,
  },
  'a mail that stays where the state before put it': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'delete' && write.key.startsWith('list|Mails:') ? undefined : write,
    ),
    shows: 'approve',
    caughtBy,
  },
  'a change of a mail that nobody counts': {
    variant: withWrites('headquarters', (write) => (/^count\|d\|[^|]*\|m\|.*2$/.test(write.key) ? undefined : write)),
    shows: 'approve',
    caughtBy,
  },
}
