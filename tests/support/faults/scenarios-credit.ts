// Stories of an organization's credit, after its approval: staff set it here while a seller sets it in Sales, and what is so
// high that one person is not enough waits for a second one.

import type { Actor } from '../../../shared/domain/acts.ts'
import type { TypedCredit } from '../../../shared/domain/credit-form.ts'
import type { CreditAct } from '../../../shared/headquarters/change-credit.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import type { World } from './world.ts'

export const kim: Actor = { kind: 'staff', id: 'kim' }
export const ada: Actor = { kind: 'staff', id: 'ada' }

/** What staff typed of a customer. @param sure whether they were told that it is stored */
export const note = (world: World, id: string, texts: Readonly<Record<string, string>>, sure: boolean): void => {
  for (const [path, text] of Object.entries(texts)) world.edits.push({ id, path, text, by: 'clerk', sure })
}

/** Staff press until the page says that it is done; without an answer they look first whether it is. */
const set = async (runner: Runner, id: string, typed: TypedCredit, waits = false): Promise<void> => {
  const texts = {
    'credit.limit': `${typed.limit} ${typed.currency}`,
    'credit.onHold': typed.onHold === 'All' ? 'All' : '',
  }
  for (let tries = 0; tries < 6; tries += 1) {
    const ended = await runner.attempt((app) => app.credit(id, typed, kim))
    if (ended === 'failed' || ended === 'crashed') {
      if (!waits) note(runner.world, id, texts, false)
      continue
    }
    if (ended.value === 'changed-meanwhile') continue
    if (ended.value === 'stored' && !waits) note(runner.world, id, texts, true)
    return
  }
}

const settle = async (runner: Runner, id: string, action: CreditAct, texts: Readonly<Record<string, string>>) => {
  for (let tries = 0; tries < 6; tries += 1) {
    // Whoever proposed it presses first, and nothing comes of it.
    if (tries === 0) await runner.attempt((app) => app.settle(id, action, kim))
    const ended = await runner.attempt((app) => app.settle(id, action, ada))
    note(runner.world, id, texts, typeof ended === 'object' && ended.value === 'settled')
    if (typeof ended === 'object' && ended.value !== 'changed-meanwhile') return
  }
}

const euros = (limit: string): TypedCredit => ({ limit, currency: 'EUR' })
const accountIn = async (runner: Runner, approve: Scenario): Promise<string> => {
  if (runner.world.sales.rows.accounts.size === 0) await approve(runner)
  const [accountId = ''] = runner.world.sales.rows.accounts.keys()
  return accountId
}

/** @param approve how the partner comes about, where the story begins before that */
export const creditScenarios = (approve: Scenario) => {
  const bothWays: Scenario = async (runner) => {
    const accountId = await accountIn(runner, approve)
    const seller = sellerIn(runner.world)
    await set(runner, accountId, { ...euros('5000.00'), onHold: 'All' })
    seller.change('Organization', accountId, { 'credit.limit': '7000.00 EUR', phone: '+49 30 1' })
    await runner.round()
    seller.change('Organization', accountId, { 'credit.limit': '8000.00 EUR', 'credit.onHold': '' })
    await runner.quiet()
    await set(runner, accountId, euros('9000.00'))
    await runner.quiet()
  }
  const proposedAndConfirmed: Scenario = async (runner) => {
    const accountId = await accountIn(runner, approve)
    const seller = sellerIn(runner.world)
    await set(runner, accountId, euros('50000.00'), true)
    await runner.round()
    await settle(runner, accountId, 'confirm', { 'credit.limit': '50000.00 EUR' })
    await runner.quiet()
    seller.change('Organization', accountId, { 'credit.limit': '60000.00 EUR' })
    await runner.quiet()
    await settle(runner, accountId, 'withdraw', { 'credit.limit': '50000.00 EUR' })
    await runner.quiet()
  }
  return { 'credit both ways': bothWays, 'credit proposed and confirmed': proposedAndConfirmed } as const
}
