// Planted mistakes in how changes of a partner's users travel.

import { done } from '../../../shared/domain/work-result.ts'
import type { Row } from '../../../shared/platform/table.ts'
import { withTable, withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

/** A member who was removed, as if nobody had. */
const asActive = (row: Row): Row => {
  const { status, ...member } = row.value as Readonly<Record<string, unknown>>
  return row.key.includes('|h|') && status === 'Removed' ? { ...row, value: member } : row
}

export const userMutants: Readonly<Record<string, Mutant>> = {
  'a change that is applied is not known again': {
    variant: withValues('headquarters', (key, { settled, ...value }) =>
      key.includes('|h|') || settled === undefined ? value : { ...value, settled },
    ),
    shows: 'add a user',
    caughtBy: 'I13 every change of a user ends',
  },
  'the channel not told of a change': {
    variant: withWrites('headquarters', (write) =>
      write.op === 'put' && /^push\|[0-9a-f-]{36}\|[0-9a-f-]{36}\|/.test(write.key) ? undefined : write,
    ),
    shows: 'add a user',
    caughtBy: 'I13 every change of a user ends',
  },
  'one who was removed counts as Admin still': {
    variant: withTable('headquarters', (table) => ({
      range: async (partition, from, to, limit) => (await table.range(partition, from, to, limit)).map(asActive),
    })),
    shows: 'last admin',
    caughtBy: 'I13 never without an Admin',
  },
  'an address claimed by nobody': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('sign-in|') ? undefined : write)),
    shows: 'add a user',
    caughtBy: 'I9 both sides of a customer agree',
  },
  'a site told of what was added last alone': {
    variant: {
      piece: {
        works: (works) => {
          const tell = works['site-events']
          return {
            ...works,
            'site-events': (message) => {
              const { data } = message
              return tell({ ...message, data: { ...data, after: Math.max(data.after, data.through - 1) } })
            },
          }
        },
      },
    },
    shows: 'site is told',
    caughtBy: 'I14 a site is told of every change',
  },
  'a site that cannot be reached told no more': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'site-events': async (message) => {
            await works['site-events'](message)
            return done
          },
        }),
      },
    },
    shows: 'site is told',
    caughtBy: 'I14 a site is told of every change',
  },
  'a partner counts one user, whoever is added': {
    variant: withValues('channel', (key, value) =>
      /^organization\|[^|]+$/.test(key) ? { ...value, userCount: 1 } : value,
    ),
    shows: 'add a user',
    caughtBy: 'I13 sites show what headquarters has',
  },
}
