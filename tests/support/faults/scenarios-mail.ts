// The stories of what staff say about mails: none of a decision, or none of a kind on a site.

import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'

type ToLead = (runner: Runner, name?: string) => Promise<string>

/** Staff press until the page says that it is done; whether a page that never came was too late, nobody knows. */
const wish = async (runner: Runner, leadId: string, wanted: boolean): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) {
    const ended = await runner.attempt((app) => app.wish(leadId, wanted))
    if (typeof ended === 'string' || ended.value === 'changed-meanwhile') continue
    runner.world.mailWishes.set(leadId, wanted ? 'wanted' : 'unwanted')
    return
  }
  runner.world.mailWishes.set(leadId, 'unknown')
}

/** Whoever saves the profile goes on once the page says that it is saved. */
const switchOffRejections = async (runner: Runner): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) {
    const ended = await runner.attempt((app) => app.switchOff('rejected'))
    if (typeof ended === 'string' || ended.value === 'conflict') continue
    runner.world.mailsOff.add('rejected')
    return
  }
  throw new Error('The profile was never saved.')
}

export const mailScenarios = (toLead: ToLead, approve: Scenario) => {
  /** Spam is thrown away in Sales and in headquarters without a mail; once it was none after all, and is told. */
  const withoutMail: Scenario = async (runner) => {
    const seller = sellerIn(runner.world)
    seller.disqualify(await toLead(runner, 'Fabrikam'), true)
    const lostLead = await toLead(runner, 'Contoso')
    seller.qualify(lostLead)
    seller.lose(lostLead, true)
    await runner.round()
    const withheld = await toLead(runner, 'Litware')
    await wish(runner, withheld, false)
    seller.disqualify(withheld)
    await runner.quiet()
    await wish(runner, lostLead, true)
    await runner.quiet()
  }
  /** The site tells of no rejections, but of this one; approvals are told as ever. */
  const switchedOff: Scenario = async (runner) => {
    await switchOffRejections(runner)
    const seller = sellerIn(runner.world)
    const [first, second] = [await toLead(runner, 'Contoso'), await toLead(runner, 'Litware')]
    seller.disqualify(first)
    seller.disqualify(second)
    await runner.quiet()
    await wish(runner, second, true)
    await approve(runner)
  }
  return { 'without mail': withoutMail, 'switched off': switchedOff } as const
}
