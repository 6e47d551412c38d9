// Answers, refusals and the reading of bodies.

import { describe, expect, it } from 'vitest'
import { type ProblemCode, problemAnswer, problems } from '../../functions/problems.ts'
import { html } from '../../shared/platform/html.ts'
import {
  answering,
  decodeText,
  empty,
  formOrigin,
  hasMediaType,
  json,
  page,
  prefersPage,
  readBytes,
  seeOther,
  stylesheet,
} from '../../shared/platform/http.ts'
import { describeError } from '../../shared/platform/log.ts'
import { QueueUnavailable } from '../../shared/platform/queue-failures.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { SalesUnavailable } from '../../shared/sales/failures.ts'
import { headersOf, httpRequest, invocation, keptLog } from '../support/http-samples.ts'

describe('every answer', () => {
  it.each([
    ['empty', empty(204)],
    ['JSON', json(200, {})],
    ['a page', page(html`<p>`)],
    ['a stylesheet', stylesheet('p{}')],
    ['a redirection', seeOther('/x')],
    ['a problem', problemAnswer('not-found')],
  ])('that is %s has the security headers', (_what, answer) => {
    const headers = headersOf(answer)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/)
    expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    expect(headers.get('cache-control')).toMatch(/^(no-store|public, max-age=300)$/)
    const policy = headers.get('content-security-policy')?.split('; ')
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]))
  })

  it('that is a page runs no script, loads nothing foreign and cannot be framed', () => {
    const answer = page(html`<p>${'<'}</p>`, 404)
    const policy = headersOf(answer).get('content-security-policy') ?? ''
    expect([answer.status, answer.body]).toEqual([404, '<p>&lt;</p>'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|script-src|\*/)
  })

  it.each<[string, ReturnType<typeof json>]>([
    [
      'a page',
      {
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy':
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
        },
        body: '<p>x</p>',
      },
    ],
    [
      'a stylesheet',
      {
        status: 200,
        headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' },
        body: 'p{}',
      },
    ],
    [
      'JSON',
      { status: 202, headers: { 'content-type': 'application/json; charset=utf-8', 'x-a': 'b' }, body: '{"a":1}' },
    ],
    ['a redirection', { status: 303, headers: { location: '/x' } }],
    ['an acknowledgement', { status: 204 }],
  ])('that is %s is exactly this', (what, expected) => {
    const answers: Readonly<Record<string, ReturnType<typeof json>>> = {
      'a page': page(html`<p>x</p>`),
      'a stylesheet': stylesheet('p{}'),
      JSON: json(202, { a: 1 }, { 'x-a': 'b' }),
      'a redirection': seeOther('/x'),
      'an acknowledgement': empty(204),
    }
    expect(answers[what]).toEqual(expected)
  })

  it('that sends a browser on does it with 303', () => {
    expect([seeOther('/requests/1').status, headersOf(seeOther('/requests/1')).get('location')]).toEqual([
      303,
      '/requests/1',
    ])
  })
})

describe('a problem', () => {
  const codes = Object.keys(problems) as ProblemCode[]

  it.each(codes)('%s has its status, type, title and code as RFC 9457 has it', (code) => {
    const answer = problemAnswer(code)
    const [status, title] = problems[code]
    expect(answer.status).toBe(status)
    expect(headersOf(answer).get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(JSON.parse(String(answer.body))).toEqual({ type: `urn:b2b-onboarding:${code}`, title, status, code })
    expect(headersOf(answer).has('retry-after')).toBe(status === 503 || status === 429)
  })

  it('that may pass says when to come again', () => {
    for (const code of ['too-many-requests', 'temporarily-unavailable'] as const)
      expect(headersOf(problemAnswer(code)).get('retry-after')).toBe('5')
  })

  it('lists the errors it is given', () => {
    const errors = [{ path: 'company.name', code: 'required', message: 'This is required.' }] as const
    expect(JSON.parse(String(problemAnswer('invalid-request', errors).body))).toMatchObject({ errors })
  })
})

describe('a handler that fails', () => {
  it.each([
    [new StorageUnavailable('x'), 'temporarily-unavailable'],
    [new QueueUnavailable('x'), 'temporarily-unavailable'],
    [new SalesUnavailable('x'), 'temporarily-unavailable'],
    [new TypeError('of ada@fabrikam.example'), 'internal-error'],
    ['a thrown text', 'internal-error'],
  ] as const)('with %s is answered and logged without detail', async (error, code) => {
    const { log, lines } = keptLog()
    const answer = await answering(log, () => Promise.reject(error), problemAnswer)(httpRequest(), invocation())
    expect(answer).toEqual(problemAnswer(code))
    expect(lines).toEqual([
      {
        event: 'request-failed',
        function: 'Sample',
        invocationId: 'invocation-1',
        code,
        error: describeError(error),
      },
    ])
  })

  it('before it returns a promise is answered as well, in the given form', async () => {
    const { log } = keptLog()
    const failing = () => {
      throw new Error('at once')
    }
    expect(await answering(log, failing, () => empty(599))(httpRequest(), invocation())).toEqual(empty(599))
  })

  it('does not change the answer of one that does not', async () => {
    const { log, lines } = keptLog()
    expect(await answering(log, async () => empty(201), problemAnswer)(httpRequest(), invocation())).toEqual(empty(201))
    expect(lines).toEqual([])
  })
})

describe('a body', () => {
  const bytes = (...values: number[]) => new Uint8Array(values)

  it('is text in UTF-8, without its byte order mark', () => {
    expect(decodeText(new TextEncoder().encode('Größe 🏪'))).toBe('Größe 🏪')
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a')
    expect(decodeText(bytes())).toBe('')
  })

  it('may be as large as the limit in bytes, not one larger', async () => {
    expect(await readBytes(httpRequest({ body: 'äää' }), 6)).toEqual(new TextEncoder().encode('äää'))
    expect(await readBytes(httpRequest({ body: 'äää' }), 5)).toBeUndefined()
    expect(await readBytes(httpRequest(), 0)).toEqual(bytes())
  })

  it('is refused by its announced length alone', async () => {
    const request = httpRequest({ body: 'a', headers: { 'content-length': '101' } })
    expect(await readBytes(request, 100)).toBeUndefined()
    expect(request.bodyUsed).toBe(false)
  })

  it.each([
    ['a lone continuation byte', bytes(0x80)],
    ['an overlong form', bytes(0xc0, 0xaf)],
    ['a surrogate', bytes(0xed, 0xa0, 0x80)],
    ['a cut character', bytes(0x61, 0xe2, 0x82)],
    ['Latin-1', bytes(0x47, 0x72, 0xf6)],
  ])('that has %s is no text', (_what, body) => {
    expect(decodeText(body)).toBeUndefined()
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a')
  })
})

describe('a content type', () => {
  const is = (type: string | undefined) =>
    hasMediaType(httpRequest(type === undefined ? {} : { headers: { 'content-type': type } }), 'application/json')

  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8; x=y',
    'application/json ; x=y ; Charset=UTF-8',
    'application/json; boundary=charset=latin1',
  ])('%s is JSON in UTF-8', (type) => expect(is(type)).toBe(true))
  it.each([
    undefined,
    '',
    'text/plain',
    'application/jsonp',
    'application/json-patch+json',
    'application/json; charset=iso-8859-1',
    'text/plain; application/json',
    'application/json, text/plain',
  ])('%s is not', (type) => expect(is(type)).toBe(false))
})

describe('a form', () => {
  const origin = (headers: Record<string, string>) => formOrigin(httpRequest({ headers }), ['https://partners.example'])

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://partners.example' }],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }],
    [{}],
  ])('with %j is our own', (headers) => expect(origin(headers)).toBe('own'))

  it('of a browser that does not say where it was sent from has to prove itself', () => {
    expect(origin({ origin: 'null' })).toBe('hidden')
  })

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': '' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://partners.example' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'http://partners.example' }],
    [{ origin: 'https://partners.example.evil.example' }],
  ])('with %j is of another site', (headers) => expect(origin(headers)).toBe('foreign'))
})

describe('what a caller accepts', () => {
  const prefers = (accept: string) => prefersPage(httpRequest({ method: 'GET', headers: accept ? { accept } : {} }))

  it.each([
    'text/html',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'application/json;q=0.4, text/html;q=0.5',
    'TEXT/*',
    'text/html;level=1, */*;q=0.1',
    'application/xhtml+xml',
    'application/problem+json;q=0.4, text/html;q=0.5',
  ])('%j is rather a page', (accept) => expect(prefers(accept)).toBe(true))

  it.each([
    '',
    '*/*',
    'application/json',
    'application/json, text/html;q=0.9',
    'text/html;q=0, */*',
    'text/html, application/json',
    'text/html;q=junk, */*;q=0.1',
    'application/json, text/plain, */*',
    'application/problem+json, text/html;q=0.5',
    'application/*+json, text/html;q=0.5',
    'application/*, text/html;q=0.5',
  ])('%j is rather JSON', (accept) => expect(prefers(accept)).toBe(false))
})
