// Planted mistakes in what becomes of customers whose accounts and contacts are merged in Sales.

import type { Write } from '../../../shared/platform/table.ts'
import { withPorts, withTable, withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

type Followed = { readonly salesId?: string; readonly flags?: readonly string[] }

const agree = 'I9 both sides of a customer agree'

export const mergedMutants: Readonly<Record<string, Mutant>> = {
  'a merged contact taken for one that was deactivated': {
    variant: withPorts(({ sales }) => ({
      sales: {
        ...sales,
        readCustomer: async (type, id, renew) => {
          const found = await sales.readCustomer(type, id, renew)
          if (!found) return undefined
          const { mergedInto: _, ...closed } = found
          return closed
        },
      },
    })),
    shows: 'merged contact',
    caughtBy: agree,
  },
  'what was found of a contact forgotten when another one stands for it': {
    variant: withTable('headquarters', (table) => ({
      write: async (partition, writes) => {
        const forgetful = async (write: Write): Promise<Write> => {
          if (write.op === 'delete' || !write.key.endsWith('|c')) return write
          const { flags: _, ...next } = write.value as Followed
          const before = (await table.read(partition, write.key))?.value as Followed | undefined
          return before && before.salesId !== next.salesId ? { ...write, value: next } : write
        }
        return table.write(partition, await Promise.all(writes.map(forgetful)))
      },
    })),
    shows: 'merged contact',
    caughtBy: 'I13 a user follows its contact',
  },
  'a merge into another user told to nobody': {
    variant: withValues('headquarters', (_, value) => {
      const { flags = [] } = value as Followed
      return flags.includes('contact-merged')
        ? { ...value, flags: flags.filter((flag) => flag !== 'contact-merged') }
        : value
    }),
    shows: 'merged users',
    caughtBy: agree,
  },
  'an account that stands for a merged one not followed': {
    variant: withValues('headquarters', (key, { salesId, ...value }) =>
      salesId === undefined || (key.endsWith('|c') && value['type'] === 'Organization') ? value : { ...value, salesId },
    ),
    shows: 'merged account',
    caughtBy: agree,
  },
}
