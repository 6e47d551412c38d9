// Planted mistakes in how rows are stored.

import { formatNumber } from '../../../shared/domain/numbers.ts'
import { put } from '../../../shared/platform/table.ts'
import { takenAwayWhenRead, withTable, withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const isCustomer = (key: string): boolean => key.endsWith('|c')

export const storageMutants: Readonly<Record<string, Mutant>> = {
  'no ETag': {
    variant: withWrites('headquarters', (write) => (write.op === 'replace' ? put(write.key, write.value) : write)),
    shows: 'both sides at once',
    caughtBy: 'I9 no change of a customer is lost',
  },
  'put instead of create': {
    variant: withWrites('headquarters', (write) => (write.op === 'create' ? put(write.key, write.value) : write)),
    shows: 'won at once',
    caughtBy: 'I2 one lead, note, customer pair and hierarchy',
  },
  'pending request taken away before it is stored in headquarters': {
    variant: takenAwayWhenRead('channel', 'pending|'),
    shows: 'approve',
    caughtBy: 'I1 one prospect per request',
  },
  'incoming request taken away before its message is sent': {
    variant: takenAwayWhenRead('headquarters', 'incoming|'),
    shows: 'approve',
    caughtBy: 'I1 one prospect per request',
  },
  'push taken away before the channel was told': {
    variant: takenAwayWhenRead('headquarters', 'push'),
    shows: 'approve',
    caughtBy: 'I3 the decision of Sales',
  },
  'numbers handed out without being reserved': {
    variant: {
      piece: {
        takeNumber: () => {
          let next = 0
          return async (sequence) => {
            next += 1
            return formatNumber(sequence, next)
          }
        },
      },
    },
    shows: 'one address for two',
    caughtBy: 'I1 one prospect per request',
  },
  'lists not written': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('list|') ? undefined : write)),
    shows: 'approve',
    caughtBy: 'I7 lists and timeline agree',
  },
  'timeline written after the change': {
    variant: withTable('headquarters', (table) => ({
      write: async (partition, writes) => {
        const told = writes.filter(({ key }) => key.includes('|t|'))
        const rest = writes.filter(({ key }) => !key.includes('|t|'))
        const outcome = rest.length > 0 ? await table.write(partition, rest) : 'written'
        return outcome === 'written' && told.length > 0 ? table.write(partition, told) : outcome
      },
    })),
    shows: 'approve',
    caughtBy: 'I7 lists and timeline agree',
  },
  'decision number does not grow': {
    variant: withValues('headquarters', (key, value) =>
      key.endsWith('|a') && value['decision'] ? { ...value, decision: { ...value['decision'], number: 1 } } : value,
    ),
    shows: 'reopen then won',
    caughtBy: 'I4 allowed steps only',
  },
  'existing customers not looked for': {
    variant: withTable('headquarters', (table) => ({
      read: async (partition, key) => (isCustomer(key) ? undefined : table.read(partition, key)),
    })),
    shows: 'existing account',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'second member becomes Admin too': {
    variant: withValues('headquarters', (key, value) => (key.includes('|h|') ? { ...value, role: 'Admin' } : value)),
    shows: 'existing account',
    caughtBy: 'I2 one lead, note, customer pair and hierarchy',
  },
  'accepted although not stored': {
    variant: withTable('channel', (table) => ({
      write: async (partition, writes) => {
        try {
          return await table.write(partition, writes)
        } catch {
          // The mistake: a failure is taken for a success.
          return 'written'
        }
      },
    })),
    shows: 'approve',
    caughtBy: 'I1 one prospect per request',
  },
  'idempotency key ignored': {
    variant: {
      piece: {
        submit:
          (submit, { newId }) =>
          (body) =>
            submit(body, newId()),
      },
    },
    shows: 'approve',
    caughtBy: 'I1 one prospect per request',
  },
}
