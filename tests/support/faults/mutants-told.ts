// Planted mistakes in how onboardings are told of a customer that is kept elsewhere.

import { withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

/** A stored value without one of its members. */
const without = (ending: string, member: string) =>
  withValues('headquarters', (key, value) =>
    key.endsWith(ending) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== member)) : value,
  )

export const toldMutants: Readonly<Record<string, Mutant>> = {
  'what is to be told not stored with the change': {
    variant: without('|c', 'untold'),
    shows: 'kept elsewhere',
    caughtBy: 'I11 told once, and what is so',
  },
  'how far an onboarding was told not stored': {
    variant: without('|a', 'told'),
    shows: 'kept elsewhere',
    caughtBy: 'I11 told once, and what is so',
  },
}
