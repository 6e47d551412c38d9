// The stories of what applicants do after submitting: they withdraw, confirm the address, or lose the link.

import { applicantIn } from './applicant.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'

type Submit = (runner: Runner, name: string) => Promise<string>

const week = 8 * 24 * 3_600_000

/** One is withdrawn before anybody pulled it, and one whose lead is in Sales. */
const withdraw =
  (submit: Submit): Scenario =>
  async (runner) => {
    const { withdraw: press } = applicantIn(runner)
    await press(await submit(runner, 'Fabrikam'))
    const later = await submit(runner, 'Contoso')
    await runner.quiet()
    await press(later)
    await runner.quiet()
  }

/** Leads wait for the address: one is confirmed, and asked for again; one never is. */
const confirm =
  (submit: Submit): Scenario =>
  async (runner) => {
    const { world } = runner
    world.applicants.confirmAddress = 'require'
    const applicant = applicantIn(runner)
    const confirmed = await submit(runner, 'Fabrikam')
    await submit(runner, 'Contoso')
    await runner.quiet()
    await applicant.confirm(confirmed)
    await applicant.askForLink('ada@fabrikam.example')
    await runner.quiet()
    world.time.now += week
    await runner.quiet()
  }

export const applicantScenarios = (submit: Submit) =>
  ({ withdraw: withdraw(submit), 'confirm the address': confirm(submit) }) as const
