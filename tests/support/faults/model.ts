// Commands of the model-based test. The model is tiny: which requests were accepted, and what the seller did last with
// each; everything the app does by itself is left to the app.

import fc from 'fast-check'
import { type JobName, jobNames } from '../../../functions/timers.ts'
import type { CustomerPath, Values } from '../../../shared/domain/customer-fields.ts'
import { applicantIn } from './applicant.ts'
import { approves, asks, clerkIn, opensAgain, rejects, takesBack, takesQuestionBack } from './clerk.ts'
import { staffCommands } from './model-staff.ts'
import { addUser, userCommands } from './model-users.ts'
import { backUp, restore } from './restores.ts'
import type { Runner } from './runner.ts'
import { requestBody } from './scenarios.ts'
import { type FaultMode, faultModes, type Seam } from './seam.ts'
import type { QualifyOptions } from './seller.ts'
import { sellerIn } from './seller.ts'
import { tidyIn } from './seller-tidies.ts'
import type { World } from './world.ts'
import type { WorldRecord } from './world-sales.ts'

export type Desk = 'none' | 'open' | 'qualified' | 'won' | 'lost' | 'disqualified'
export type ModelRequest = {
  leadId: string
  desk: Desk
  everWon: boolean
  /** Its applicant withdrew it, or let the time for confirming the address pass. */
  mayBeWithdrawn: boolean
}
export type Model = {
  readonly requests: Map<number, ModelRequest>
  /** Whether a lead waits for the confirmation of the address. */
  confirms: boolean
  /** Somebody was asked something: days may pass without an answer. */
  asks?: true
}
export type Real = { readonly runner: Runner; readonly seam: Seam }
export type Command = fc.AsyncCommand<Model, Real>

/** What headquarters makes of what the seller did last. */
export const statusAt: Readonly<Record<Desk, string>> = {
  none: 'Open',
  open: 'Open',
  qualified: 'Open',
  won: 'Approved',
  lost: 'Rejected',
  disqualified: 'Rejected',
}

const companies = ['Fabrikam', 'Contoso']

const command = (
  name: string,
  run: (model: Model, real: Real) => Promise<void> | void,
  check: (model: Model) => boolean = () => true,
): Command => ({
  check: (model) => check(model),
  run: async (model, real) => {
    await run(model, real)
  },
  toString: () => name,
})

const submit = (company: number): Command =>
  command(`submit(${company})`, async (model, { runner }) => {
    // Without storage nobody gets a 202.
    if (runner.world.down.storage) return
    const name = companies[company] ?? 'Fabrikam'
    const leadId = await runner.submit(requestBody(name), `key-${name}`)
    const known = model.requests.get(company)
    if (known && known.leadId !== leadId) throw new Error('The same request was accepted as two.')
    if (!known) model.requests.set(company, { leadId, desk: 'none', everWon: false, mayBeWithdrawn: false })
  })

type Act = 'edit' | 'disqualify' | 'reactivate' | 'win' | 'lose' | 'reopen' | 'reopenWon'
const acts: Record<Act, { from: Desk; to: Desk }> = {
  edit: { from: 'open', to: 'open' },
  disqualify: { from: 'open', to: 'disqualified' },
  reactivate: { from: 'disqualified', to: 'open' },
  win: { from: 'qualified', to: 'won' },
  lose: { from: 'qualified', to: 'lost' },
  reopen: { from: 'lost', to: 'qualified' },
  reopenWon: { from: 'won', to: 'qualified' },
}

/** The lead is the seller's as soon as it is in Sales; the app closes one that was withdrawn. */
const deskOf = (model: Model, real: Real, company: number) => {
  const request = model.requests.get(company)
  if (!request) return undefined
  const lead = real.runner.world.sales.rows.leads.get(request.leadId)
  if (request.desk === 'none' && lead) request.desk = 'open'
  const isClosed = request.mayBeWithdrawn && request.desk === 'open' && lead?.state === 'Disqualified'
  if (isClosed) request.desk = 'disqualified'
  return request
}

const withThatAccount: QualifyOptions = { account: 'other' }
const qualifications: readonly QualifyOptions[] = [
  {},
  withThatAccount,
  { account: 'none', contact: 'none' },
  { contact: 'other' },
  { account: 'other', contact: 'other' },
]

type Move = (leadId: string, seller: ReturnType<typeof sellerIn>) => Desk

/** Somebody tidies up in Sales: a duplicate is merged, or the opportunities of what is over are deleted. */
const tidy = (company: number, how: 'merge' | 'delete'): Command =>
  command(
    `${how}(${company})`,
    (model, real) => {
      const { world } = real.runner
      const request = deskOf(model, real, company)
      const other = deskOf(model, real, 1 - company)
      if (!request || world.stays.has(request.leadId)) return
      const { mergeLead, deleteDeals } = tidyIn(world)
      if (how === 'delete') deleteDeals(request.leadId)
      else if (other) mergeLead(request.leadId, other.leadId)
    },
    (model) => model.requests.has(company),
  )

/** What Sales offers the seller for a lead. */
const movesFrom = (desk: Desk, world: World): Move[] => [
  ...(Object.keys(acts) as Act[])
    .filter((name) => acts[name].from === desk)
    .map(
      (name): Move =>
        (leadId, seller) => {
          if (seller[name](leadId) === false) throw new Error(`Sales refused to ${name}.`)
          return acts[name].to
        },
    ),
  ...(desk === 'open' ? qualifications : []).map(
    ({ account, contact }): Move =>
      (leadId, seller) => {
        // What another qualification made: nobody's first choice, and allowed.
        const named = (which: string | undefined, rows: ReadonlyMap<string, WorldRecord>) =>
          which === 'other' ? [...rows.values()].find(({ mergedInto }) => mergedInto === undefined)?.id : which
        const { accounts, contacts } = world.sales.rows
        const [accountId, contactId] = [named(account, accounts), named(contact, contacts)]
        seller.qualify(leadId, {
          ...(accountId ? { account: accountId } : {}),
          ...(contactId ? { contact: contactId } : {}),
        })
        return 'qualified'
      },
  ),
]

/** Choices among the moves of an open lead. */
const qualifyAsOffered = Object.values(acts).filter(({ from }) => from === 'open').length
const qualifyWithThatAccount = qualifyAsOffered + qualifications.indexOf(withThatAccount)

const sell = (company: number, choice: number): Command =>
  command(
    `sell(${company}, ${choice})`,
    (model, real) => {
      const { world } = real.runner
      const request = deskOf(model, real, company)
      const moves = request && !world.stays.has(request.leadId) ? movesFrom(request.desk, world) : []
      const move = moves[choice % moves.length]
      if (!request || !move) return
      request.desk = move(request.leadId, sellerIn(world))
      if (request.desk === 'won') request.everWon = true
    },
    (model) => model.requests.has(company),
  )

/** An applicant presses a button of a request's pages. Sellers may go on as if nobody had. */
const apply = (company: number, how: 'withdraw' | 'confirm'): Command =>
  command(
    `${how}(${company})`,
    async (model, { runner }) => {
      const request = model.requests.get(company)
      if (!request) return
      if (how === 'withdraw') request.mayBeWithdrawn = true
      await applicantIn(runner)[how](request.leadId)
    },
    (model) => model.requests.has(company),
  )

const orders = [approves, rejects, takesBack, opensAgain, approves, rejects]

/** Staff decide in headquarters, where they may. */
const rule = (company: number, choice: number): Command =>
  command(
    `rule(${company}, ${choice})`,
    async (model, { runner }) => {
      const request = model.requests.get(company)
      const order = orders[choice % orders.length]
      if (!request || !order) return
      runner.world.staff.undoMs = choice < orders.length ? 0 : 10 * 60_000
      await clerkIn(runner).rule(request.leadId, order)
    },
    (model) => model.requests.has(company),
  )

/** Staff ask the applicant, or take that back; a seller asks by a note; or the applicant answers. */
const question = (company: number, how: 'ask' | 'note' | 'take back' | 'answer'): Command =>
  command(
    `question(${company}, ${how})`,
    async (model, { runner }) => {
      const leadId = model.requests.get(company)?.leadId
      if (leadId === undefined) return
      if (how === 'ask' || how === 'note') model.asks = true
      if (how === 'note') sellerIn(runner.world).note(leadId, 'Which number?')
      else if (how === 'answer') await applicantIn(runner).answer(leadId)
      else await clerkIn(runner).question(leadId, how === 'ask' ? asks : takesQuestionBack)
    },
    (model) => model.requests.has(company),
  )

/** Nothing fails any more, the bridge runs, and everything comes to rest. */
export const allIsWell = async ({ runner, seam }: Real): Promise<void> => {
  const { down } = runner.world
  seam.calm()
  down.sales = false
  down.gateway = false
  down.storage = false
  down.mailTimesOut = false
  down.tables.clear()
  down.slowMs = 0
  await runner.attempt((app) => app.resume())
  await runner.quiet()
}

/**
 * Longer than an address may wait for its confirmation, and a question for a reminder. What would be given up after days of
 * trying is another story.
 */
const eightDays: Command = command(
  'eight days',
  async (model, real) => {
    const { world } = real.runner
    await allIsWell(real)
    world.time.now += 8 * 24 * 3_600_000
    if (!model.confirms) return
    for (const request of model.requests.values())
      if (!world.applicants.confirmed.has(request.leadId)) request.mayBeWithdrawn = true
  },
  (model) => model.confirms || model.asks === true,
)

/** What several persons may be given. */
const sameAddress: Values = { email: 'two@customer.example' }
const texts: readonly Values[] = [
  { phone: '+49 30 1' },
  { phone: '' },
  { phone: '+49 30 2', email: 'one@customer.example' },
  sameAddress,
]
const organizationTexts: readonly Values[] = [...texts, { name: 'Renamed AG' }, { 'address.city': 'Bonn', website: '' }]
const personTexts: readonly Values[] = [...texts, { lastName: 'Berg' }, { firstName: 'Eda', jobTitle: 'Buyer' }]

/** The organization secures a column, and the app is not among those who may read it. */
const secure = (path: CustomerPath): Command =>
  command(`secure(${path})`, (_, { runner }) => tidyIn(runner.world).secure([path]))

/** Somebody types over fields of one of the accounts and contacts there are, in Sales or at headquarters. */
const changeCustomer = (by: 'seller' | 'clerk', which: number, choice: number): Command =>
  command(`change(${by}, ${which}, ${choice})`, async (_, { runner }) => {
    const { accounts, contacts } = runner.world.sales.rows
    const all = [...accounts.keys(), ...contacts.keys()]
    const id = all[which % all.length]
    if (id === undefined) return
    const type = accounts.has(id) ? 'Organization' : 'Person'
    const list = type === 'Organization' ? organizationTexts : personTexts
    const typed = list[choice % list.length] ?? {}
    if (by === 'seller') sellerIn(runner.world).change(type, id, typed)
    else await runner.edit(id, typed)
  })

const hook = (fate: 'deliver' | 'lose' | 'double' | 'late'): Command =>
  command(`event(${fate})`, async (_, { runner }) => {
    const [first] = runner.world.hooks.splice(0, 1)
    if (!first || fate === 'lose') return
    if (fate === 'late') runner.world.hooks.push(first)
    else await runner.deliverHook(first)
    if (fate === 'double') await runner.deliverHook(first)
  })

const fault = (ahead: number, mode: FaultMode): Command =>
  command(`fault(${ahead}, ${mode})`, (_, { seam }) => seam.arm(ahead, mode))

const simple: readonly Command[] = [
  command('deliver', async (_, { runner }) => {
    await runner.deliver()
  }),
  command('drain', async (_, { runner }) => {
    await runner.drain()
  }),
  command('duplicate', (_, { runner: { world } }) => {
    const one = world.queues.waiting[world.pick(world.queues.waiting.length)]
    if (one) world.queues.send(one.queue, [one.body], one.visibleAt)
  }),
  command('crash', (_, { runner }) => runner.restart()),
  command('sales down', (_, { runner }) => {
    runner.world.down.sales = true
  }),
  command('sales up', (_, { runner }) => {
    runner.world.down.sales = false
  }),
  command('storage down', (_, { runner }) => {
    runner.world.down.storage = true
  }),
  command('storage up', (_, { runner }) => {
    runner.world.down.storage = false
  }),
  command('mail times out', (_, { runner }) => {
    runner.world.down.mailTimesOut = true
  }),
  command('a page in between', (_, { runner }) => {
    runner.world.down.gateway = true
  }),
  command('no page in between', (_, { runner }) => {
    runner.world.down.gateway = false
  }),
  command('mail answers', (_, { runner }) => {
    runner.world.down.mailTimesOut = false
  }),
  command('sales slow', (_, { runner }) => {
    runner.world.down.slowMs = 20_000
  }),
  command('sales fast', (_, { runner }) => {
    runner.world.down.slowMs = 0
  }),
  command('back up', (_, { runner }) => backUp(runner.world)),
  command('compare everything', async (_, { runner }) => {
    await runner.attempt((app) => app.press('compare-all'))
  }),
  command('write missing', async (_, { runner }) => {
    await runner.attempt((app) => app.press('write-missing'))
  }),
  command('a table of Sales is refused', (_, { runner }) => {
    for (const table of ['leads', 'accounts'] as const) runner.world.down.tables.add(table)
  }),
  command('every table is read again', (_, { runner }) => {
    runner.world.down.tables.clear()
  }),
  command('pause', async (_, { runner }) => {
    await runner.attempt((app) => app.pause())
  }),
  command('resume', async (_, { runner }) => {
    await runner.attempt((app) => app.resume())
  }),
]

/** What a seller finds of a lead after a restore. */
const deskIn = ({ sales: { rows } }: World, leadId: string): Desk => {
  const lead = rows.leads.get(leadId)
  if (!lead) return 'none'
  if (lead.state === 'Disqualified') return 'disqualified'
  if (lead.state !== 'Qualified') return 'open'
  const deal = [...rows.deals.values()].find((each) => each.leadId === leadId)
  if (deal?.state === 'Won') return 'won'
  return deal?.state === 'Lost' ? 'lost' : 'qualified'
}

/** Sales is put back to its copy. */
const putBack = command('restore', (model, { runner: { world } }) => {
  if (!restore(world)) return
  for (const request of model.requests.values())
    if (!world.stays.has(request.leadId)) request.desk = deskIn(world, request.leadId)
})

/** Where a story begins: half of the stories that begin with nothing never come to a decision. */
export const beginnings = ['nothing', 'unconfirmed', 'leads', 'one account', 'one address'] as const
/** Where users of partners are changed from the first command on. */
export const partnerBeginnings = ['partners', 'one partner'] as const
type Beginning = (typeof beginnings | typeof partnerBeginnings)[number]

/**
 * With addresses to be confirmed first; the requests submitted; then qualified with one account for both; then with one
 * address for both persons. Partners are approved, each with an account of its own or both with one, and have a second user.
 */
export const begin = async (how: Beginning, model: Model, real: Real): Promise<void> => {
  if (how === 'nothing') return
  model.confirms = how === 'unconfirmed'
  if (model.confirms) real.runner.world.applicants.confirmAddress = 'require'
  for (const company of companies.keys()) await submit(company).run(model, real)
  await real.runner.round()
  // What comes after is younger than this copy.
  backUp(real.runner.world)
  if (how === 'leads' || how === 'unconfirmed') return
  if (how === 'partners' || how === 'one partner') {
    const qualify = how === 'partners' ? qualifyAsOffered : qualifyWithThatAccount
    for (const company of companies.keys()) {
      await sell(company, qualify).run(model, real)
      await sell(company, 0).run(model, real)
    }
    await real.runner.quiet()
    await addUser(0, 0, 0).run(model, real)
    await real.runner.quiet()
    return
  }
  for (const company of companies.keys()) await sell(company, qualifyWithThatAccount).run(model, real)
  if (how === 'one account') return
  const { world } = real.runner
  for (const id of world.sales.rows.contacts.keys()) sellerIn(world).change('Person', id, sameAddress)
}

/**
 * Sequences of commands, weighted towards those that move something.
 * @param withRestores whether Sales is put back to its copy anywhere between
 * @param withUsers whether users of partners are changed too
 * @param withStaff whether staff and sellers set credit too, and staff copy terms and import files
 */
export const commandSequences = (
  longest: number,
  withRestores: boolean,
  withUsers: boolean,
  withStaff: boolean,
  replayPath?: string,
) => {
  const company = fc.integer({ min: 0, max: companies.length - 1 })
  const round = command('round', async (_, { runner }) => {
    await runner.round()
  })
  const job = (name: JobName) =>
    command(`job(${name})`, async (_, { runner }) => {
      await runner.job(name)
    })
  const clock = (minutes: number) =>
    command(`clock(${minutes})`, (_, { runner }) => {
      runner.world.time.now += minutes * 60_000
    })
  const selling = fc.tuple(company, fc.nat(11)).map(([at, choice]) => sell(at, choice))
  const changing = fc
    .tuple(fc.constantFrom('seller', 'clerk'), fc.nat(7), fc.nat(11))
    .map((args) => changeCustomer(...args))
  return fc.commands(
    [
      changing,
      changing,
      company.map(submit),
      fc.constant(round),
      fc.constant(round),
      selling,
      selling,
      selling,
      selling,
      fc.constantFrom<JobName>(...jobNames).map(job),
      fc.constantFrom(...simple),
      ...(withRestores ? [fc.constant(putBack)] : []),
      ...(withUsers ? userCommands() : []),
      ...(withStaff ? [staffCommands()] : []),
      fc.tuple(company, fc.constantFrom('merge', 'delete')).map((args) => tidy(...args)),
      fc.tuple(company, fc.constantFrom('withdraw', 'confirm', 'confirm', 'confirm')).map((args) => apply(...args)),
      fc.tuple(company, fc.nat(2 * orders.length - 1)).map((args) => rule(...args)),
      fc
        .tuple(company, fc.constantFrom('ask', 'note', 'answer', 'answer', 'take back'))
        .map((args) => question(...args)),
      fc.constant(eightDays),
      fc.constantFrom<CustomerPath>('phone', 'email', 'lastName').map(secure),
      fc.constantFrom('deliver', 'lose', 'double', 'late').map((fate) => hook(fate)),
      fc.tuple(fc.nat(40), fc.constantFrom(...faultModes)).map(([ahead, mode]) => fault(ahead, mode)),
      fc.integer({ min: 1, max: 60 }).map(clock),
    ],
    { maxCommands: longest, size: 'max', ...(replayPath === undefined ? {} : { replayPath }) },
  )
}
