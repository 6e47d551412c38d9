// Stories of duplicates that are merged in Sales under a partner that has users: the customer follows the account or contact
// that stands for its own, or stays and is flagged where that one is a customer already.

import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import { tidyIn } from './seller-tidies.ts'

/** Accounts and contacts that nobody but sellers knows. */
const unknown = {
  account: 'd0000000-0000-4000-8000-000000000001',
  contact: 'd0000000-0000-4000-8000-000000000002',
} as const

type Steps = {
  /** The user Eva, who is there or added now. */
  readonly withEva: (runner: Runner) => Promise<string>
  readonly edit: (runner: Runner, userId: string, fields: Readonly<Record<string, string>>) => Promise<string>
  readonly add: (runner: Runner, name: string) => Promise<string>
  /** Any Admin of the partner. */
  readonly admin: (runner: Runner) => { readonly userId: string; readonly organizationId: string }
}

export const mergedScenarios = ({ withEva, edit, add, admin }: Steps) => {
  /** Into one that nobody knows, which has another address; then deactivated, awake again, and merged once more. */
  const mergedContact: Scenario = async (runner) => {
    const { world } = runner
    const eva = await withEva(runner)
    const { organizationId } = admin(runner)
    const seller = sellerIn(world)
    const values = { firstName: 'Eva', lastName: 'Berg', email: 'eva.berg@fabrikam.example' }
    seller.addContact(unknown.contact, organizationId, values)
    await edit(runner, eva, { jobTitle: 'Buyer' })
    tidyIn(world).mergeCustomer('Person', eva, unknown.contact)
    await runner.quiet()
    seller.deactivate(unknown.contact)
    await runner.quiet()
    const again = 'd0000000-0000-4000-8000-000000000003'
    seller.addContact(again, organizationId, values)
    seller.activate(unknown.contact)
    tidyIn(world).mergeCustomer('Person', unknown.contact, again)
    await runner.quiet()
  }

  /** Two users whose contacts are taken for one person's. */
  const mergedUsers: Scenario = async (runner) => {
    const eva = await withEva(runner)
    tidyIn(runner.world).mergeCustomer('Person', eva, admin(runner).userId)
    await runner.round()
    await edit(runner, eva, { phone: '+49 30 8' })
    await runner.quiet()
  }

  /** Whoever is added afterwards gets a contact under the account that is left. */
  const mergedAccount: Scenario = async (runner) => {
    const { world } = runner
    await withEva(runner)
    sellerIn(world).addAccount(unknown.account)
    tidyIn(world).mergeCustomer('Organization', admin(runner).organizationId, unknown.account)
    await runner.round()
    await add(runner, 'Kim')
    await runner.quiet()
  }

  return { 'merged contact': mergedContact, 'merged users': mergedUsers, 'merged account': mergedAccount } as const
}
