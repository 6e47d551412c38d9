// Customers that are kept in another partition than the onboardings they belong to: account and contact were in Sales
// before, and two companies share them.

import type { Values } from '../../../shared/domain/customer-fields.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'

type ToLead = (runner: Runner, name?: string) => Promise<string>
type Save = (runner: Runner, id: string, texts: Values) => Promise<void>

export const elsewhere = {
  account: 'b0000000-0000-4000-8000-000000000003',
  contact: 'd0000000-0000-4000-8000-000000000003',
} as const

/** Two companies are won with an account and a contact that no lead of ours brought. */
export const partnersKeptElsewhere =
  (toLead: ToLead): Scenario =>
  async (runner) => {
    const { world } = runner
    const seller = sellerIn(world)
    seller.addAccount(elsewhere.account)
    const values = { firstName: 'Eda', lastName: 'Lind', email: 'eda.lind@contoso.example' }
    world.sales.putCustomer('Person', { id: elsewhere.contact, values })
    for (const name of ['Fabrikam', 'Contoso']) {
      const leadId = await toLead(runner, name)
      seller.qualify(leadId, elsewhere)
      seller.win(leadId)
      await runner.round()
    }
    await runner.quiet()
  }

/** A salesperson changes both and takes it back while headquarters is about to tell the onboardings; then a clerk does. */
export const keptElsewhereScenario =
  (toLead: ToLead, save: Save): Scenario =>
  async (runner) => {
    const { world } = runner
    const seller = sellerIn(world)
    // Begun in a world where the approvals are over, only what follows them is tried.
    if (world.sales.rows.accounts.size === 0) await partnersKeptElsewhere(toLead)(runner)
    const { account, contact } = elsewhere
    const deliverOnce = async (): Promise<void> => {
      await runner.deliverHooks()
      await runner.deliver()
    }
    seller.change('Organization', account, { name: 'Contoso AG', phone: '+49 30 1' })
    await deliverOnce()
    seller.change('Organization', account, { name: 'Contoso Holding', phone: '' })
    seller.change('Person', contact, { lastName: 'Berg', email: 'eda.berg@contoso.example' })
    await deliverOnce()
    await runner.deliver()
    seller.change('Person', contact, { lastName: 'Lind', email: 'eda.lind@contoso.example' })
    await deliverOnce()
    await save(runner, contact, { firstName: 'Ada', jobTitle: 'Buyer' })
    seller.change('Person', contact, { lastName: 'Roth' })
    await runner.quiet()
    // An event that was lost, of what nobody marked yet, is made up for by the round.
    for (let rounds = 0; rounds < 2; rounds += 1) {
      world.time.now += 3_600_000
      await runner.quiet()
    }
  }
