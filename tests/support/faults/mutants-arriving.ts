// Planted mistakes in what becomes of customers that come from Sales.

import { withPorts, withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const caughtBy = 'I21 every customer of Sales is one here'
const shows = 'customers come from Sales'

export const arrivingMutants: Readonly<Record<string, Mutant>> = {
  'an account whose event says that it is no customer': {
    variant: withPorts(({ sales }) => ({
      sales: {
        ...sales,
        readArriving: async (type, id) => {
          const row = await sales.readArriving(type, id)
          return row && { ...row, isArriving: false }
        },
      },
    })),
    shows,
    caughtBy,
  },
  'an initial synchronization that takes its first page for the whole': {
    variant: withPorts(({ sales }) => ({
      sales: {
        ...sales,
        arrivingCustomers: async (type, next) => {
          const { found } = await sales.arrivingCustomers(type, next)
          return { found }
        },
      },
    })),
    shows,
    caughtBy,
  },
  'a look at changes that passes over customers whom no event told of': {
    variant: withPorts(({ sales }) => ({
      sales: {
        ...sales,
        changedCustomers: async (type, from) => {
          const page = await sales.changedCustomers(type, from)
          return { ...page, changed: page.changed.map(({ isArriving: _, ...row }) => row) }
        },
      },
    })),
    shows,
    caughtBy,
  },
  'contacts of which no account says that they are there': {
    variant: withPorts(({ sales }) => ({
      sales: { ...sales, contactIdsOf: async () => [] },
    })),
    shows,
    caughtBy,
  },
  'a customer made here of which nothing says that it is to be written': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('watch|') ? undefined : write)),
    shows: 'new customer here',
    caughtBy: 'I21 a customer made here is in Sales',
  },
  'a customer made here that does not say that Sales lacks it': {
    variant: withValues('headquarters', (_, { toWrite: __, ...value }) => value),
    shows: 'new customer here',
    caughtBy: 'I21 a customer made here is in Sales',
  },
}
