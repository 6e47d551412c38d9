// The whole approval with events that Sales puts straight onto the app's queue.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installCommand } from '../../infra/sales/cli/install-command.ts'
import { asAdministrator, settings } from '../integration/install-support.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
  const lines: string[] = []
  const code = await installCommand(['--transport', 'servicebus', '--application-id', settings.applicationId], {
    env: { ...env.settings, ...asAdministrator, SALES_SERVICEBUS_CONNECTION: env.serviceBus.connectionString },
    send: fetch,
    now: Date.now,
    say: (line) => lines.push(line),
  })
  expect([code, lines.at(-1)]).toEqual([0, 'Installed. Check it with npm run sales:verify.'])
})
afterAll(() => env.close())

test('a lead that is qualified and won is approved and mailed, and the webhook is never called', async () => {
  const request = aRequest('Straight To The Queue')
  const { requestId } = await submit(env, request)
  await bringToSales(env, requestId)
  const seller = await salesUser(env)
  await seller.win(await seller.qualify(requestId))
  await prospectWhere(env, requestId, 'the prospect is approved', ({ status }) => status === 'Approved')
  await quiet(env)
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
  expect(mailsTo(env, request.requestor.email)).toHaveLength(1)
  expect(env.lines.join('\n')).toContain('Functions.ApplySalesChange')
  expect(env.lines.join('\n')).not.toContain("Executing 'Functions.ReceiveSalesEvent'")
})

test('a lead that is disqualified is declined', async () => {
  const { requestId } = await submit(env, aRequest('Declined By The Queue'))
  await bringToSales(env, requestId)
  await (await salesUser(env)).disqualify(requestId)
  await prospectWhere(env, requestId, 'the prospect is rejected', ({ status }) => status === 'Rejected')
  await quiet(env)
  const { active, deadLettered } = env.serviceBus.peek('sales-changes')
  expect([active, deadLettered]).toEqual([0, 0])
})
