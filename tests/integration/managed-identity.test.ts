// Tokens of the managed identity, from an endpoint as App Service and Functions offer it.
// https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createManagedIdentity } from '../../functions/managed-identity.ts'

const secret = 'secret-of-this-instance'
const asked: string[] = []
let server: Server
const troubles: (number | 'silent')[] = []

// The SDK reads the address once in a process.
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    asked.push(`${searchParams.get('resource')} ${searchParams.get('client_id')}`)
    if (pathname !== '/msi/token' || searchParams.get('api-version') !== '2019-08-01') return answer(400, {})
    if (request.headers['x-identity-header'] !== secret) return answer(401, {})
    const trouble = troubles.shift()
    if (trouble === 'silent') return request.socket.destroy()
    if (trouble) return answer(trouble, { message: 'no token' })
    // Seconds as text, and no time in seconds from now, as App Service answers.
    const expiresOn = String(Math.floor(Date.now() / 1000) + 86_400)
    return answer(200, {
      access_token: `token ${asked.length}`,
      expires_on: expiresOn,
      resource: searchParams.get('resource'),
      token_type: 'Bearer',
      client_id: searchParams.get('client_id'),
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`)
  vi.stubEnv('IDENTITY_HEADER', secret)
})
beforeEach(() => {
  asked.length = 0
  troubles.length = 0
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await new Promise((resolve) => server.close(resolve))
})

describe('the managed identity', () => {
  it('gives a token for one resource, as the identity that is named, and asks once for as long as it holds', async () => {
    const clientId = crypto.randomUUID()
    const identity = createManagedIdentity(clientId)
    const first = await identity.getToken('https://storage.example/.default')
    expect(first.token).toBe('token 1')
    expect(first.expiresOnTimestamp).toBeGreaterThan(Date.now() + 80_000_000)
    expect((await identity.getToken(['https://storage.example/.default'])).token).toBe('token 1')
    expect(asked).toEqual([`https://storage.example ${clientId}`])
    expect((await identity.getToken('https://servicebus.example/.default')).token).toBe('token 2')
  })

  it('gives the token of its own app when no identity is named, and not the token of another', async () => {
    const resource = `https://${crypto.randomUUID()}.example`
    await createManagedIdentity(crypto.randomUUID()).getToken(`${resource}/.default`)
    expect((await createManagedIdentity().getToken(`${resource}/.default`)).token).toBe('token 2')
    expect(asked[1]).toBe(`${resource} null`)
  })

  it.each([500, 'silent'] as const)('asks again where the endpoint has a moment of trouble (%s)', async (trouble) => {
    troubles.push(trouble)
    const resource = `https://${crypto.randomUUID()}.example`
    expect((await createManagedIdentity().getToken(`${resource}/.default`)).token).toBe('token 2')
  })

  it('throws where there is no token to be had, and where a token is asked for two resources', async () => {
    troubles.push(400)
    const resource = `https://${crypto.randomUUID()}.example`
    await expect(createManagedIdentity().getToken(`${resource}/.default`)).rejects.toThrow()
    await expect(createManagedIdentity().getToken(['one/.default', 'two/.default'])).rejects.toThrow('one scope')
    expect(asked.length).toBe(1)
  })
})
