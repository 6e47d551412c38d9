// A look from outside: silent about the app as it is, and each line speaks up when what it looks at is bad.

import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAsk } from '../../infra/azure/deploy-check/ask.ts'
import { lookAtAll } from '../../infra/azure/deploy-check/check.ts'
import { allChecks, deployCheckCommand } from '../../infra/azure/deploy-check/deploy-check-command.ts'
import { greet, type Handshake } from '../../infra/azure/deploy-check/handshake.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { type Spoil, startSpoilingProxy } from '../support/spoiling-proxy.ts'

let app: Environment
beforeAll(async () => {
  app = await startEnvironment({ HEADQUARTERS_ACCESS: 'closed' }, true, { holdAnswers: false })
}, 60_000)
afterAll(() => app.close())

const marker = 'm00112233445566aa'
const refusing: Handshake = async () => ({ refused: 'nobody there' })

const look = async (spoil: Spoil, name: string, flood = 0) => {
  const proxy = await startSpoilingProxy(Number(new URL(app.url).port), spoil)
  try {
    const checks = allChecks.filter((check) => check.name === name)
    const ask = createAsk(proxy.url, 10_000)
    const [line] = await lookAtAll({ url: proxy.url, ask, handshake: refusing, marker, flood }, checks)
    return line
  } finally {
    await proxy.close()
  }
}

const answer = (outgoing: ServerResponse, status: number, text = '', headers: Record<string, string> = {}): true => {
  outgoing.writeHead(status, headers).end(text)
  return true
}
/** Answers 200 wherever this holds. */
const opens =
  (
    is: (incoming: IncomingMessage) => boolean,
    status = 200,
    headers: Record<string, string> = {},
  ): NonNullable<Spoil['answers']> =>
  (incoming, outgoing) =>
    is(incoming) ? answer(outgoing, status, '{"items":[]}', headers) : false

const path = (incoming: IncomingMessage): string => incoming.url ?? ''
const isForged = ({ headers }: IncomingMessage): boolean => headers['x-ms-client-principal'] !== undefined
const without =
  (name: string, status: (status: number) => boolean = () => true): NonNullable<Spoil['headers']> =>
  (headers, _, given) => {
    const { [name]: _gone, ...rest } = headers
    return status(given) ? rest : headers
  }

/** By the line that must fail: what is bad. */
const bad: readonly (readonly [line: string, about: string, spoil: Spoil])[] = [
  [
    'The app is well, and tells strangers nothing more',
    'an app that cannot store',
    { answers: opens((one) => path(one) === '/api/health', 503) },
  ],
  [
    'The app is well, and tells strangers nothing more',
    'neighbours named to anybody',
    { answers: (one, out) => path(one) === '/api/health' && answer(out, 200, '{"neighbours":{"sales":"up"}}') },
  ],
  [
    'HEAD is answered without a body and without a failure',
    'a failure on HEAD',
    { answers: opens((one) => one.method === 'HEAD', 500) },
  ],
  [
    'TRACE, PUT and DELETE of a page do nothing',
    'a page that can be replaced',
    { answers: opens((one) => one.method === 'PUT', 201) },
  ],
  [
    'TRACE, PUT and DELETE of a page do nothing',
    'headers sent back',
    { answers: (one, out) => one.method === 'TRACE' && answer(out, 405, JSON.stringify(one.headers)) },
  ],
  ['Headquarters asks who it is', 'jobs open to all', { answers: opens((one) => path(one) === '/headquarters/jobs') }],
  [
    'Headquarters asks who it is',
    'another site to sign in',
    { answers: opens((one) => path(one) === '/headquarters', 302, { location: 'https://evil.example/.auth' }) },
  ],
  [
    'A page of headquarters leads to signing in with this tenant, or is closed',
    'open',
    { answers: opens((one) => path(one) === '/headquarters') },
  ],
  [
    'A page of headquarters leads to signing in with this tenant, or is closed',
    'any tenant',
    {
      answers: opens((one) => path(one) === '/headquarters', 302, {
        location: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
      }),
    },
  ],
  [
    'A forged principal opens no address of headquarters',
    'a header that is believed',
    { answers: opens((one) => isForged(one) && path(one) === '/api/customers') },
  ],
  [
    'A forged principal opens no other spelling of them',
    'a path that is tidied late',
    { answers: opens((one) => isForged(one) && path(one).includes('%2f')) },
  ],
  [
    'Two principals in one request open nothing',
    'the second of two',
    { answers: opens((one) => String(one.headers['x-ms-client-principal']).startsWith('x, ')) },
  ],
  [
    'A forged principal changes nothing on addresses that are open to all',
    'health that believes it',
    { answers: (one, out) => isForged(one) && path(one) === '/api/health' && answer(out, 200, '{"neighbours":{}}') },
  ],
  [
    'A form of another site changes nothing in headquarters',
    'a form that is taken',
    { answers: opens((one) => path(one).endsWith('/pause'), 303, { location: '/headquarters/dual-write' }) },
  ],
  [
    'The host’s own addresses under /admin are closed',
    'the status of the host',
    { answers: opens((one) => path(one) === '/admin/host/status') },
  ],
  [
    'The host’s own addresses under /admin are closed',
    'jobs that anybody runs',
    { answers: opens((one) => path(one).startsWith('/admin/functions/'), 202) },
  ],
  [
    'The host’s own addresses under /admin are closed',
    'another spelling',
    { answers: opens((one) => path(one).startsWith('/Admin')) },
  ],
  [
    'Webhooks take nothing without their key or signature',
    'events of anybody',
    { answers: opens((one) => path(one) === '/api/sales/events', 204) },
  ],
  [
    'Users of sites are nobody without a token that their site signed',
    'a token that nobody signed',
    { answers: opens((one) => path(one) === '/api/me' && String(one.headers['x-user-token'] ?? '').endsWith('.')) },
  ],
  [
    'Users of sites are nobody without a token that their site signed',
    'users that anybody adds',
    { answers: opens((one) => path(one) === '/api/organization/users' && one.method === 'POST', 202) },
  ],
  [
    'Sites read nothing without their key or role',
    'changes told to anybody',
    { answers: opens((one) => path(one) === '/api/channel/changes' && one.headers['x-site-key'] === undefined) },
  ],
  [
    'The pages of partners lead to signing in, or are not there',
    'a session that anybody has',
    { answers: opens((one) => path(one) === '/account/users' && one.headers.cookie !== undefined) },
  ],
  [
    'The pages of partners lead to signing in, or are not there',
    'details shown to anybody',
    { answers: opens((one) => path(one) === '/account') },
  ],
  [
    'The pages of partners lead to signing in, or are not there',
    'another site to sign in',
    { answers: opens((one) => path(one) === '/account', 302, { location: 'https://evil.example/account/sign-in' }) },
  ],
  [
    'A page of an origin that no channel names may ask and read nothing',
    'any origin',
    { headers: (headers) => ({ ...headers, 'access-control-allow-origin': '*' }) },
  ],
  ['Security headers on a page', 'a page that may be framed', { headers: without('content-security-policy') }],
  [
    'Security headers on a page',
    'a policy that allows scripts',
    { headers: (headers) => ({ ...headers, 'content-security-policy': "default-src *; frame-ancestors 'none'" }) },
  ],
  ['Security headers on a page', 'what runs here', { headers: (headers) => ({ ...headers, 'x-powered-by': 'x' }) }],
  [
    'Security headers on the host’s 404',
    'a 404 without headers',
    { headers: without('x-content-type-options', (status) => status === 404) },
  ],
  [
    'Security headers on the host’s 404',
    'pages for everything',
    { answers: opens((one) => path(one).startsWith('/nothing')) },
  ],
  [
    'Security headers on the app’s 404',
    'a status that may be kept',
    { headers: without('cache-control', (status) => status === 404) },
  ],
  [
    'Security headers on a 400',
    'a 400 without a policy of referrers',
    { headers: without('referrer-policy', (status) => status === 400) },
  ],
  [
    'Security headers on a 413',
    'a route without a cap',
    { answers: opens((one) => Number(one.headers['content-length']) > 40_000, 202) },
  ],
  [
    'Security headers on a 413',
    'no encryption the next time',
    { headers: without('strict-transport-security', (status) => status === 413) },
  ],
  [
    'Security headers on a 415',
    'any type of body',
    { answers: opens((one) => one.headers['content-type'] === 'text/csv', 400) },
  ],
  [
    'Security headers on a 401 of a webhook',
    'a 401 for other sites to read',
    { headers: without('cross-origin-resource-policy', (status) => status === 401) },
  ],
  [
    'Security headers on a refusal of headquarters',
    'a refusal without headers',
    { headers: without('x-content-type-options', (status) => status === 403) },
  ],
  [
    'Security headers on a refusal of /admin',
    'a refusal without headers',
    { headers: without('x-content-type-options', (status) => status === 401) },
  ],
  [
    'A body of 8 MB is refused, its length told or not',
    'a body that is taken',
    { answers: opens((one) => one.headers['transfer-encoding'] === 'chunked', 202) },
  ],
  [
    'A body of 8 MB is refused, its length told or not',
    'a failure',
    { answers: opens((one) => Number(one.headers['content-length']) > 1_000_000, 500) },
  ],
  [
    'No refusal sends back what was sent',
    'a path sent back',
    { answers: (one, out) => path(one).startsWith('/nothing') && answer(out, 404, path(one)) },
  ],
  ['Public pages set no cookie', 'a cookie', { headers: (headers) => ({ ...headers, 'set-cookie': ['a=b'] }) }],
]

describe('looking at the app from outside', () => {
  it('finds nothing wrong, says what it could not look at, and ends well', async () => {
    const said: string[] = []
    const code = await deployCheckCommand(['--url', app.url, '--flood', '1200'], {
      say: (line) => said.push(line),
      marker,
    })
    expect({ code, wrong: said.filter((line) => line.startsWith('FAILED')) }).toEqual({ code: 0, wrong: [] })
    expect(said.filter((line) => line.startsWith('left out')).map((line) => line.slice(10, 27))).toEqual([
      'TLS 1.2 or newer,',
      'TLS 1.0 and 1.1 a',
    ])
    expect(said.at(-1)).toBe('No line failed.')
  }, 60_000)

  it.each(bad)(
    '%s: notices %s',
    async (name, _, spoil) => {
      expect(await look(spoil, name)).toMatchObject({ name, outcome: 'FAILED', detail: expect.stringMatching(/\w/) })
    },
    30_000,
  )

  it('notices a full host that answers without headers, or fails', async () => {
    const name = 'Security headers on the host’s 429'
    let count = 0
    const busy = (status: number): Spoil => ({ answers: (_, out) => count++ % 2 === 0 && answer(out, status) })
    expect(await look(busy(429), name, 8)).toMatchObject({ outcome: 'FAILED' })
    expect(await look(busy(500), name, 8)).toMatchObject({ outcome: 'FAILED', detail: 'a full host answered 500' })
    expect(await look({}, name, 2)).toMatchObject({ outcome: 'left out' })
    expect(await look({}, name)).toMatchObject({ outcome: 'left out' })
  })

  it('leaves to the platform what the platform answers before the app', async () => {
    const redirect = { location: 'https://login.microsoftonline.com/contoso/oauth2/v2.0/authorize' }
    const spoil: Spoil = { answers: opens((one) => path(one) === '/api/prospects', 302, redirect) }
    expect(await look(spoil, 'Security headers on a refusal of headquarters')).toMatchObject({ outcome: 'left out' })
  })

  it('has seen every line fail', () => {
    const seen = new Set([...bad.map(([name]) => name), 'Security headers on the host’s 429'])
    const encryption = allChecks.map(({ name }) => name).filter((name) => !seen.has(name))
    expect(encryption).toEqual(['TLS 1.2 or newer, with a certificate that is trusted', 'TLS 1.0 and 1.1 are refused'])
  })

  it('calls nothing well of an app that is not there', async () => {
    const said: string[] = []
    const code = await deployCheckCommand(['--url', 'http://127.0.0.1:9'], { say: (line) => said.push(line), marker })
    expect(code).toBe(1)
    expect(said.filter((line) => line.startsWith('ok'))).toEqual([])
  })

  it.each([
    [[]],
    [['--url', 'app']],
    [['--url', 'ftp://app.example']],
    [['--url', 'https://a', '--flood', 'many']],
    [['--all']],
  ])('refuses %j', async (args) => {
    const said: string[] = []
    expect(await deployCheckCommand(args, { say: (line) => said.push(line), marker })).toBe(2)
    expect(said).toHaveLength(1)
  })
})

describe('encryption', () => {
  const [trusted, old] = allChecks
  const outcome = async (check: (typeof allChecks)[number] | undefined, url: string, handshake: Handshake) => {
    const ask = async () => ({ status: 200, headers: {}, text: '' })
    const [line] = await lookAtAll({ url: new URL(url), ask, handshake, marker, flood: 0 }, check ? [check] : [])
    return line?.outcome
  }
  const speaking =
    (...versions: string[]): Handshake =>
    async (_, max) => {
      const found = versions.find((version) => max === undefined || version <= max)
      return found ? { version: found } : { refused: 'protocol version' }
    }

  it('is good with new versions only, and a certificate that is trusted', async () => {
    expect(await outcome(trusted, 'https://app.example', speaking('TLSv1.3'))).toBe('ok')
    expect(await outcome(old, 'https://app.example', speaking('TLSv1.3', 'TLSv1.2'))).toBe('ok')
  })

  it.each([
    ['an old version', speaking('TLSv1.1')],
    ['a certificate that is not trusted', (async () => ({ refused: 'self-signed certificate' })) satisfies Handshake],
  ])('fails with %s', async (_, handshake) => {
    expect(await outcome(trusted, 'https://app.example', handshake)).toBe('FAILED')
  })

  it('fails when an old version is still spoken, and in the open', async () => {
    expect(await outcome(old, 'https://app.example', speaking('TLSv1.3', 'TLSv1.1'))).toBe('FAILED')
    expect(await outcome(old, 'http://app.example', speaking('TLSv1.3'))).toBe('FAILED')
    expect(await outcome(trusted, 'http://app.example', speaking('TLSv1.3'))).toBe('FAILED')
  })

  it('says why no greeting came about', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    expect(await greet(new URL(`https://127.0.0.1:${port}`))).toEqual({ refused: expect.stringMatching(/\w/) })
    expect(await greet(new URL(`https://127.0.0.1:${port}`), 'TLSv1.1')).toEqual({
      refused: expect.stringMatching(/\w/),
    })
    server.close()
  })
})
