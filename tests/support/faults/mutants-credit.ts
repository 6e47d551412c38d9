// Planted mistakes in how the credit of an organization is decided and told.

import type { Organization } from '../../../shared/domain/customer.ts'
import { withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const isCustomer = (key: string): boolean => key.endsWith('|c')

export const creditMutants: Readonly<Record<string, Mutant>> = {
  'high limit that applies before a second person confirms it': {
    variant: withValues('headquarters', (key, value) => {
      const { proposedCredit, credit = {} } = value as Partial<Organization>
      const limit = proposedCredit?.changes.find(({ path }) => path === 'credit.limit')?.after
      return isCustomer(key) && limit !== undefined ? { ...value, credit: { ...credit, limit } } : value
    }),
    shows: 'credit proposed and confirmed',
    caughtBy: 'I17 two people for a high limit',
  },
  'proposal that forgets who made it': {
    variant: withValues('headquarters', (key, value) => {
      const { proposedCredit } = value as Partial<Organization>
      return isCustomer(key) && proposedCredit && proposedCredit.by !== 'sales'
        ? { ...value, proposedCredit: { ...proposedCredit, by: { name: 'somebody' } } }
        : value
    }),
    shows: 'credit proposed and confirmed',
    caughtBy: 'I17 two people for a high limit',
  },
  'credit not told to sites': {
    variant: withValues('channel', (_, { credit: __, ...value }) => value),
    shows: 'credit both ways',
    caughtBy: 'I17 sites show the credit',
  },
}
