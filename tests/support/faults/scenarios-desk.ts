// The stories of decisions that staff make in headquarters: where Sales cannot, while it does, and taken back.

import { approves, clerkIn, opensAgain, rejects, takesBack } from './clerk.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'
import { tidyIn } from './seller-tidies.ts'

type ToLead = (runner: Runner, name?: string) => Promise<string>

const undoMs = 10 * 60_000

export const deskScenarios = (toLead: ToLead) => {
  /** Somebody deleted the lead, and headquarters knows. */
  const withoutLead = async (runner: Runner, name?: string): Promise<string> => {
    const leadId = await toLead(runner, name)
    tidyIn(runner.world).deleteLead(leadId)
    await runner.quiet()
    return leadId
  }
  /** The seller qualified it and skipped the opportunity. */
  const withoutDeal = async (runner: Runner, name?: string): Promise<string> => {
    const leadId = await toLead(runner, name)
    sellerIn(runner.world).qualify(leadId, { opportunity: false })
    await runner.quiet()
    return leadId
  }
  const approveHere: Scenario = async (runner) => {
    const leadId = await withoutLead(runner)
    await clerkIn(runner).rule(leadId, approves)
    await runner.quiet()
  }
  const rejectHere: Scenario = async (runner) => {
    const leadId = await withoutLead(runner)
    await clerkIn(runner).rule(leadId, rejects)
    await runner.quiet()
  }
  /** Each side decides, each once first; Sales decides otherwise. */
  const bothDecide: Scenario = async (runner) => {
    const { world } = runner
    const seller = sellerIn(world)
    world.staff.undoMs = undoMs
    const first = await withoutDeal(runner)
    await clerkIn(runner).rule(first, approves)
    seller.addDeal(first)
    seller.lose(first)
    await runner.round()
    const second = await withoutDeal(runner, 'Contoso')
    seller.addDeal(second)
    seller.win(second)
    await clerkIn(runner).rule(second, rejects)
    await runner.quiet()
  }
  /** Taken back while it takes effect; and another one, long before. */
  const undo: Scenario = async (runner) => {
    const { world } = runner
    world.staff.undoMs = undoMs
    const [first, second] = [await withoutLead(runner), await withoutLead(runner, 'Contoso')]
    const clerk = clerkIn(runner)
    await clerk.rule(first, approves)
    await clerk.rule(second, rejects)
    world.time.now += undoMs / 2
    await clerk.rule(second, takesBack)
    world.time.now += undoMs / 2
    await runner.deliver()
    await clerk.rule(first, takesBack)
    await runner.quiet()
  }
  const reopen: Scenario = async (runner) => {
    const leadId = await withoutLead(runner)
    const clerk = clerkIn(runner)
    await clerk.rule(leadId, rejects)
    await runner.quiet()
    await clerk.rule(leadId, opensAgain)
    await runner.quiet()
    await clerk.rule(leadId, approves)
    await runner.quiet()
  }
  const twoApprovers: Scenario = async (runner) => {
    const leadId = await withoutLead(runner)
    await clerkIn(runner).rule(leadId, approves, rejects)
    await runner.quiet()
  }
  return {
    'approve in headquarters': approveHere,
    'reject in headquarters': rejectHere,
    'decide here while Sales decides there': bothDecide,
    'undo at the last moment': undo,
    'reopen here': reopen,
    'two Approvers at once': twoApprovers,
  } as const
}
