// One call to Dataverse: what is sent, and what every kind of answer means.

import { describe, expect, it } from 'vitest'
import { createDataverse } from '../../shared/sales/dataverse.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { type Answer, brokenBody, failureOf, scriptedFetch, silence } from '../support/scripted-fetch.ts'

const odata = { headers: { 'odata-version': '4.0' } }
const ok = (body: unknown = {}) => Response.json(body, odata)
const refusal = (status: number, code?: string, headers: Record<string, string> = {}) =>
  new Response(code === undefined ? '' : JSON.stringify({ error: { code, message: 'of ada@fabrikam.example' } }), {
    status,
    headers,
  })

const client = (...answers: readonly Answer[]) => {
  const { send, asked } = scriptedFetch(...answers)
  const tokens: boolean[] = []
  const takeToken = async (renew = false) => {
    tokens.push(renew)
    return `token-${tokens.length}`
  }
  return { call: createDataverse('https://contoso.crm.dynamics.com/main.aspx?x', takeToken, send, 20), asked, tokens }
}
const read = { method: 'GET', path: 'leads(1)?$select=leadid' } as const

describe('a call', () => {
  it('goes to the Web API of the organization with a token and the OData version', async () => {
    const { call, asked } = client(ok({ leadid: 1 }))
    expect(await call(read)).toEqual({ leadid: 1 })
    expect(asked[0]).toMatchObject({
      url: 'https://contoso.crm.dynamics.com/api/data/v9.2/leads(1)?$select=leadid',
      method: 'GET',
      body: '',
    })
    expect(Object.fromEntries(asked[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      authorization: 'Bearer token-1',
      'odata-maxversion': '4.0',
      'odata-version': '4.0',
    })
  })

  it('carries its body as JSON and the headers it is given', async () => {
    const { call, asked } = client(new Response(null, { status: 204, ...odata }))
    expect(
      await call({ method: 'PATCH', path: 'leads(1)', body: { a: 'ä' }, headers: { 'if-none-match': '*' } }),
    ).toBeUndefined()
    expect(asked[0]).toMatchObject({ method: 'PATCH', body: '{"a":"ä"}' })
    expect(asked[0]?.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(asked[0]?.headers.get('if-none-match')).toBe('*')
  })
})

describe('a token that is refused', () => {
  it('is renewed once, and the call made again', async () => {
    const { call, asked, tokens } = client(refusal(401), ok({ x: 1 }))
    expect(await call({ method: 'POST', path: 'leads', body: { y: 2 } })).toEqual({ x: 1 })
    expect(tokens).toEqual([false, true])
    expect(asked.map(({ headers, body }) => [headers.get('authorization'), body])).toEqual([
      ['Bearer token-1', '{"y":2}'],
      ['Bearer token-2', '{"y":2}'],
    ])
  })

  it('twice is not renewed again; the work waits', async () => {
    const { call, asked } = client(refusal(401), refusal(401))
    const error = await failureOf(call(read))
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code: 'http-401' })
    expect(asked).toHaveLength(2)
  })

  it('that cannot be had is not a call', async () => {
    const { send, asked } = scriptedFetch()
    const denied = new SalesUnavailable('token-400')
    const call = createDataverse('https://contoso.crm.dynamics.com', () => Promise.reject(denied), send)
    expect(await failureOf(call(read))).toBe(denied)
    expect(asked).toEqual([])
  })
})

describe('an answer that Sales is busy', () => {
  it.each([
    ['17', 17],
    ['0', 0],
    ['0.5', 0.5],
    ['999999', 3600],
    ['-1', undefined],
    ['Fri, 31 Dec 1999 23:59:59 GMT', undefined],
    ['soon', undefined],
  ])('with Retry-After %s asks to wait %s seconds', async (header, seconds) => {
    const error = await failureOf(client(refusal(429, '0x80072322', { 'retry-after': header })).call(read))
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code: '0x80072322', retryAfterSeconds: seconds })
  })

  it('may say nothing about how long', async () => {
    expect(await failureOf(client(refusal(503)).call(read))).toMatchObject({
      code: 'http-503',
      retryAfterSeconds: undefined,
    })
  })
})

describe('no answer', () => {
  it.each([
    [
      'because the connection was refused',
      new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
    ],
    ['within the time it may take', silence],
  ])('%s means that Sales is unavailable, and why is kept as the cause', async (_why, answer) => {
    const error = await failureOf(client(answer).call(read))
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code: 'unreachable', cause: expect.any(Error) })
  })

  it.each([
    ['breaks off', () => new Response(brokenBody())],
    ['is no JSON', () => new Response('<html>Maintenance</html>')],
    ['is cut JSON', () => new Response('{"value":[')],
  ])('that can be read, because it %s, is one to try again', async (_how, answer) => {
    const error = await failureOf(client(answer()).call(read))
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ code: 'answer-cut-off' })
  })
})

describe('a refusal', () => {
  it('tells its code and kind, never the words of Sales', async () => {
    const error = await failureOf(client(refusal(412, '0x80040237')).call(read))
    expect(error).toBeInstanceOf(SalesRefused)
    expect(error).toMatchObject({ code: '0x80040237', kind: 'exists', message: 'Sales refused (0x80040237).' })
  })

  it.each([
    ['an empty body', new Response('', { status: 400 })],
    ['a page', new Response('<html>', { status: 404 })],
    ['JSON without an error', Response.json([], { status: 400 })],
    ['null', Response.json(null, { status: 404 })],
    ['an empty code', refusal(412, '')],
    ['the code of a gateway', refusal(404, 'ResourceNotFound')],
    ['a code that is no text', Response.json({ error: { code: 7 } }, { status: 400 })],
    ['a broken body', new Response(brokenBody(), { status: 400 })],
    ['an address to go to', new Response('', { status: 302, headers: { location: 'https://login.example/' } })],
  ])('with %s is not of Sales, which was not reached', async (_what, answer) => {
    const error = await failureOf(client(answer).call(read))
    expect(error).toBeInstanceOf(SalesUnavailable)
    expect(error).toMatchObject({ retryAfterSeconds: undefined })
  })

  it('of a row that is not there is told from an address that is not there', async () => {
    expect(await failureOf(client(refusal(404, '0x80040217')).call(read))).toMatchObject({ kind: 'missing' })
    expect(await failureOf(client(refusal(404, '0x80060888')).call(read))).toBeInstanceOf(SalesUnavailable)
  })
})

describe('a success', () => {
  it.each([
    ['an empty body', () => new Response('')],
    ['JSON of its own', () => Response.json({ status: 'ok' })],
    ['null', () => Response.json(null)],
  ])('of somebody in between, with %s, is not one of Sales', async (_what, answer) => {
    for (const request of [read, { method: 'POST', path: 'leads', body: {} } as const]) {
      const error = await failureOf(client(answer()).call(request))
      expect(error).toBeInstanceOf(SalesUnavailable)
      expect(error).toMatchObject({ code: 'answer-of-somebody-else' })
    }
  })

  it('is known by its OData version, or by the context that its body names', async () => {
    const { call } = client(Response.json({ '@odata.context': 'x', leadid: 1 }), ok({ leadid: 2 }))
    expect([await call(read), await call(read)]).toMatchObject([{ leadid: 1 }, { leadid: 2 }])
  })
})
