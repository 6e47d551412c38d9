// The contract of the interface that any B2B site uses: submit a request, look up its status.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceOf } from '../../shared/domain/reference.ts'
import { fromNoonOn } from '../support/app-clock.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, postRequest, runJobs, submit } from '../support/people.ts'
import { expectPage, expectProblem, expectSafeHeaders, pendingCount, rowsOf, settled } from './http-support.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment(fromNoonOn())
})
afterAll(() => env.close())

const endpoint = () => `${env.url}/api/onboarding-requests`

describe('a request that is taken in', () => {
  it('is answered with 202, its id, its status and the link to its status', async () => {
    const response = await postRequest(env, aRequest('Accepted GmbH'))
    expect(response.status).toBe(202)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expectSafeHeaders(response)
    const body = (await response.json()) as Record<string, string>
    expect(Object.keys(body)).toEqual(['requestId', 'status', 'statusUrl', 'reference'])
    const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(body).toEqual({
      requestId: expect.stringMatching(guid),
      status: 'Submitted',
      statusUrl: expect.stringMatching(new RegExp(`^${endpoint()}/${body['requestId']}\\?token=[A-Za-z0-9_-]{43}$`)),
      reference: referenceOf(body['requestId'] ?? ''),
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
    expect(submitted).toEqual({
      requestId,
      status: 'Submitted',
      submittedAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      reference: referenceOf(requestId),
    })
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

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('cannot be changed: 404 for %s', async (method) => {
    const { statusUrl } = await submit(env, aRequest('Untouched GmbH'))
    const before = await rowsOf(env, 'Channel')
    const response = await fetch(statusUrl, { method })
    expect(response.status).toBe(404)
    expectSafeHeaders(response)
    expect(await rowsOf(env, 'Channel')).toEqual(before)
  })
})
