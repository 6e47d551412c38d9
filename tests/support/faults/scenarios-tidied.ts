// Stories of what happens in Sales besides decisions: duplicates are merged, what is over is deleted, columns are secured,
// an address is corrected, and somebody in between answers for Sales.

import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import { tidyIn } from './seller-tidies.ts'

/** Sends a request in that becomes a lead. */
type ToLead = (runner: Runner, name?: string) => Promise<string>

export const tidiedScenarios = (toLead: ToLead) => {
  const mergedLead: Scenario = async (runner) => {
    const { world } = runner
    const [leadId, masterId] = [await toLead(runner), await toLead(runner, 'Contoso')]
    tidyIn(world).mergeLead(leadId, masterId)
    await runner.round()
    const seller = sellerIn(world)
    seller.qualify(masterId)
    seller.win(masterId)
    await runner.quiet()
  }

  /** Lost, told, and then cleaned up. */
  const deletedOpportunity: Scenario = async (runner) => {
    const { world } = runner
    const leadId = await toLead(runner)
    const seller = sellerIn(world)
    seller.qualify(leadId)
    seller.lose(leadId)
    await runner.quiet()
    tidyIn(world).deleteDeals(leadId)
    // No event tells of it: the round of comparisons does, and the next one where it was kept from it.
    for (let rounds = 0; rounds < 2; rounds += 1) {
      world.time.now += 3_600_000
      await runner.quiet()
    }
  }

  const securedColumns: Scenario = async (runner) => {
    const { world } = runner
    const leadId = await toLead(runner)
    const seller = sellerIn(world)
    seller.qualify(leadId)
    const [accountId = ''] = world.sales.rows.accounts.keys()
    const [contactId = ''] = world.sales.rows.contacts.keys()
    seller.change('Organization', accountId, { phone: '+49 30 1', 'address.city': 'Bonn' })
    await runner.round()
    tidyIn(world).secure(['phone', 'email'])
    seller.change('Organization', accountId, { 'address.city': 'Essen' })
    seller.change('Person', contactId, { lastName: 'Berg' })
    await runner.round()
    seller.win(leadId)
    await runner.quiet()
  }

  /** The contact's address is corrected and the opportunity won in one go. */
  const correctedAddress: Scenario = async (runner) => {
    const { world } = runner
    const leadId = await toLead(runner)
    const seller = sellerIn(world)
    seller.qualify(leadId)
    await runner.round()
    const [contactId = ''] = world.sales.rows.contacts.keys()
    seller.change('Person', contactId, { email: 'ada.corrected@fabrikam.example' })
    seller.win(leadId)
    await runner.quiet()
  }

  /** While the lead is won, a gateway answers with a page of its own. */
  const pageInBetween: Scenario = async (runner) => {
    const { world } = runner
    const leadId = await toLead(runner)
    const seller = sellerIn(world)
    seller.qualify(leadId)
    world.down.gateway = true
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await runner.round()
      world.time.now += 60_000
    }
    world.down.gateway = false
    seller.win(leadId)
    await runner.quiet()
  }

  return {
    'merged lead': mergedLead,
    'deleted opportunity': deletedOpportunity,
    'secured columns': securedColumns,
    'corrected address': correctedAddress,
    'page in between': pageInBetween,
  } as const
}
