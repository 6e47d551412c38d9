// Planted mistakes in what becomes of what applicants did.

import { done } from '../../../shared/domain/work-result.ts'
import type { Variant } from './app.ts'
import { withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

/** An act is shown to the applicant and kept for nobody. */
const forgotten = (act: string): Variant =>
  withWrites('channel', (write) =>
    write.op !== 'delete' && write.key.startsWith('pending|') && write.key.endsWith(`|${act}`) ? undefined : write,
  )

const rule = 'I12 what applicants did holds'

export const applicantMutants: Readonly<Record<string, Mutant>> = {
  'withdrawal shown and kept for nobody': { variant: forgotten('withdraw'), shows: 'withdraw', caughtBy: rule },
  'confirmation shown and kept for nobody': {
    variant: forgotten('confirm'),
    shows: 'confirm the address',
    caughtBy: rule,
  },
  'withdrawal that Sales is not told of': {
    variant: {
      piece: {
        works: (works) => ({
          ...works,
          'sales-writes': async (message) => (message.type === 'close-lead' ? done : works['sales-writes'](message)),
        }),
      },
    },
    shows: 'withdraw',
    caughtBy: rule,
  },
  'lead that waits for no address': {
    variant: withValues('headquarters', (key, value) =>
      key.endsWith('|a') && value['confirmation'] ? { ...value, confirmation: {} } : value,
    ),
    shows: 'confirm the address',
    caughtBy: rule,
  },
  'link mailed without a ledger': {
    variant: withWrites('headquarters', (write) => (write.key.includes('|m|90000') ? undefined : write)),
    shows: 'confirm the address',
    caughtBy: rule,
  },
}
