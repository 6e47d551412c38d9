// Stories of what staff do with a hierarchy as a whole: terms copied from the first Admin, taken back, another name and other
// channels. What staff chose is noted in the world, for the invariant that asks for it.

import type { App } from './app.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { afterApproval, ask, usersIn } from './scenarios-users.ts'
import type { World } from './world.ts'

const tries = 6

/** Does it until there is an answer; whoever got none, or was told that somebody was faster, does it again. */
const answered = async <T>(runner: Runner, act: (app: App) => Promise<T>): Promise<T> => {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const ended = await runner.attempt(act)
    if (typeof ended !== 'string' && ended.value !== 'changed-meanwhile') return ended.value
  }
  throw new Error('Staff never had an answer.')
}

type Terms = Readonly<Record<string, string>>

const expectTerms = ({ upkeep }: World, customerId: string, terms: Terms): void => {
  upkeep.terms.set(customerId, { ...upkeep.terms.get(customerId), ...terms })
}

const choose = async (runner: Runner, customerId: string, terms: Terms): Promise<void> => {
  await answered(runner, (app) => app.edit(customerId, terms))
  expectTerms(runner.world, customerId, terms)
}

const partnerOf = (world: World) => {
  const users = usersIn(world).filter(({ status }) => status === 'Active')
  const admin = users.find(({ role }) => role === 'Admin')
  if (!admin) throw new Error('There is no Admin.')
  return { admin, others: users.filter((user) => user !== admin).map(({ userId }) => userId) }
}

const first = { priceGroup: 'B', paymentTerms: 'net30', currency: 'JPY' }
/** What new users have of their organization, which has it of its channel. */
const usual = { priceGroup: 'A', currency: 'EUR' }

/** Two users beside the Admin, who then buys on other terms than they. */
const withTwoUsers = async (runner: Runner): Promise<void> => {
  const { world } = runner
  const { admin } = partnerOf(world)
  if (partnerOf(world).others.length >= 2) return
  for (const name of ['Eva', 'Jan']) {
    const fields = {
      firstName: name,
      lastName: 'Berg',
      email: `${name.toLowerCase()}@fabrikam.example`,
      language: 'tr',
    }
    const change = { kind: 'add', role: 'User', fields } as const
    const { organizationId, userId: by } = admin
    await ask(runner, { organizationId, by, key: name, bodyHash: name, change: change as never })
  }
  await runner.quiet()
  await choose(runner, admin.userId, first)
  for (const userId of partnerOf(world).others) expectTerms(world, userId, { ...usual, language: 'tr' })
}

const override = async (runner: Runner, members: readonly string[]): Promise<void> => {
  const { admin } = partnerOf(runner.world)
  // The terms of payment stay unticked.
  await answered(runner, (app) => app.override(admin.organizationId, ['language', 'priceGroup', 'currency'], members))
  const { priceGroup, currency } = first
  for (const userId of members)
    expectTerms(runner.world, userId, { language: admin.language, priceGroup, currency, paymentTerms: '' })
}

/** One member of the two is ticked, then both. */
const overrideHalfDone: Scenario = async (runner) => {
  await withTwoUsers(runner)
  const { others } = partnerOf(runner.world)
  await override(runner, others.slice(0, 1))
  await runner.quiet()
  await override(runner, others)
  await runner.quiet()
}

/** A member is changed after the override, which is taken back then: that change stays. */
const undoOverride: Scenario = async (runner) => {
  await withTwoUsers(runner)
  const { admin, others } = partnerOf(runner.world)
  await override(runner, others)
  await runner.quiet()
  const [eva = '', jan = ''] = others
  await choose(runner, eva, { currency: 'TRY' })
  await answered(runner, (app) => app.undoOverride(admin.organizationId))
  expectTerms(runner.world, eva, { ...usual, language: 'tr', currency: 'TRY' })
  expectTerms(runner.world, jan, { ...usual, language: 'tr' })
  await runner.quiet()
}

/** It gets a name of its own and fewer channels, others, all and one again; then its organization is renamed. */
const renameHierarchy: Scenario = async (runner) => {
  const { world } = runner
  const { organizationId } = partnerOf(world).admin
  const save = async (channels: readonly string[], name?: string) => {
    await answered(runner, (app) => app.editHierarchy(organizationId, channels, name))
    world.upkeep.channels = channels
    if (name !== undefined) world.upkeep.name = name
  }
  await save(['default'], 'Fabrikam Nord')
  await runner.quiet()
  await save(['outlet'], 'Fabrikam Nord')
  await runner.round()
  await save([], 'Fabrikam Nord')
  await runner.quiet()
  await save(['outlet'], 'Fabrikam Nord')
  await runner.quiet()
  await runner.edit(organizationId, { name: 'Fabrikam AG' })
  await runner.quiet()
}

export const hasTwoUsers: Scenario = withTwoUsers

/** @param approve begins each of them where nobody is a partner yet */
export const upkeepScenarios = (approve: Scenario) => {
  const after = afterApproval(approve)
  return {
    'override half done': after(overrideHalfDone),
    'undo an override': after(undoOverride),
    'rename a hierarchy': after(renameHierarchy),
  } as const
}
