// Planted mistakes in imports of partners.

import { takenAwayWhenRead, withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

export const importMutants: Readonly<Record<string, Mutant>> = {
  'an import that is forgotten when it begins': {
    variant: takenAwayWhenRead('headquarters', 'incoming|'),
    shows: 'import half done',
    caughtBy: 'I20 every row of an import ends',
  },
  'an import whose partners do not know what they were made from': {
    variant: withValues('headquarters', (_, { madeFrom: __, ...value }) => value),
    shows: 'import half done',
    caughtBy: 'I20 a row makes one partner',
  },
}
