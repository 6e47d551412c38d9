// Planted mistakes in how customers and their accounts and contacts are kept equal.

import type { Customer } from '../../../shared/domain/customer.ts'
import { convergeFields } from '../../../shared/domain/customer-convergence.ts'
import { valuesOf } from '../../../shared/domain/customer-fields.ts'
import { fieldMap } from '../../../shared/sales/field-map.ts'
import { withPorts, withTable, withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'
import type { World } from './world.ts'

const lost = 'I9 no change of a customer is lost'
const agree = 'I9 both sides of a customer agree'
const isCustomer = (key: string): boolean => key.endsWith('|c')

const customerIn = (world: World, id: string): Customer | undefined =>
  world.headquarters.rows().find(({ key }) => key === `${id}|c`)?.value as Customer | undefined

export const customerMutants: Readonly<Record<string, Mutant>> = {
  'account changed without its ETag': {
    variant: withPorts(({ sales }, world) => ({
      sales: {
        ...sales,
        changeCustomer: (type, id, values) =>
          sales.changeCustomer(type, id, values, String(world.sales.rows.versions.get(id))),
      },
    })),
    shows: 'customers at once',
    caughtBy: 'I9 no echo between the sides',
  },
  'whole account written instead of what differs': {
    variant: withPorts(({ sales }, world) => ({
      sales: {
        ...sales,
        changeCustomer: (type, id, values, etag) => {
          const customer = customerIn(world, id)
          const all = customer ? valuesOf(type, customer) : {}
          return sales.changeCustomer(type, id, { ...all, ...values }, etag)
        },
      },
    })),
    shows: 'changed customers',
    caughtBy: lost,
  },
  'change forgotten before it is written to Sales': {
    variant: withValues('headquarters', (key, { unwritten, ...value }) =>
      isCustomer(key) || unwritten === undefined ? value : { ...value, unwritten },
    ),
    shows: 'changed customers',
    caughtBy: lost,
  },
  'what came from Sales written back to it': {
    variant: withValues('headquarters', (key, value) => (isCustomer(key) ? { ...value, unwritten: ['phone'] } : value)),
    shows: 'changed customers',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'change without an intent that the sweep finds': {
    variant: withWrites('headquarters', (write) =>
      write.key.startsWith('watch|') && write.op === 'put' && 'customerId' in (write.value as object)
        ? undefined
        : write,
    ),
    shows: 'changed customers',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'whatever the clerk has counts, changed or not': {
    variant: withPorts(({ sales }, world) => ({
      sales: {
        ...sales,
        readCustomer: async (type, id) => {
          const found = await sales.readCustomer(type, id)
          const customer = customerIn(world, id)
          if (!found || !customer) return found
          const { write } = convergeFields(
            fieldMap[type],
            valuesOf(type, customer),
            fieldMap[type].map(({ path }) => path),
            found.values,
          )
          if (Object.keys(write).length > 0) await sales.changeCustomer(type, id, write, found.etag)
          return sales.readCustomer(type, id)
        },
      },
    })),
    shows: 'changed customers',
    caughtBy: lost,
  },
  'accounts and contacts not compared by the catch-up': {
    variant: withPorts(({ sales }) => ({
      sales: {
        ...sales,
        changedCustomers: async () => ({ changed: [] }),
        customersById: async (_, ids) => ({ found: [], canBeMarked: ids.length < 0 }),
      },
    })),
    shows: 'customers unheard',
    caughtBy: agree,
  },
  'channel not told of a new address': {
    variant: withWrites('headquarters', (write) =>
      write.key.startsWith('push|') && write.op === 'put' && !('decision' in (write.value as object))
        ? undefined
        : write,
    ),
    shows: 'changed customers',
    caughtBy: agree,
  },
  'two people sign in with one address': {
    variant: withTable('headquarters', (table) => ({
      read: async (partition, key) => (key.startsWith('sign-in|') ? undefined : table.read(partition, key)),
      write: (partition, writes) =>
        table.write(
          partition,
          writes.map((write) =>
            write.key.startsWith('sign-in|') && write.op === 'create' ? { ...write, op: 'put' } : write,
          ),
        ),
    })),
    shows: 'one address for two',
    caughtBy: agree,
  },
}
