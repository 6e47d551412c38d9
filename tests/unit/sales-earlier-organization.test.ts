// An organization of an earlier version of the Sales stand-in gets the privileges that came since, and sellers have them.
import { expect, test } from 'vitest'
import { createSchema } from '../../infra/local/sales/schema/schema.ts'
import { guidOf, privilegeId } from '../../infra/local/sales/security/privileges.ts'
import { depthOf } from '../../infra/local/sales/security/rights.ts'
import { salespersonId, seed } from '../../infra/local/sales/seed.ts'
import { createMemoryJournal } from '../../infra/local/sales/store/journal.ts'
import { openStore } from '../../infra/local/sales/store/store.ts'

test('sellers of an organization without personal views can read them after the next start', () => {
  const store = openStore(createMemoryJournal())
  const org = { schema: createSchema(), store, traits: {}, now: () => new Date(), serviceRoot: () => '' }
  seed(org)
  const held = () => depthOf(org, { table: 'systemuser', id: salespersonId }, 'prvReadUserQuery')
  const first = held()
  const id = privilegeId('prvReadUserQuery')
  store.transact(() => {
    store.remove('privilege', id)
    store.remove('roleprivileges', guidOf(`${guidOf('role Salesperson')} ${id}`))
  })
  expect(held()).toBe(0)
  seed(org)
  expect(held()).toBe(first)
})
