// Stories of customers that come from Sales: those that were there, new ones with an event and without, one that becomes a
// customer later, and an onboarding that needs one of them.

import type { Values } from '../../../shared/domain/customer-fields.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import { customerHint } from './world-sales.ts'

const tries = 6

const accountOf = (name: string): string => deriveId('arriving', 'account', name)
const contactOf = (name: string): string => deriveId('arriving', 'contact', name)

/** Somebody types an account with a contact. @param isTold whether the events of it arrive */
export const typeCustomer = ({ world }: Runner, name: string, isTold: boolean, isCustomer = true): void => {
  const { sales, hooks } = world
  const [id, contactId] = [accountOf(name), contactOf(name)]
  if (sales.rows.accounts.has(id)) return
  if (isCustomer) sales.rows.customerAccounts.add(id)
  sales.putCustomer('Organization', { id, values: { name } })
  const email = `buyer@${name.toLowerCase()}.example`
  sales.putCustomer('Person', { id: contactId, accountId: id, values: { lastName: 'Berg', email } })
  if (!isTold) return
  // The contact's event may come first.
  hooks.push(
    { ...customerHint('Person', contactId), payload: '{}' },
    { ...customerHint('Organization', id), payload: '{}' },
  )
}

/** Somebody says of an account that it is a customer. */
export const becomesCustomer = ({ world: { sales, hooks } }: Runner, name: string): void => {
  const id = accountOf(name)
  const row = sales.rows.accounts.get(id)
  if (!row) return
  sales.rows.customerAccounts.add(id)
  sales.putCustomer('Organization', row)
  hooks.push({ ...customerHint('Organization', id), payload: '{}' })
}

/** Staff run the initial synchronization until there is an answer. */
export const synchronizeAll = async (runner: Runner): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt += 1)
    if (typeof (await runner.attempt((app) => app.runJob('initial', 'staff'))) !== 'string') return
  throw new Error('Staff never had an answer.')
}

const comeFromSales: Scenario = async (runner) => {
  for (const name of ['One', 'Two', 'Three']) typeCustomer(runner, name, false)
  // Long before all of them were to come: no look at changes finds them.
  runner.world.time.now += 3_600_000
  await runner.round()
  runner.world.sales.policy.takesAll = true
  await synchronizeAll(runner)
  await runner.quiet()
  typeCustomer(runner, 'Told', true)
  typeCustomer(runner, 'Untold', false)
  typeCustomer(runner, 'Later', true, false)
  await runner.quiet()
  // Its contact was not changed for so long that no look at changes finds it.
  runner.world.time.now += 3_600_000
  await runner.round()
  becomesCustomer(runner, 'Later')
  await runner.quiet()
}

const neededByAnOnboarding =
  (toLead: (runner: Runner) => Promise<string>): Scenario =>
  async (runner) => {
    runner.world.sales.policy.takesAll = true
    const leadId = await toLead(runner)
    const seller = sellerIn(runner.world)
    typeCustomer(runner, 'Needed', true)
    seller.qualify(leadId, { account: accountOf('Needed'), contact: contactOf('Needed') })
    await runner.deliverHooks()
    await runner.drain()
    seller.win(leadId)
    await runner.quiet()
  }

/** Staff send a form until there is an answer, and once more by a double click. */
const makeHere = async (runner: Runner, id: string, values: Values, organizationId?: string): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const ended = await runner.attempt((app) => app.makeCustomer(id, values, organizationId))
    if (typeof ended === 'string') continue
    if (ended.value !== 'made') throw new Error(`A customer was not made (${ended.value}).`)
    await runner.attempt((app) => app.makeCustomer(id, values, organizationId))
    const { upkeep } = runner.world
    upkeep.madeHere = [...(upkeep.madeHere ?? []), id]
    return
  }
  throw new Error('Staff never had an answer.')
}

/** With every customer of Sales coming as well: what is made here comes back as an event, and is there already. */
const newCustomerHere: Scenario = async (runner) => {
  runner.world.sales.policy.takesAll = true
  const [organizationId, personId] = [deriveId('made-here', 1), deriveId('made-here', 2)]
  await makeHere(runner, organizationId, { name: 'Litware', phone: '+31 20 123' })
  await makeHere(runner, personId, { lastName: 'Berg', email: 'berg@litware.example' }, organizationId)
  await runner.quiet()
  // Whoever had no answer went home: what is stored gets to Sales all the same.
  const onceId = deriveId('made-here', 3)
  await runner.attempt((app) => app.makeCustomer(onceId, { name: 'Tailwind' }))
  await runner.quiet()
  runner.world.time.now += 1_200_000
  await runner.quiet()
  const { upkeep, headquarters } = runner.world
  const isStored = headquarters.rows().some(({ key }) => key === `${onceId}|c`)
  if (isStored) upkeep.madeHere = [...(upkeep.madeHere ?? []), onceId]
}

export const arrivingScenarios = (toLead: (runner: Runner) => Promise<string>) => ({
  'customers come from Sales': comeFromSales,
  'new customer here': newCustomerHere,
  'a customer comes that an onboarding needs': neededByAnOnboarding(toLead),
})
