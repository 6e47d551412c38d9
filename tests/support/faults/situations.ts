// Situations in which planted mistakes show. Each is right for the product itself: that is tested as well.

import { writeLeadMessage } from '../../../shared/domain/messages.ts'
import type { SalesTable } from '../../../shared/dual-write/store/catch-up-progress.ts'
import type { Violation } from './invariants.ts'
import { createRunner } from './runner.ts'
import { approve, changedCustomers, requestBody, type Scenario, scenarios, toLead } from './scenarios.ts'
import { rejectedLongAgo } from './scenarios-memory.ts'
import { type FaultPlan, faultSeam } from './seam.ts'
import { sellerIn } from './seller.ts'
import { amongThem, singleFaults } from './single-faults.ts'
import { atOnce, bothAtOnce, customersAtOnce, type Situation, wonAtOnce } from './situations-crowded.ts'
import { elsewhereAtOnce } from './situations-elsewhere.ts'
import { type TrialOptions, trial } from './trial.ts'
import { copyWorld, createWorld } from './world.ts'

/** Longer than the catch-up looks back at each run, and than it waits to go on with its round. */
const longAgo = 6 * 60_000

/** Without a fault and with every single one, until something is broken; single.test.ts tries ranges that are read as well. */
const singles =
  (scenario: Scenario, options: TrialOptions = {}): Situation =>
  async (variant) => {
    const { clean, same } = await singleFaults(scenario, { ...options, variant, onceMore: true })
    if (clean.violations.length > 0) return clean.violations
    for (const [{ index, mode }] of amongThem(same, ({ index }) => !clean.seam.calls[index]?.endsWith('.range'))) {
      const plan: FaultPlan = new Map([[index, mode]])
      const { violations } = await trial(scenario, plan, { ...options, variant })
      if (violations.length > 0) return violations
    }
    return []
  }

/** No event of Sales arrives. @param tables of Sales that may not be read for a while */
const unheard =
  (...tables: readonly SalesTable[]): Scenario =>
  async (runner) => {
    const leadId = await toLead(runner)
    const seller = sellerIn(runner.world)
    const { down, time, hooks } = runner.world
    seller.qualify(leadId)
    seller.win(leadId)
    hooks.splice(0)
    time.now += longAgo
    for (const table of tables) down.tables.add(table)
    if (tables.length > 0) await runner.round()
    down.tables.clear()
    time.now += 60_000
    await runner.quiet()
  }

/** No event of two leads arrives, and Sales takes no link to the second page. */
const pageRefused: Scenario = async (runner) => {
  const seller = sellerIn(runner.world)
  const { down, time, hooks } = runner.world
  for (const name of ['Fabrikam', 'Contoso']) seller.disqualify(await toLead(runner, name))
  hooks.splice(0)
  down.pageRefused = true
  await runner.round()
  down.pageRefused = false
  time.now += 60_000
  await runner.quiet()
}

/** A salesperson deletes the contact of a partner. */
const deletedContact: Scenario = async (runner) => {
  await approve(runner)
  const { contacts } = runner.world.sales.rows
  for (const id of contacts.keys()) sellerIn(runner.world).remove('Person', id)
  await runner.quiet()
  // A deletion of which no event told is found by the round.
  runner.world.time.now += longAgo
  await runner.quiet()
}

/** No event of what a salesperson changes of customers arrives. */
const customersUnheard: Scenario = async (runner) => {
  await approve(runner)
  const { sales, hooks } = runner.world
  const seller = sellerIn(runner.world)
  for (const id of sales.rows.accounts.keys()) seller.change('Organization', id, { phone: '+49 30 2' })
  for (const id of sales.rows.contacts.keys()) seller.change('Person', id, { lastName: 'Berg' })
  hooks.splice(0)
  await runner.quiet()
}

/** A contact gets the address that another partner signs in with, until that one has another. */
const oneAddressForTwo: Scenario = async (runner) => {
  const seller = sellerIn(runner.world)
  for (const name of ['Fabrikam', 'Contoso']) {
    const leadId = await toLead(runner, name)
    seller.qualify(leadId)
    seller.win(leadId)
    await runner.quiet()
  }
  const [first, second] = [...runner.world.sales.rows.contacts.values()]
  seller.change('Person', second?.id ?? '', { email: first?.values.email ?? '' })
  await runner.quiet()
}

/** The same request, with the same key, once more after it was decided. */
const askedAgain: Scenario = async (runner) => {
  const leadId = await runner.submit(requestBody(), 'key-1')
  await runner.quiet()
  sellerIn(runner.world).disqualify(leadId)
  await runner.quiet()
  runner.world.time.now += longAgo
  await runner.quiet()
  await runner.submit(requestBody(), 'key-1')
  await runner.quiet()
}

/** Somebody who knows the address and the key claims that an opportunity was won. */
const forged: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  sellerIn(runner.world).qualify(leadId)
  await runner.quiet()
  // What the catch-up looks at again by itself would tell the truth of it.
  runner.world.time.now += longAgo
  await runner.quiet()
  const claim = copyWorld(runner.world)
  sellerIn(claim).win(leadId)
  runner.world.hooks.push(...claim.hooks.splice(0))
  await runner.quiet()
}

const stuck = (what: string): Violation[] => [{ invariant: 'I6 nothing stuck or given up', what }]

/** The mail provider refuses for four days: the mail is given up after three of them, and somebody is told. */
const longRefusal: Situation = async (variant) => {
  const world = createWorld()
  world.down.mailRefuses = true
  const refused: Scenario = async (runner) => {
    const leadId = await toLead(runner)
    sellerIn(runner.world).disqualify(leadId)
    await runner.deliverHooks()
    const end = runner.world.time.now + 96 * 3_600_000
    while (runner.world.time.now < end) {
      await runner.drain()
      runner.world.time.now = runner.world.queues.nextVisibleAt(runner.world.time.now) ?? end
    }
  }
  await refused(createRunner(world, faultSeam(new Map()), { variant }))
  const told = world.errors.rows().filter(({ key }) => key.startsWith('error|')).length
  return told === 1 && world.queues.waiting.length === 0 ? [] : stuck('a mail is tried for ever')
}

/** Sales is out of reach for a few minutes. */
const shortOutage: Scenario = async (runner) => {
  const leadId = await runner.submit(requestBody(), 'key-Fabrikam')
  runner.world.down.sales = true
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await runner.round()
    runner.world.time.now += 60_000
  }
  runner.world.down.sales = false
  await runner.quiet()
  sellerIn(runner.world).disqualify(leadId)
  await runner.quiet()
}

/** Storage is out of reach for a few minutes while messages wait. */
const shortStorageOutage: Scenario = async (runner) => {
  const leadId = await toLead(runner)
  sellerIn(runner.world).disqualify(leadId)
  await runner.deliverHooks()
  runner.world.down.storage = true
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await runner.round()
    runner.world.time.now += 60_000
  }
  runner.world.down.storage = false
  await runner.quiet()
}

/** A message that the broker gave up on is shown to staff. */
const deadLetter: Situation = async (variant) => {
  const world = createWorld()
  const runner = createRunner(world, faultSeam(new Map()), { variant })
  const leadId = await toLead(runner)
  const body = writeLeadMessage(leadId)
  world.queues.keepDead({ queue: 'sales-writes', body, visibleAt: 0, deliveries: 10, locked: false })
  await runner.quiet()
  const told = world.errors.rows().filter(({ key }) => key.startsWith('error|')).length
  return told === 1 ? [] : stuck('a dead letter that nobody was told of')
}

/** The world in which that story begins is right, whatever is planted. */
const rejectedWorld = async (): Promise<TrialOptions> => ({
  begin: (await trial(rejectedLongAgo(toLead), new Map())).world,
})

const memoryEnds: Situation = async (variant) =>
  (await trial(scenarios['memory ends'], new Map(), { ...(await rejectedWorld()), variant, onceMore: true })).violations

/** The process dies after each write of headquarters, until something is broken; single.test.ts tries every call. */
const memoryCutOff: Situation = async (variant) => {
  const options = { ...(await rejectedWorld()), variant }
  const { seam, violations: clean } = await trial(scenarios['memory ends'], new Map(), options)
  if (clean.length > 0) return clean
  for (const [index, call] of seam.calls.entries()) {
    if (call !== 'headquarters.write') continue
    const { violations } = await trial(scenarios['memory ends'], new Map([[index, 'crash-after']]), options)
    if (violations.length > 0) return violations
  }
  return []
}

export const situations = {
  approve: singles(approve),
  withdraw: singles(scenarios.withdraw),
  'wait for an answer': singles(scenarios['wait for an answer']),
  'ask by a note in Sales': singles(scenarios['ask by a note in Sales']),
  'answer a question': singles(scenarios['answer a question']),
  'remind of a question': singles(scenarios['remind of a question']),
  'answer while a reminder is made': singles(scenarios['answer while a reminder is made']),
  'decide while a question is open': singles(scenarios['decide while a question is open']),
  'confirm the address': singles(scenarios['confirm the address']),
  'approve with mail events': singles(approve, { mailEvents: true }),
  'without mail': singles(scenarios['without mail']),
  'switched off': singles(scenarios['switched off']),
  'reopen then won': singles(scenarios['reopen then won']),
  'existing account': singles(scenarios['existing account']),
  'made from request': singles(scenarios['made from request']),
  'paused meanwhile': singles(scenarios['paused meanwhile']),
  'at once': atOnce,
  'won at once': wonAtOnce,
  'changed customers': singles(changedCustomers),
  'credit both ways': singles(scenarios['credit both ways']),
  'credit proposed and confirmed': singles(scenarios['credit proposed and confirmed']),
  'merged lead': singles(scenarios['merged lead']),
  'deleted opportunity': singles(scenarios['deleted opportunity']),
  'secured columns': singles(scenarios['secured columns']),
  'corrected address': singles(scenarios['corrected address']),
  'page in between': singles(scenarios['page in between']),
  'restored organization': singles(scenarios['restored organization']),
  'slow parts': singles(scenarios['slow parts']),
  'two employees': singles(scenarios['two employees']),
  'counted meanwhile': singles(scenarios['counted meanwhile']),
  'approve in headquarters': singles(scenarios['approve in headquarters']),
  'decide here while Sales decides there': singles(scenarios['decide here while Sales decides there']),
  'undo at the last moment': singles(scenarios['undo at the last moment']),
  'two Approvers at once': singles(scenarios['two Approvers at once']),
  'add a user': singles(scenarios['add a user']),
  'site is told': singles(scenarios['site is told']),
  'site takes events': singles(scenarios['site takes events']),
  'last admin': singles(scenarios['last admin']),
  'merged contact': singles(scenarios['merged contact']),
  'merged users': singles(scenarios['merged users']),
  'merged account': singles(scenarios['merged account']),
  'override half done': singles(scenarios['override half done']),
  'undo an override': singles(scenarios['undo an override']),
  'import half done': singles(scenarios['import half done']),
  'customers come from Sales': singles(scenarios['customers come from Sales']),
  'new customer here': singles(scenarios['new customer here']),
  'rename a hierarchy': singles(scenarios['rename a hierarchy']),
  'both sides at once': bothAtOnce,
  'customers at once': customersAtOnce,
  'kept elsewhere': singles(scenarios['kept elsewhere']),
  'kept elsewhere, at once': elsewhereAtOnce,
  'customers unheard': singles(customersUnheard),
  'deleted contact': singles(deletedContact),
  'one address for two': singles(oneAddressForTwo),
  unheard: singles(unheard()),
  'unheard, table refused': singles(unheard('leads', 'opportunities')),
  'unheard, page refused': singles(pageRefused),
  'asked again': singles(askedAgain),
  forged: singles(forged),
  'long refusal': longRefusal,
  'memory ends': memoryEnds,
  'memory ends, cut off': memoryCutOff,
  'short outage': singles(shortOutage),
  'short outage of storage': singles(shortStorageOutage),
  'dead letter': deadLetter,
} satisfies Record<string, Situation>

export type SituationName = keyof typeof situations
