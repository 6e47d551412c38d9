// The stories that every fault is tried in. A story only says what people do; everything else happens by itself.

import type { Values } from '../../../shared/domain/customer-fields.ts'
import { Livelock, type Runner } from './runner.ts'
import { applicantScenarios } from './scenarios-applicant.ts'
import { arrivingScenarios } from './scenarios-arriving.ts'
import { creditScenarios } from './scenarios-credit.ts'
import { deskScenarios } from './scenarios-desk.ts'
import { keptElsewhereScenario } from './scenarios-elsewhere.ts'
import { importScenarios } from './scenarios-import.ts'
import { likelyScenarios } from './scenarios-likely.ts'
import { listedScenarios } from './scenarios-listed.ts'
import { mailScenarios } from './scenarios-mail.ts'
import { memoryScenarios } from './scenarios-memory.ts'
import { questionScenarios } from './scenarios-questions.ts'
import { restoredScenarios } from './scenarios-restored.ts'
import { tidiedScenarios } from './scenarios-tidied.ts'
import { upkeepScenarios } from './scenarios-upkeep.ts'
import { userScenarios } from './scenarios-users.ts'
import { sellerIn } from './seller.ts'

export type Scenario = (runner: Runner) => Promise<void>

/** A request as a B2B site sends it; `name` tells requests apart. */
export const requestBody = (name = 'Fabrikam'): unknown => ({
  company: { name, address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' } },
  requestor: { firstName: 'Ada', lastName: 'Roth', email: `ada@${name.toLowerCase()}.example` },
  language: 'nl',
})

/** A request is sent in and becomes a lead that a salesperson works on. */
export const toLead = async (runner: Runner, name = 'Fabrikam'): Promise<string> => {
  const leadId = await runner.submit(requestBody(name), `key-${name}`)
  for (let rounds = 0; rounds < 30 && !runner.world.sales.rows.leads.has(leadId); rounds += 1) {
    await runner.round()
    const next = runner.world.queues.nextVisibleAt(runner.world.time.now)
    runner.world.time.now = Math.max(next ?? 0, runner.world.time.now + 60_000)
  }
  if (!runner.world.sales.rows.leads.has(leadId)) throw new Livelock('A request never became a lead.')
  sellerIn(runner.world).edit(leadId)
  return leadId
}

export const approve: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  const seller = sellerIn(runner.world)
  seller.qualify(leadId)
  await runner.deliverHooks()
  await runner.drain()
  seller.win(leadId)
  await runner.quiet()
}

export const disqualify: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  sellerIn(runner.world).disqualify(leadId)
  await runner.quiet()
}

export const lost: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  const seller = sellerIn(runner.world)
  seller.qualify(leadId)
  await runner.round()
  seller.lose(leadId)
  await runner.quiet()
}

export const reopenThenWon: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  const seller = sellerIn(runner.world)
  seller.disqualify(leadId)
  await runner.round()
  seller.reactivate(leadId)
  await runner.round()
  seller.qualify(leadId)
  seller.lose(leadId)
  await runner.round()
  seller.reopen(leadId)
  await runner.round()
  seller.win(leadId)
  await runner.quiet()
}

const holding = 'b0000000-0000-4000-8000-000000000001'

/** Two companies of one group: the second is won into the account that the first was. */
export const existingAccount: Scenario = async (runner) => {
  const seller = sellerIn(runner.world)
  seller.addAccount(holding)
  for (const name of ['Fabrikam', 'Contoso']) {
    const leadId = await toLead(runner, name)
    seller.qualify(leadId, { account: holding })
    seller.win(leadId)
    await runner.round()
  }
  await runner.quiet()
}

/** The salesperson unticked the boxes, so account and contact are made from the request. */
export const madeFromRequest: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  const seller = sellerIn(runner.world)
  seller.qualify(leadId, { account: 'none', contact: 'none' })
  await runner.round()
  seller.win(leadId)
  await runner.quiet()
}

/** Changes arrive while the bridge is paused by hand. */
export const pausedMeanwhile: Scenario = async (runner) => {
  const press = async (button: 'pause' | 'resume') => {
    // Staff press again when the page does not say that it is done.
    for (let tries = 0; tries < 5; tries += 1)
      if (typeof (await runner.attempt((app) => app[button]())) !== 'string') return
  }
  const leadId = await toLead(runner)
  await press('pause')
  runner.world.time.now += 10_000
  const seller = sellerIn(runner.world)
  seller.qualify(leadId)
  await runner.round()
  seller.win(leadId)
  await runner.round()
  await press('resume')
  await runner.quiet()
}

/** A clerk presses Save until the page says that it is stored. */
export const save = async (runner: Runner, id: string, texts: Values): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) if ((await runner.edit(id, texts)) === 'stored') return
}

/** After the approval both sides change the customers, some at the same time. */
export const changedCustomers: Scenario = async (runner) => {
  const { world } = runner
  const seller = sellerIn(world)
  // Begun in a world where the approval is over, only what follows it is tried.
  if (world.sales.rows.accounts.size === 0) await approve(runner)
  const [accountId = ''] = world.sales.rows.accounts.keys()
  const [contactId = ''] = world.sales.rows.contacts.keys()
  seller.change('Organization', accountId, { phone: '+49 30 1', 'address.city': 'Bonn' })
  await save(runner, accountId, { name: 'Fabrikam AG', taxId: 'DE1' })
  seller.change('Person', contactId, { email: 'ada.berg@fabrikam.example', lastName: 'Berg' })
  await runner.round()
  await save(runner, contactId, { email: 'berg@fabrikam.example', jobTitle: 'Buyer' })
  seller.change('Organization', accountId, { phone: '+49 30 2' })
  await save(runner, accountId, { website: 'https://fabrikam.example' })
  await runner.quiet()
}

export const scenarios = {
  approve,
  disqualify,
  ...mailScenarios(toLead, approve),
  lost,
  'reopen then won': reopenThenWon,
  'existing account': existingAccount,
  'made from request': madeFromRequest,
  'paused meanwhile': pausedMeanwhile,
  'changed customers': changedCustomers,
  'kept elsewhere': keptElsewhereScenario(toLead, save),
  ...applicantScenarios((runner, name) => runner.submit(requestBody(name), `key-${name}`)),
  ...likelyScenarios,
  ...memoryScenarios(toLead),
  ...listedScenarios,
  ...tidiedScenarios(toLead),
  ...deskScenarios(toLead),
  ...questionScenarios(toLead),
  ...restoredScenarios(toLead),
  ...creditScenarios(approve),
  ...userScenarios(approve),
  ...upkeepScenarios(approve),
  ...importScenarios,
  ...arrivingScenarios(toLead),
} as const
