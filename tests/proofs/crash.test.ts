// The app process is killed at every call it makes on the way from a submission to an approved partner, and every
// onboarding still ends the way it must. CRASH_POINTS=all also kills it where it would leave the same behind.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { queueSettings } from '../../functions/queues.ts'
import { holdMs } from '../../shared/mail/send-once.ts'
import { type KillingEnvironment, type Moment, startKillingEnvironment } from '../support/killing-environment.ts'
import { approvalMail, approvalViolations, leftovers, repeatedNumbers } from '../support/onboarding-rules.ts'
import { aRequest, mailsTo, postRequest, quiet, runJobs, salesUser } from '../support/people.ts'
import { shareOf } from '../support/share.ts'
import { until } from '../support/until.ts'

type Onboarding = { readonly requestId: string; readonly email: string; readonly unknownEnd: boolean }

type Point = { readonly index: number; readonly moment: Moment }

const moments: readonly Moment[] = ['before', 'after']
const isRead = (call: string | undefined): boolean => call !== undefined && /^(query|get|sales GET) /.test(call)
/** Of so many points that leave behind what another one leaves, one is tried as well. */
const oneOf = 10

/**
 * Where the process is killed. Whatever it knew is gone, and a read changes nothing: killed anywhere in a row of the same
 * reads, before or after one, it leaves the same behind, so the last of the row stands for all.
 */
const pointsOf = (calls: readonly string[]): Point[] => {
  const all = calls.flatMap((_, index) => moments.map((moment) => ({ index, moment })))
  if (process.env['CRASH_POINTS'] === 'all') return all
  const isLikeAnother = ({ index, moment }: Point): boolean =>
    isRead(calls[index]) && (moment === 'after' || calls[index] === calls[index + 1])
  const alike = all.filter(isLikeAnother)
  const isMine = shareOf('crash')
  return all
    .filter((point) => !isLikeAnother(point) || alike.indexOf(point) % oneOf === 0)
    .filter((_, at) => isMine(at))
}

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

  it('leaves one prospect, lead, note, hierarchy and mail, whichever call it dies at', async () => {
    const started = performance.now()
    await approve('Warm up')
    // Each begins with a new process, or else the calls of one would not be those of another: a process does some things
    // once.
    rig.startAnew()
    rig.aim()
    const clean = await approve('Clean run')
    const calls = [...rig.calls()]
    const failures = [...(await check(clean)), ...stillQueued()]
    expect(failures).toEqual([])

    const onboardings: Onboarding[] = []
    let points = 0
    const strike = async (point: Point, name: string): Promise<boolean> => {
      rig.startAnew()
      rig.aim(point)
      try {
        const onboarding = await approve(name)
        const killedAt = rig.killedAt()
        if (killedAt === undefined) return false
        // From here on the mail may have been on its way when the process died.
        const unknownEnd = rig.calls().slice(0, point.index).includes('send to mail')
        const made = { ...onboarding, unknownEnd }
        onboardings.push(made)
        failures.push(...[...(await check(made)), ...stillQueued()].map((what) => `${name} at ${killedAt}: ${what}`))
      } catch (error) {
        failures.push(`${name} at ${rig.killedAt()}: ${error instanceof Error ? error.message : String(error)}`)
      }
      points += 1
      return true
    }
    const aimedAt = pointsOf(calls)
    // What runs at the same time makes a call more or less from one run to the next.
    for (const point of aimedAt)
      for (let tries = 0; tries < 3; tries += 1)
        if (await strike(point, `Crash ${point.index} ${point.moment} ${tries}`)) break

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
      `killed at ${calls.length} calls × ${moments.length} moments: ${points} points stand for all, ${failures.length} violations; ` +
        `${held} mails held, ${twice} told twice; ${seconds} s`,
    )
    expect(failures).toEqual([])
    expect(points).toBe(aimedAt.length)
    const starts = rig.env.lines.filter((line) => line.includes('Worker process started')).length
    expect(starts).toBeGreaterThan(points)
    expect(held).toBeGreaterThan(0)
  })
})
