// What the interface of B2B sites refuses: each refusal has its code, stores nothing and repeats nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, postRequest, submit } from '../support/people.ts'
import { expectProblem, settled } from './http-support.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
})
afterAll(() => env.close())

const endpoint = () => `${env.url}/api/onboarding-requests`

const without = (path: string): unknown => {
  const request = structuredClone(aRequest('Left out GmbH')) as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop() ?? ''
  let target = request
  for (const name of names) target = target[name] as Record<string, unknown>
  delete target[last]
  return request
}

describe('a request that is refused stores nothing and repeats nothing', () => {
  let before: string[]
  const secret = 'Zq7-never-repeated'
  const refused = async (response: Response, status: number, code: string) => {
    const problem = await expectProblem(response, status, code)
    expect(JSON.stringify(problem)).not.toContain(secret)
    expect(await settled(env)).toEqual(before)
    return problem
  }
  beforeAll(async () => {
    await submit(env, aRequest('Key owner Ltd'), { 'idempotency-key': 'taken' })
    before = await settled(env)
  })

  it('422 for a key that was used for another request', async () => {
    await refused(
      await postRequest(env, aRequest(secret), { 'idempotency-key': 'taken' }),
      422,
      'idempotency-key-reused',
    )
  })

  it.each([
    'company.name',
    'company.address.line1',
    'company.address.city',
    'company.address.country',
    'requestor.lastName',
    'requestor.email',
  ])('400 without %s', async (path) => {
    const { errors } = await refused(await postRequest(env, without(path)), 400, 'invalid-request')
    expect(errors).toEqual([{ path, code: 'required', message: 'This is required.' }])
  })

  it('400 with one error per member that is wrong', async () => {
    const request = aRequest(`<${secret}>`)
    request.company.address.country = 'XX'
    request.requestor.email = `${secret} at home`
    const { errors } = await refused(await postRequest(env, request), 400, 'invalid-request')
    expect(errors?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'company.name format',
      'company.address.country unknown-value',
      'requestor.email format',
    ])
  })

  it.each<[string, unknown, string]>([
    ['an unknown member', { ...aRequest('x'), vatNumber: secret }, 'vatNumber unknown-member'],
    ['an unknown member with a name that is none', { ...aRequest('x'), [`${secret}!`]: 1 }, ' unknown-member'],
    ['an unknown channel', aRequest('x', { channel: secret }), 'channel unknown-value'],
    ['a number for text', aRequest('x', { comments: 4711 }), 'comments type'],
    ['a list for an object', aRequest('x', { requestor: [secret] }), 'requestor type'],
    ['an attribute that is no text', aRequest('x', { attributes: { size: { secret } } }), 'attributes type'],
    [
      'an attribute without a proper name',
      aRequest('x', { attributes: { [`${secret}!`]: 'a' } }),
      'attributes unknown-member',
    ],
    ['a list', [secret], ' type'],
    ['text', JSON.stringify(secret), ' type'],
    ['nothing at all', 'null', ' type'],
  ])('400 for %s', async (_, body, expected) => {
    const { errors } = await refused(await postRequest(env, body), 400, 'invalid-request')
    expect(errors?.map(({ path, code }) => `${path} ${code}`)).toContain(expected)
  })

  it.each(['', '{', `{"company": "${secret}"`, `${secret}`, '{"a":1}{"b":2}', "{'a':1}", '\ufeff{}'])(
    '400 for a body that is not JSON: %j',
    async (body) => {
      // A byte order mark is not part of JSON, though a lenient reader drops it: then the empty object is what is wrong.
      const code = body === '\ufeff{}' ? 'invalid-request' : 'unreadable-body'
      await refused(await postRequest(env, body), 400, code)
    },
  )

  it.each(['', 'with space', 'x'.repeat(256), 'caf\u00e9', 'tab\there', 'a,b c'])(
    '400 for the Idempotency-Key %j',
    async (key) => {
      const response = await postRequest(env, aRequest(secret), { 'idempotency-key': key })
      await refused(response, 400, 'invalid-idempotency-key')
    },
  )

  it('413 for a body over 32 KB', async () => {
    const large = aRequest('x', { comments: secret.repeat(2000) })
    await refused(await postRequest(env, large), 413, 'body-too-large')
  })

  // The host hands on no body whose length was not announced, so there is none to read:
  // https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
  it.each([1, 2000])('411 for a body in chunks, %i times as long', async (times) => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(aRequest('x', { comments: secret.repeat(times) }))))
        controller.close()
      },
    })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(endpoint(), { method: 'POST', headers, body, duplex: 'half' })
    expect((await refused(response, 411, 'length-required')).title).toContain('Content-Length')
  })

  it.each(['gzip', 'br', 'GZIP', 'identity, gzip', 'nonsense'])('415 for a body packed as %s', async (encoding) => {
    const response = await postRequest(env, aRequest(secret), { 'content-encoding': encoding })
    expect(response.headers.get('accept-encoding')).toBe('identity')
    await refused(response, 415, 'unsupported-encoding')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=iso-8859-1',
    'application/jsonp',
    'text/json',
    '',
  ])('415 for the media type %j', async (type) => {
    const response = await postRequest(env, aRequest(secret), { 'content-type': type })
    await refused(response, 415, 'unsupported-media-type')
  })

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('404 for %s', async (method) => {
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify(aRequest(secret)) }
    const response = await fetch(endpoint(), { method, headers: { 'content-type': 'application/json' }, ...body })
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
    expect(await settled(env)).toEqual(before)
  })
})
