// Planted mistake in how onboardings are told of a customer that is kept elsewhere.

import { withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

export const toldMutants: Readonly<Record<string, Mutant>> = {
  'what is to be told not stored with the change': {
    variant: withValues('headquarters', (key, { untold, ...value }) =>
      key.endsWith('|c') || untold === undefined ? value : { ...value, untold },
    ),
    shows: 'kept elsewhere',
    caughtBy: 'I11 told once, and what is so',
  },
}
