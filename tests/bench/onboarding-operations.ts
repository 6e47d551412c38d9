// What one onboarding costs from the submission to the approval mail, alone and in a crowd.

import type { Environment } from '../support/environment.ts'
import { aRequest, quiet, runJobs, salesUser, submit } from '../support/people.ts'
import { type Cost, type CountedEnvironment, figuresOf, minus, partsOf } from './counted-environment.ts'
import { feedOfRun, recordOfRun } from './counting-proxy.ts'
import { count } from './median.ts'
import { judged, type Line, note } from './table.ts'

const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const
const crowd = 50

type Step = { readonly name: string; readonly cost: Cost; readonly idle?: Cost }

/** Takes requests from submission to mail; the salesperson's own calls pass by the counters. */
const onboard = async (
  { env, costOf }: CountedEnvironment,
  names: readonly string[],
  idle: ReadonlyMap<string, Cost>,
): Promise<{ steps: Step[]; requestIds: string[] }> => {
  const steps: Step[] = []
  const step = async (name: string, work: () => Promise<void>): Promise<void> => {
    const cost = await costOf(async () => {
      await work()
      await quiet(env)
    })
    const share = idle.get(name)
    steps.push({ name, cost, ...(share ? { idle: share } : {}) })
  }
  const seller = await salesUser(env)
  const requestIds: string[] = []
  const opportunities: string[] = []
  const [pull, synchronize, push] = jobs
  await step('submit', async () => {
    for (const { requestId } of await Promise.all(names.map((name) => submit(env, aRequest(name)))))
      requestIds.push(requestId)
  })
  await step(pull, () => runJobs(env, pull))
  await step(synchronize, () => runJobs(env, synchronize))
  await step('qualify', async () => {
    opportunities.push(...(await Promise.all(requestIds.map((id) => seller.qualify(id)))))
  })
  await step('close as won', async () => {
    await Promise.all(opportunities.map((id) => seller.win(id)))
  })
  await step(push, () => runJobs(env, push))
  return { steps, requestIds }
}

const idleRuns = async ({ env, costOf }: CountedEnvironment): Promise<Map<string, Cost>> => {
  const costs = new Map<string, Cost>()
  for (const job of jobs) costs.set(job, await costOf(() => runJobs(env, job)))
  return costs
}

/** Looking for work, recording the run and telling sites cost the same for one onboarding as for a hundred. What an idle run records is left out already. */
const ofRuns = (steps: readonly Step[]): number =>
  [recordOfRun, feedOfRun].reduce(
    (total, part) =>
      total + steps.reduce((sum, { cost, idle }) => sum + (cost.parts[part] ?? 0) - (idle?.parts[part] ?? 0), 0),
    0,
  )

const totalOf = (steps: readonly Step[], net: boolean): number[] =>
  steps
    .map(({ cost, idle }) => figuresOf(net && idle ? minus(cost, idle) : cost))
    .reduce((sums, figures) => sums.map((sum, index) => sum + (figures[index] ?? 0)), [0, 0, 0, 0])

const mailed = (env: Environment, expected: number): void => {
  const { accepted } = env.inbox.stats()
  if (accepted !== expected) throw new Error(`${accepted} mails left instead of ${expected}.`)
}

const aloneBudget = { first: [18, 12, 3, 1], stretch: [14, 9, 3, 1] }
const crowdBudget = { first: [15, 12, 3, 1], stretch: [14, 9, 3, 1] }

/** @returns the lines of the table, and an onboarding that is over, for what comes after */
export const onboardingOperations = async (
  counted: CountedEnvironment,
): Promise<{ lines: Line[]; requestId: string }> => {
  const { env } = counted
  // The first one makes the tables and takes the first blocks of numbers.
  await onboard(counted, ['First Company'], new Map())
  // The first idle run looks once where an earlier version may have left something; others do not, for a while.
  await idleRuns(counted)
  const idle = await idleRuns(counted)
  const { steps, requestIds } = await onboard(counted, ['Second Company'], idle)
  mailed(env, 2)
  const together = await onboard(
    counted,
    Array.from({ length: crowd }, (_, index) => `Company ${index} of many`),
    idle,
  )
  mailed(env, 2 + crowd)
  const submitStep = steps[0]
  if (!submitStep) throw new Error('Nothing was measured.')
  const polling = [...idle.values()]
  const [storage = 0, ...others] = totalOf(steps, true)
  const lines = [
    judged('submit: storage tx / Service Bus / Dataverse', figuresOf(submitStep.cost).slice(0, 3), {
      first: [1, 0, 0],
      stretch: [1, 0, 0],
    }),
    judged(
      'one onboarding alone, job runs by themselves left out: storage tx / SB ops / Dataverse / mails',
      [storage - ofRuns(steps), ...others],
      aloneBudget,
      count,
    ),
    note('with the records of the job runs and what they tell sites', `${storage} storage tx`),
    ...steps.map(({ name, cost, idle: share }) => note(name, partsOf(share ? minus(cost, share) : cost))),
    note('left out as well: the polling of one idle run of the three jobs', polling.map(partsOf).join(' + ')),
    judged(
      `each of ${crowd} together, polling included`,
      totalOf(together.steps, false).map((total) => total / crowd),
      crowdBudget,
      count,
    ),
    ...together.steps.map(({ name, cost }) => note(`${name}, all ${crowd}`, partsOf(cost))),
  ]
  return { lines, requestId: requestIds[0] ?? '' }
}
