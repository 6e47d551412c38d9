// The stories of questions to applicants: asked, answered and approved; over before it is answered; taken back and asked anew.

import { applicantIn } from './applicant.ts'
import { asks, clerkIn, takesQuestionBack } from './clerk.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { sellerIn } from './seller.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

type ToLead = (runner: Runner, name?: string) => Promise<string>

export const questionScenarios = (toLead: ToLead) => {
  const answered: Scenario = async (runner) => {
    const leadId = await toLead(runner)
    await clerkIn(runner).question(leadId, asks)
    await runner.quiet()
    await applicantIn(runner).answer(leadId)
    await runner.quiet()
    const seller = sellerIn(runner.world)
    seller.qualify(leadId)
    seller.win(leadId)
    await runner.quiet()
  }
  const waiting: Scenario = async (runner) => {
    await clerkIn(runner).question(await toLead(runner), asks)
    await runner.quiet()
  }
  /** One is decided before its mail left, one while the answer is on its way. */
  const decided: Scenario = async (runner) => {
    const seller = sellerIn(runner.world)
    const first = await toLead(runner)
    await clerkIn(runner).question(first, asks)
    seller.disqualify(first)
    await runner.quiet()
    const second = await toLead(runner, 'Contoso')
    await clerkIn(runner).question(second, asks)
    await runner.quiet()
    seller.disqualify(second)
    await applicantIn(runner).answer(second)
    await runner.quiet()
  }
  /** Taken back while the answer is on its way; the next one is answered, and withdrawn then. */
  const takenBack: Scenario = async (runner) => {
    const leadId = await toLead(runner)
    const [clerk, applicant] = [clerkIn(runner), applicantIn(runner)]
    await clerk.question(leadId, asks)
    await runner.quiet()
    await applicant.answer(leadId)
    await clerk.question(leadId, takesQuestionBack)
    await clerk.question(leadId, asks)
    await runner.quiet()
    await applicant.answer(leadId)
    await applicant.withdraw(leadId)
    await runner.quiet()
  }
  /** A seller's note asks, the next one waits until that is answered, and one that asks nothing comes back as a note. */
  const noted: Scenario = async (runner) => {
    const leadId = await toLead(runner)
    const [seller, applicant] = [sellerIn(runner.world), applicantIn(runner)]
    seller.note(leadId, 'Which number?')
    await runner.quiet()
    seller.note(leadId, '')
    seller.note(leadId, 'Which address?')
    await runner.quiet()
    await applicant.answer(leadId)
    await runner.quiet()
    await applicant.answer(leadId)
    await runner.quiet()
  }
  /** The host stands still for three weeks, which makes up for nothing at once; both reminders get no answer. */
  const reminded: Scenario = async (runner) => {
    const leadId = await toLead(runner)
    await clerkIn(runner).question(leadId, asks)
    await runner.quiet()
    for (const days of [21, 3, 2, 8]) {
      runner.world.time.now += days * dayMs
      await runner.quiet()
    }
  }
  /** A reminder is on its way when the answer comes, or the question is taken back. */
  const tooLate: Scenario = async (runner) => {
    const leadId = await toLead(runner)
    const { time } = runner.world
    await clerkIn(runner).question(leadId, asks)
    await runner.quiet()
    time.now += 4 * dayMs
    await runner.job('reminders')
    await applicantIn(runner).answer(leadId)
    time.now += minuteMs
    await runner.quiet()
    await clerkIn(runner).question(leadId, asks)
    await runner.quiet()
    time.now += 4 * dayMs
    await runner.job('reminders')
    await clerkIn(runner).question(leadId, takesQuestionBack)
    time.now += minuteMs
    await runner.quiet()
  }
  return {
    'remind of a question': reminded,
    'answer while a reminder is made': tooLate,
    'ask by a note in Sales': noted,
    'wait for an answer': waiting,
    'answer a question': answered,
    'decide while a question is open': decided,
    'take back a question': takenBack,
  } as const
}
