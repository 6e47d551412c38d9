// Commands of the model-based test about users of partners: what Admins ask for on the site, staff do in headquarters, and
// sellers do with contacts. What becomes of it is left to the invariants: whatever is accepted ends.

import fc from 'fast-check'
import type { UserView } from '../../../shared/channel/partner.ts'
import type { CustomerType } from '../../../shared/domain/customer-fields.ts'
import type { AskedChange } from '../../../shared/domain/users/user-fields.ts'
import type { StaffOrder } from '../../../shared/headquarters/users/staff-user-change.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import type { Command } from './model.ts'
import { ask, usersIn } from './scenarios-users.ts'
import { sellerIn } from './seller.ts'
import { tidyIn } from './seller-tidies.ts'
import type { World } from './world.ts'

type Change = Exclude<AskedChange, { kind: 'add' }>

/** Few, so that they meet each other's, and those of the persons whom requests brought. */
const addresses = ['eva@fabrikam.example', 'two@customer.example', 'one@customer.example', 'kim@fabrikam.example']
const roles = ['User', 'Admin'] as const

const changes: readonly Change[] = [
  ...addresses.map((email): Change => ({ kind: 'edit', fields: { email } })),
  { kind: 'edit', fields: { jobTitle: 'Buyer', phone: '+49 30 9' } },
  { kind: 'edit', fields: { lastName: 'Berg' }, role: 'Admin' },
  { kind: 'role', role: 'Admin' },
  { kind: 'role', role: 'User' },
  { kind: 'disable', reason: 'on-leave' },
  { kind: 'enable' },
  { kind: 'remove' },
  { kind: 'remove' },
  { kind: 'invite' },
]

const command = (name: string, run: Command['run']): Command => ({ check: () => true, run, toString: () => name })

/** One of all, whatever the number. */
export const chosen = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)]

/** Somebody who asks, and somebody of the same partner whom it is about. */
const pairIn = (world: World, asker: number, target: number): [by: UserView, of: UserView] | undefined => {
  const users = usersIn(world)
  const admins = users.filter(({ role, status }) => role === 'Admin' && status === 'Active')
  const by = chosen(admins, asker)
  const own = users.filter(({ organizationId }) => organizationId === by?.organizationId)
  const of = chosen(own, target)
  return by && of && [by, of]
}

export const addUser = (asker: number, address: number, which: number): Command =>
  command(`user add(${asker}, ${address}, ${which})`, async (_, { runner }) => {
    const [by] = pairIn(runner.world, asker, 0) ?? []
    if (!by || runner.world.down.storage) return
    const email = chosen(addresses, address) ?? ''
    const role = chosen(roles, which) ?? 'User'
    const key = `${email} ${role} ${which}`
    const fields = { firstName: 'Eva', lastName: `Nr${which}`, email }
    const change = { kind: 'add', role, fields } as const
    await ask(runner, { organizationId: by.organizationId, by: by.userId, key, bodyHash: key, change })
  })

const changeUser = (asker: number, target: number, which: number): Command =>
  command(`user change(${asker}, ${target}, ${which})`, async (_, { runner }) => {
    const [by, of] = pairIn(runner.world, asker, target) ?? []
    const change = chosen(changes, which)
    if (!by || !of || !change || runner.world.down.storage) return
    await ask(runner, { organizationId: by.organizationId, by: by.userId, userId: of.userId, change })
  })

/** Staff act on what headquarters has, which the site may not know yet. */
const staff = (partner: number, target: number, which: number): Command =>
  command(`staff(${partner}, ${target}, ${which})`, async (_, { runner }) => {
    const users = usersIn(runner.world)
    const of = chosen(users, target)
    const change = chosen(changes, which)
    if (!of || !change || runner.world.down.storage) return
    const { kind, ...more } = change
    const order: Omit<StaffOrder, 'etag'> = {
      kind,
      ...more,
      hierarchyId: of.organizationId,
      userId: of.userId,
      who: 'kim',
    }
    runner.world.staff.changedUsers = true
    await runner.attempt((app) => app.staff(order))
    if (change.kind === 'edit')
      for (const [path, text] of Object.entries(change.fields))
        runner.world.edits.push({ id: of.userId, path, text, by: 'clerk', sure: false })
  })

const contact = (which: number, isInactive: boolean): Command =>
  command(`contact(${which}, ${isInactive ? 'deactivated' : 'activated'})`, async (_, { runner: { world } }) => {
    const id = chosen([...world.sales.rows.contacts.keys()], which)
    if (id === undefined) return
    const seller = sellerIn(world)
    if (isInactive) seller.deactivate(id)
    else seller.activate(id)
  })

/**
 * A seller takes two accounts or contacts for one, or merges one into a double that nobody knows.
 * @param into which one, beyond those there are: a double
 */
const merge = (type: CustomerType, which: number, into: number): Command =>
  command(`merge(${type}, ${which}, ${into})`, async (_, { runner: { world } }) => {
    const { accounts, contacts } = world.sales.rows
    const table = type === 'Organization' ? accounts : contacts
    const ids = [...table.values()].flatMap(({ id, isInactive }) => (isInactive ? [] : [id]))
    const id = chosen(ids, which)
    if (id === undefined) return
    const known = ids.filter((each) => each !== id)[into]
    const double = deriveId('double', type, id)
    if (known === undefined) {
      const { accountId = '' } = contacts.get(id) ?? {}
      const email = chosen(addresses, which) ?? ''
      const seller = sellerIn(world)
      if (type === 'Organization') seller.addAccount(double)
      else seller.addContact(double, accountId, { firstName: 'Eva', lastName: 'Double', email })
    }
    tidyIn(world).mergeCustomer(type, id, known ?? double)
  })

/** All of them; nothing happens where nobody is a partner yet. */
export const userCommands = (): fc.Arbitrary<Command>[] => {
  const few = fc.nat(3)
  const adding = fc.tuple(few, few, few).map((args) => addUser(...args))
  const changing = fc.tuple(few, fc.nat(5), fc.nat(changes.length - 1)).map((args) => changeUser(...args))
  const byStaff = fc.tuple(few, fc.nat(5), fc.nat(changes.length - 1)).map((args) => staff(...args))
  const touching = fc.tuple(fc.nat(5), fc.boolean()).map((args) => contact(...args))
  const merging = fc
    .tuple(fc.constantFrom('Organization', 'Person', 'Person'), fc.nat(5), few)
    .map((args) => merge(...args))
  return [adding, changing, changing, fc.oneof(byStaff, touching, merging)]
}
