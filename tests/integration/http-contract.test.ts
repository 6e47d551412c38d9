// The contract of the interface that any B2B site uses: submit a request, look up its status.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, postRequest, runJobs, submit } from '../support/people.ts'
import { expectPage, expectProblem, expectSafeHeaders, pendingCount, rowsOf, settled } from './http-support.ts'

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

describe('a request that is taken in', () => {
  it('is answered with 202, its id, its status and the link to its status', async () => {
    const response = await postRequest(env, aRequest('Accepted GmbH'))
    expect(response.status).toBe(202)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expectSafeHeaders(response)
    const body = (await response.json()) as Record<string, string>
    expect(Object.keys(body)).toEqual(['requestId', 'status', 'statusUrl'])
    const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(body).toEqual({
      requestId: expect.stringMatching(guid),
      status: 'Submitted',
      statusUrl: expect.stringMatching(new RegExp(`^${endpoint()}/${body['requestId']}\\?token=[A-Za-z0-9_-]{43}$`)),
    })
  })

  it.each([
    ['without a key', {}],
    ['with a key', { 'idempotency-key': 'order-form-4711' }],
  ])('answers a repeat %s byte by byte the same and stores it once', async (_, headers) => {
    const body = aRequest('Twice BV')
    const first = await (await postRequest(env, body, headers)).text()
    const rows = await settled(env)
    const again = await postRequest(env, body, headers)
    expect(again.status).toBe(202)
    expect(await again.text()).toBe(first)
    expect(await settled(env)).toEqual(rows)
  })

  it('is the same request when only the order of members, white space and empty members differ', async () => {
    const request = aRequest('Same Content Oy')
    const first = await submit(env, request)
    const shuffled = Object.fromEntries(Object.entries(request).reverse())
    const loose = {
      ...shuffled,
      comments: `  ${request.comments}\r\n`,
      requestor: { ...request.requestor, x: undefined },
    }
    expect(await submit(env, JSON.stringify(loose, undefined, 2))).toEqual(first)
  })

  it('is one request however many identical submits arrive at once', async () => {
    const before = await pendingCount(env)
    const body = aRequest('Fifty at once SA')
    const answers = await Promise.all(Array.from({ length: 50 }, () => postRequest(env, body)))
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    expect(new Set(texts).size).toBe(1)
    expect(await pendingCount(env)).toBe(before + 1)
  })

  it('is one request per key, whatever else is the same', async () => {
    const body = aRequest('Two keys AG')
    const ids = await Promise.all(
      ['first', 'second'].map(async (key) => (await submit(env, body, { 'idempotency-key': key })).requestId),
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('takes the media type in any case and with the charset named', async () => {
    const headers = { 'content-type': 'Application/JSON; Charset="UTF-8"' }
    expect((await postRequest(env, aRequest('Charset Ltd'), headers)).status).toBe(202)
  })

  it('may leave out everything that is not required', async () => {
    const { company, requestor } = aRequest('Minimal Ltd')
    const minimal = {
      company: {
        name: company.name,
        address: { line1: company.address.line1, city: company.address.city, country: company.address.country },
      },
      requestor: { firstName: requestor.firstName, lastName: requestor.lastName, email: requestor.email },
    }
    expect((await postRequest(env, minimal)).status).toBe(202)
  })
})

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
    'requestor.firstName',
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
    ['an unknown member', { ...aRequest('x'), [secret]: 1 }, ' unknown-member'],
    ['an unknown channel', aRequest('x', { channel: secret }), 'channel unknown-value'],
    ['a number for text', aRequest('x', { comments: 4711 }), 'comments type'],
    ['a list for an object', aRequest('x', { requestor: [secret] }), 'requestor type'],
    ['an attribute that is no text', aRequest('x', { attributes: { size: { secret } } }), 'attributes.size type'],
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
  it.each([1, 2000])('400 for a body in chunks, %i times as long', async (times) => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(aRequest('x', { comments: secret.repeat(times) }))))
        controller.close()
      },
    })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(endpoint(), { method: 'POST', headers, body, duplex: 'half' })
    await refused(response, 400, 'unreadable-body')
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

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('404 for %s', async (method) => {
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify(aRequest(secret)) }
    const response = await fetch(endpoint(), { method, headers: { 'content-type': 'application/json' }, ...body })
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
    expect(await settled(env)).toEqual(before)
  })
})

describe('the status of a request', () => {
  it('is told to whoever has the link, and follows the request', async () => {
    const { requestId, statusUrl } = await submit(env, aRequest('Status GmbH'))
    const read = async () => {
      const response = await fetch(statusUrl)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expectSafeHeaders(response)
      return (await response.json()) as Record<string, string>
    }
    const submitted = await read()
    expect(submitted).toEqual({ requestId, status: 'Submitted', submittedAt: expect.stringMatching(/^2\d{3}-.*Z$/) })
    await runJobs(env, 'PullChannelRequests')
    expect(await read()).toEqual({ ...submitted, status: 'InReview' })
  })

  it('is a page for a browser that follows the link', async () => {
    const { requestId, statusUrl } = await submit(env, aRequest('Browser GmbH'))
    const headers = { accept: 'text/html,application/xhtml+xml;q=0.9', 'accept-language': 'nl' }
    const response = await fetch(statusUrl, { headers, redirect: 'manual' })
    expect(response.status).toBe(303)
    expectSafeHeaders(response)
    expect(response.headers.get('location')).toMatch(new RegExp(`^/requests/${requestId}\\?token=`))
    const page = await fetch(statusUrl, { headers })
    expect(await expectPage(page)).toContain('<html lang="nl"')
  })

  it('does not tell a wrong token and an unknown request apart', async () => {
    const { statusUrl } = await submit(env, aRequest('Guessed GmbH'))
    const other = await submit(env, aRequest('Other GmbH'))
    const [address = '', token = ''] = statusUrl.split('?token=')
    const unknown = '00000000-0000-5000-8000-000000000000'
    const wrong = [
      address,
      `${address}?token=`,
      `${address}?token=${token.slice(1)}`,
      `${address}?token=${'A'.repeat(43)}`,
      `${address}?token=${token}&token=${token}`,
      `${address}?token=${other.statusUrl.split('?token=')[1]}`,
      `${address}?token=%00`,
      `${endpoint()}/${unknown}?token=${token}`,
      `${endpoint()}/not-an-id?token=${token}`,
    ]
    const bodies = await Promise.all(
      wrong.map(async (url) => JSON.stringify(await expectProblem(await fetch(url), 404, 'not-found'))),
    )
    expect(new Set(bodies).size).toBe(1)
    const pages = await Promise.all(
      wrong.map(async (url) => {
        const path = url.replace('/api/onboarding-requests/', '/requests/')
        return expectPage(await fetch(path, { headers: { 'accept-language': 'en' } }), 404)
      }),
    )
    expect(new Set(pages).size).toBe(1)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('cannot be changed: 404 for %s', async (method) => {
    const { statusUrl } = await submit(env, aRequest('Untouched GmbH'))
    const before = await rowsOf(env, 'Channel')
    expect((await fetch(statusUrl, { method })).status).toBe(404)
    expect(await rowsOf(env, 'Channel')).toEqual(before)
  })
})
