// The app process is killed at every call it makes on the way from a submission to an approved partner, and every
// onboarding still ends the way it must.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queueSettings } from '../../functions/queues.ts'
import { holdMs } from '../../shared/mail/send-decision-mail.ts'
import { type KillingEnvironment, type Moment, startKillingEnvironment } from '../support/killing-environment.ts'
import { approvalMail, approvalViolations, leftovers, repeatedNumbers } from '../support/onboarding-rules.ts'
import { aRequest, mailsTo, postRequest, quiet, runJobs, salesUser } from '../support/people.ts'
import { until } from '../support/until.ts'

type Onboarding = { readonly requestId: string; readonly email: string; readonly unknownEnd: boolean }

const moments: readonly Moment[] = ['before', 'after']
describe('killing the app', () => {
  let rig: KillingEnvironment
  let seller: Awaited<ReturnType<typeof salesUser>>
  beforeAll(async () => {
    rig = await startKillingEnvironment()
    seller = await salesUser(rig.env)
  })
  afterAll(() => rig.close())

  const accepted = (body: unknown, key: string): Promise<string> =>
    until('the request is taken in', async () => {
      const response = await postRequest(rig.env, body, { 'idempotency-key': key })
      return response.status === 202 && ((await response.json()) as { requestId: string }).requestId
    })

  /** What people do, and the timers of an approval; a call that fails is done again by its owner. */
  const approve = async (name: string): Promise<Onboarding> => {
    const { env, kept } = rig
    const request = aRequest(name)
    const requestId = await accepted(request, name.replaceAll(' ', '-'))
    const jobsUntil = async (what: string, jobs: readonly string[], holds: () => Promise<boolean>): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        await runJobs(env, ...jobs)
        await quiet(env)
        if (await holds()) return
      }
      throw new Error(`${name}: ${what} did not happen.`)
    }
    const leads = () => seller.rows(`leads?$select=leadid&$filter=leadid eq ${requestId}`)
    await jobsUntil(
      'the lead',
      ['PullChannelRequests', 'SynchronizeChannelRequests'],
      async () => (await leads()).length > 0,
    )
    const opportunity = await seller.qualify(requestId)
    await quiet(env)
    await seller.win(opportunity)
    await quiet(env)
    const told = async () => (await approvalMail(kept, requestId))?.state !== undefined
    await jobsUntil('the mail', ['PushCustomersToChannel', 'CatchUpWithSales'], told)
    return { requestId, email: request.requestor.email, unknownEnd: false }
  }
  const rows = (path: string) => seller.rows(path)
  const check = ({ requestId, email, unknownEnd }: Onboarding): Promise<string[]> =>
    approvalViolations(rig.kept, requestId, { email, rows, mails: mailsTo(rig.env, email).length }, unknownEnd)
  const stillQueued = (): string[] =>
    queueSettings.flatMap(({ name }) =>
      Object.entries(rig.env.serviceBus.peek(name))
        .filter(([state, count]) => count > 0 && !(name === 'mail' && state === 'scheduled'))
        .map(([state, count]) => `${count} ${state} in ${name}`),
    )

  it('leaves one prospect, lead, note, hierarchy and mail, whichever call it dies at', {
    timeout: 1_800_000,
  }, async () => {
    const started = performance.now()
    await approve('Warm up')
    rig.aim()
    const clean = await approve('Clean run')
    const calls = [...rig.calls()]
    const failures = [...(await check(clean)), ...stillQueued()]
    expect(failures).toEqual([])

    const onboardings: Onboarding[] = []
    let points = 0
    const strike = async (index: number, moment: Moment, name: string): Promise<boolean> => {
      rig.aim({ index, moment })
      try {
        const onboarding = await approve(name)
        const killedAt = rig.killedAt()
        if (killedAt === undefined) return false
        // From here on the mail may have been on its way when the process died.
        const unknownEnd = rig.calls().slice(0, index).includes('send to mail')
        const made = { ...onboarding, unknownEnd }
        onboardings.push(made)
        failures.push(...[...(await check(made)), ...stillQueued()].map((what) => `${name} at ${killedAt}: ${what}`))
      } catch (error) {
        failures.push(`${name} at ${rig.killedAt()}: ${error instanceof Error ? error.message : String(error)}`)
      }
      points += 1
      return true
    }
    for (let index = 0; index < calls.length; index += 1)
      for (const moment of moments) {
        // What runs at the same time makes a call more or less from one run to the next.
        for (let tries = 0; tries < 3; tries += 1)
          if (await strike(index, moment, `Crash ${index} ${moment} ${tries}`)) break
      }

    // After the hold, a mail whose end nobody heard of goes out once more.
    rig.aim()
    const held = rig.env.serviceBus.peek('mail').scheduled
    rig.setAhead(holdMs + 60_000)
    await until('held mails are due', () => rig.env.serviceBus.peek('mail').scheduled === 0)
    await quiet(rig.env)
    for (const onboarding of onboardings) {
      failures.push(...(await check(onboarding)).map((what) => `after the hold: ${what}`))
      const state = (await approvalMail(rig.kept, onboarding.requestId))?.state
      if (state !== 'Accepted') failures.push(`after the hold: ${onboarding.requestId} was told nothing (${state})`)
    }
    failures.push(...stillQueued(), ...(await leftovers(rig.kept)), ...(await repeatedNumbers(rig.kept)))
    const twice = onboardings.filter(({ email }) => mailsTo(rig.env, email).length === 2).length
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(
      `killed at ${calls.length} calls × ${moments.length} moments: ${points} points, ${failures.length} violations; ` +
        `${held} mails held, ${twice} told twice; ${seconds} s`,
    )
    expect(failures).toEqual([])
    expect(points).toBe(calls.length * moments.length)
    const starts = rig.env.lines.filter((line) => line.includes('Worker process started')).length
    expect(starts).toBeGreaterThan(points)
    expect(held).toBeGreaterThan(0)
  })
})
