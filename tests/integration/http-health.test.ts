// Health: strangers learn whether requests can be stored, staff learn which neighbour is out of reach.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isUsable } from '../../functions/headquarters/probe.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { freePort } from '../support/free-port.ts'
import { principal } from '../support/route-calls.ts'
import { expectProblem } from './http-support.ts'

const reader = principal(['Headquarters.Reader'])
const withoutRole = principal(['Somebody.Else'])
const get = (env: Environment, headers: Record<string, string> = {}) => fetch(`${env.url}/api/health`, { headers })
const ask = async (env: Environment, headers: Record<string, string> = {}): Promise<unknown> => {
  const response = await get(env, headers)
  expect(response.status).toBe(200)
  return response.json()
}

describe('health', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({}, true)
  })
  afterAll(() => env.close())

  it('is one word for strangers, and the neighbours for staff', async () => {
    expect(await ask(env)).toEqual({ status: 'healthy' })
    expect(await ask(env, withoutRole)).toEqual({ status: 'healthy' })
    expect(await ask(env, reader)).toEqual({
      status: 'healthy',
      neighbours: { storage: 'up', serviceBus: 'up', sales: 'up' },
    })
  })

  it('tells staff that queues and Sales are down, while requests can still be stored', {
    timeout: 60_000,
  }, async () => {
    await env.serviceBus.close()
    await env.sales.close()
    expect(await ask(env)).toEqual({ status: 'healthy' })
    expect(await ask(env, reader)).toEqual({
      status: 'healthy',
      neighbours: { storage: 'up', serviceBus: 'down', sales: 'down' },
    })
  })
})

describe('health without storage', () => {
  let env: Environment
  beforeAll(async () => {
    const port = await freePort()
    const table = `TableEndpoint=http://127.0.0.1:${port}/devstoreaccount1`
    const storage = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;${table};`
    env = await startEnvironment({ AzureWebJobsStorage: storage }, true)
  })
  afterAll(() => env.close())

  it('is 503, and names storage to staff only', async () => {
    const forAnybody = await expectProblem(await get(env), 503, 'temporarily-unavailable')
    expect(forAnybody.errors).toBeUndefined()
    const forStaff = await expectProblem(await get(env, reader), 503, 'temporarily-unavailable')
    expect(forStaff.errors).toMatchObject([{ path: 'storage', code: 'unreachable' }])
  })
})

describe('a neighbour', () => {
  it('is down when it throws, says so, or does not answer in time', async () => {
    const never = () => new Promise(() => undefined)
    const asked = [
      isUsable(async () => true),
      isUsable(async () => undefined),
      isUsable(() => Promise.reject(new Error('refused'))),
      isUsable(never, 1),
    ]
    expect(await Promise.all(asked)).toEqual([true, false, false, false])
  })
})
