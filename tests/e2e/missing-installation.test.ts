// Something of the installation is taken away in Sales: nothing is lost, staff read what to do, and after it is done the
// work goes on.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installLocally } from '../../infra/local/start/neighbours.ts'
import { bridgeRole } from '../../infra/sales/wanted/security.ts'
import { viewId } from '../../infra/sales/wanted/view.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, prospectWhere, quiet, readProspect, runJobs, salesUser, submit } from '../support/people.ts'

let env: Environment
let administrator: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment()
  administrator = await salesUser(env, 'administrator')
})
afterAll(() => env.close())

const write = async (name: string) => {
  const { requestId } = await submit(env, aRequest(name))
  await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
  await quiet(env)
  return requestId
}
const installAgain = () => installLocally(env.sales.url, `${env.url}/api/sales/events`, env.secrets.salesEventKey)
const dualWritePage = async () => (await fetch(`${env.url}/headquarters/dual-write`)).text()
const retryAll = async () => {
  for (const [, id] of (await dualWritePage()).matchAll(/errors\/([0-9a-f-]{36})\/retry/g))
    await fetch(`${env.url}/headquarters/dual-write/errors/${id}/retry`, {
      method: 'POST',
      headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
    })
  await quiet(env)
}
const inSales = (id: string) =>
  prospectWhere(env, id, 'the lead is written', ({ sales }) => sales.stage === 'Lead open')

test('a lead whose column is missing becomes a catch-up error that says so, and a retry after installing writes it', async () => {
  await administrator.call('DELETE', `savedqueries(${viewId})`)
  await administrator.call('DELETE', "EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='cb2b_taxid')")
  const requestId = await write('No Column')
  expect((await readProspect(env, requestId))?.sales.stage).toBe('Waiting for Sales')
  const page = await dualWritePage()
  expect(page).toContain('0x80048d19')
  expect(page).toContain('Run npm run sales:install, then retry.')
  await installAgain()
  await retryAll()
  await inSales(requestId)
})

test('a lead that the app may not write waits, and is written when the role is there again', async () => {
  await administrator.call('DELETE', `roles(${bridgeRole.id})`)
  const requestId = await write('No Role')
  expect((await readProspect(env, requestId))?.sales.stage).toBe('Waiting for Sales')
  expect(env.lines.join('\n')).toContain('sales-0x80042f09')
  await installAgain()
  await prospectWhere(env, requestId, 'the lead is written', ({ sales }) => sales.stage === 'Lead open')
})
