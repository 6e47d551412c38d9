// A seller deletes the opportunity of a qualified lead: headquarters hears of it by the event, or finds it out without.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  aRequest,
  bringToSales,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'

let env: Environment
beforeAll(async () => {
  // The round goes on with each run of the catch-up.
  env = await startEnvironment({ CATCH_UP_ROUND_MINUTES: '0' })
})
afterAll(() => env.close())

const qualified = async (name: string) => {
  const { requestId } = await submit(env, aRequest(name))
  await bringToSales(env, requestId)
  const seller = await salesUser(env)
  const opportunityId = await seller.qualify(requestId)
  await prospectWhere(env, requestId, 'the opportunity is shown', ({ sales }) => sales.stage === 'Opportunity open')
  return { requestId, remove: () => seller.call('DELETE', `opportunities(${opportunityId})`) }
}
const flagged = (id: string) => prospectWhere(env, id, 'the prospect is flagged', ({ flags }) => flags.length > 0)
const expected = { status: 'Open', flags: [{ code: 'qualified-without-opportunity' }] }

test('the event of the deletion names the lead, so the prospect is flagged at once', async () => {
  const { requestId, remove } = await qualified('Deleted And Told')
  await remove()
  expect(await flagged(requestId)).toMatchObject(expected)
})

test('a deletion that no event told is found by the round of the catch-up, and only once', async () => {
  const { requestId, remove } = await qualified('Deleted And Lost')
  await runJobs(env, 'CatchUpWithSales')
  await quiet(env)
  const administrator = await salesUser(env, 'administrator')
  const steps = await administrator.rows('sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid')
  for (const step of steps)
    await administrator.call('DELETE', `sdkmessageprocessingsteps(${step['sdkmessageprocessingstepid']})`)
  await remove()
  await quiet(env)
  expect((await readProspect(env, requestId))?.flags).toEqual([])
  await runJobs(env, 'CatchUpWithSales')
  expect(await flagged(requestId)).toMatchObject(expected)
  await quiet(env)
  const { sends } = env.serviceBus.stats()
  await runJobs(env, 'CatchUpWithSales')
  expect(env.serviceBus.stats().sends).toBe(sends)
})
