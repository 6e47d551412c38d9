// Planted mistakes in what follows a restore of Sales, and in how a run that takes too long is bounded.

import { done } from '../../../shared/domain/work-result.ts'
import { withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const stuck = 'I6 nothing stuck or given up'

type Kept = { readonly state?: string; readonly prospects?: number }

export const restoredMutants: Readonly<Record<string, Mutant>> = {
  'restore after which nothing is written again': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'sales-writes': async (message) => (message.type === 'write-missing' ? done : works['sales-writes'](message)),
        }),
      },
    },
    shows: 'restored organization',
    caughtBy: 'I2 one lead, note, customer pair and hierarchy',
  },
  'progress of a round stored only at its end': {
    variant: withWrites('errors', (write) => {
      const { state, prospects = 0 } = (write.op === 'delete' ? {} : write.value) as Kept
      return write.key.startsWith('round|') && state === 'running' && prospects > 0 ? undefined : write
    }),
    shows: 'restored organization',
    caughtBy: stuck,
  },
}
