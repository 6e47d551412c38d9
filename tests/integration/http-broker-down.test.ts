// When Service Bus is out of reach: the webhook asks for another delivery, and requests are taken in all the same.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, postRequest, submit } from '../support/people.ts'
import { allRows, expectProblem } from './http-support.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
  await env.serviceBus.close()
})
afterAll(() => env.close())

it('the webhook answers 503 with Retry-After and stores nothing', { timeout: 60_000 }, async () => {
  const before = await allRows(env)
  const response = await fetch(`${env.url}/api/sales/events`, {
    method: 'POST',
    headers: { 'x-sales-event-key': env.secrets.salesEventKey },
    body: JSON.stringify({
      MessageName: 'Update',
      PrimaryEntityName: 'lead',
      PrimaryEntityId: '11111111-2222-4333-8444-555555555555',
    }),
  })
  await expectProblem(response, 503, 'temporarily-unavailable')
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await allRows(env)).toEqual(before)
})

it('requests are taken in and their status is told', async () => {
  const response = await postRequest(env, aRequest('Broker Down GmbH'))
  expect(response.status).toBe(202)
  const { statusUrl } = await submit(env, aRequest('Broker Down GmbH'))
  expect(await (await fetch(statusUrl)).json()).toMatchObject({ status: 'Submitted' })
})
