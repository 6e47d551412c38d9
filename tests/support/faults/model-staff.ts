// Commands of the model-based test about what staff do with partners beside their users: credit, which sellers change as
// well, terms copied from one member to others, partners from a file, and customers that are made here or come from Sales.
// What becomes of it is left to the invariants.

import fc from 'fast-check'
import type { TypedCredit } from '../../../shared/domain/credit-form.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import type { Command } from './model.ts'
import { chosen } from './model-users.ts'
import type { Runner } from './runner.ts'
import { becomesCustomer, typeCustomer } from './scenarios-arriving.ts'
import { ada, kim, note } from './scenarios-credit.ts'
import { usersIn } from './scenarios-users.ts'
import { sellerIn } from './seller.ts'
import type { World } from './world.ts'

const command = (name: string, run: (runner: Runner) => Promise<unknown> | undefined): Command => ({
  check: () => true,
  run: async (_, { runner }) => {
    await run(runner)
  },
  toString: () => name,
})

/** The last one is more than one person decides. */
const limits = ['5000.00', '7000.00', '50000.00'] as const
const typedOf = (choice: number): TypedCredit => ({
  limit: limits[choice % limits.length] ?? '',
  currency: 'EUR',
  onHold: choice % 2 === 0 ? 'All' : 'No',
})

const accountIn = ({ sales }: World, which: number): string | undefined =>
  chosen([...sales.rows.accounts.keys()], which)

const setCredit = (which: number, choice: number): Command =>
  command(`credit(${which}, ${choice})`, async (runner) => {
    const id = accountIn(runner.world, which)
    if (id === undefined || runner.world.down.storage) return
    const typed = typedOf(choice)
    await runner.attempt((app) => app.credit(id, typed, kim))
    const onHold = typed.onHold === 'All' ? 'All' : ''
    // An answer that did not come leaves it open, and what waits is not there yet.
    note(runner.world, id, { 'credit.limit': `${typed.limit} EUR`, 'credit.onHold': onHold }, false)
  })

const settleCredit = (which: number, action: 'confirm' | 'withdraw'): Command =>
  command(`settle(${which}, ${action})`, async (runner) => {
    const id = accountIn(runner.world, which)
    if (id === undefined || runner.world.down.storage) return
    await runner.attempt((app) => app.settle(id, action, kim))
    await runner.attempt((app) => app.settle(id, action, ada))
    // What was proposed may be any of them, and withdrawn any may be written back.
    for (const limit of limits) note(runner.world, id, { 'credit.limit': `${limit} EUR`, 'credit.onHold': '' }, false)
    note(runner.world, id, { 'credit.limit': '' }, false)
  })

const limitInSales = (which: number, choice: number): Command =>
  command(`limit in Sales(${which}, ${choice})`, async ({ world }) => {
    const id = accountIn(world, which)
    if (id === undefined) return
    sellerIn(world).change('Organization', id, { 'credit.limit': `${limits[choice % limits.length]} EUR` })
  })

/** Terms of the first Admin are copied to all others, or the last time is taken back. */
const override = (which: number, isUndone: boolean): Command =>
  command(`${isUndone ? 'undo' : 'override'}(${which})`, async (runner) => {
    const users = usersIn(runner.world).filter(({ status }) => status === 'Active')
    const admins = users.filter(({ role }) => role === 'Admin')
    const admin = chosen(admins, which)
    if (!admin || runner.world.down.storage) return
    const { organizationId } = admin
    const others = users.filter((user) => user.organizationId === organizationId && user !== admin)
    const members = others.map(({ userId }) => userId)
    if (isUndone) await runner.attempt((app) => app.undoOverride(organizationId))
    else await runner.attempt((app) => app.override(organizationId, ['language', 'priceGroup', 'currency'], members))
  })

/** Addresses meet each other's, those of users, and those of persons whom requests brought. */
const files = [
  ['Litware,Berg,one@imported.example', 'Tailwind,Berg,eva@fabrikam.example'],
  ['Litware,Berg,one@imported.example', 'Proseware,Jung,two@customer.example'],
].map((rows) => ['organization.name,admin.lastName,admin.email', ...rows].join('\n'))

const importFile = (which: number, form: number): Command =>
  command(`import(${which}, ${form})`, async (runner) => {
    const file = files[which % files.length] ?? ''
    const importId = `import-${which % files.length}-${form}`
    if (runner.world.down.storage) return
    const ended = await runner.attempt((app) => app.importPartners(importId, file))
    const { upkeep } = runner.world
    if (typeof ended === 'string' || ended.value !== 'ordered' || upkeep.anyImports?.includes(importId)) return
    upkeep.anyImports = [...(upkeep.anyImports ?? []), importId]
  })

const arriving = ['One', 'Two'] as const

/** Somebody types an account with a contact in Sales, says that one is a customer, or staff bring all that are there. */
const comeFromSales = (which: number, how: 'told' | 'untold' | 'none yet' | 'is one' | 'bring all'): Command =>
  command(`come(${which}, ${how})`, async (runner) => {
    const name = arriving[which % arriving.length] ?? 'One'
    if (how === 'bring all') {
      // From now on each that is new comes with its event.
      runner.world.sales.policy.takesAll = true
      await runner.attempt((app) => app.runJob('initial', 'staff'))
    } else if (how === 'is one') becomesCustomer(runner, name)
    else typeCustomer(runner, name, how === 'told', how !== 'none yet')
  })

/** Staff make a customer that is no partner, and a person of one. */
const makeHere = (which: number, isPerson: boolean): Command =>
  command(`make(${which}, ${isPerson})`, async ({ world, attempt }) => {
    if (world.down.storage) return
    const organizationId = deriveId('made-here', which)
    const id = isPerson ? deriveId('made-here', which, 'person') : organizationId
    const values = isPerson ? { lastName: 'Berg', email: `berg${which}@made.example` } : { name: `Made ${which}` }
    const ended = await attempt((app) => app.makeCustomer(id, values, isPerson ? organizationId : undefined))
    const { upkeep } = world
    if (typeof ended === 'string' || ended.value !== 'made' || upkeep.madeHere?.includes(id)) return
    upkeep.madeHere = [...(upkeep.madeHere ?? []), id]
  })

/** All of them; most do nothing where nobody is a partner yet. */
export const staffCommands = (): fc.Arbitrary<Command> => {
  const few = fc.nat(3)
  const choice = fc.nat(5)
  return fc.oneof(
    fc.tuple(few, choice).map((args) => setCredit(...args)),
    fc.tuple(few, fc.constantFrom('confirm', 'withdraw')).map((args) => settleCredit(...args)),
    fc.tuple(few, choice).map((args) => limitInSales(...args)),
    fc.tuple(few, fc.boolean()).map((args) => override(...args)),
    fc.tuple(fc.nat(1), fc.nat(1)).map((args) => importFile(...args)),
    fc
      .tuple(fc.nat(1), fc.constantFrom('told', 'untold', 'none yet', 'is one', 'bring all'))
      .map((args) => comeFromSales(...args)),
    fc.tuple(fc.nat(1), fc.boolean()).map((args) => makeHere(...args)),
  )
}
