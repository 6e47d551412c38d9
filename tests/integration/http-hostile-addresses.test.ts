// Hostile addresses: ids in paths and query strings. Never an error of ours, never a hang.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, submit } from '../support/people.ts'
import { hostileStrings, inPlace, marker } from './http-hostile-strings.ts'
import { shapeOf } from './http-page-shape.ts'
import { allRows, rawHead, sendRaw } from './http-support.ts'

let env: Environment
let before: string[]
beforeAll(async () => {
  env = await startEnvironment()
  await submit(env, aRequest('Only one GmbH'))
  before = await allRows(env)
})
afterAll(() => env.close())

const encoded = hostileStrings
  .filter((text) => text.isWellFormed())
  .map((text) => encodeURIComponent(text).slice(0, 12_000))
// 431: the server's own refusal of an address or of headers that are too long.
const harmless = [200, 204, 303, 400, 401, 403, 404, 413, 414, 415, 431]

const expectHarmless = async (path: string, allowed = harmless): Promise<{ status: number; text: string }> => {
  const { status, text } = await sendRaw(env, rawHead('GET', path, ['Accept-Language: en']))
  expect(allowed, `${status} for ${path.slice(0, 80)}`).toContain(status)
  return { status, text }
}

describe('an id in a path', () => {
  it.each(
    [
      '/api/onboarding-requests/',
      '/requests/',
      '/api/prospects/',
      '/api/customers/',
      '/api/customer-hierarchies/',
      '/headquarters/prospects/',
      '/headquarters/customers/',
      '/headquarters/customer-hierarchies/',
    ].map((path, place) => ({ path, place })),
  )('of $path is nothing that is there', async ({ path, place }) => {
    for (const id of [
      ...inPlace(encoded, place),
      '%',
      '%ff',
      '%c0%ae%c0%ae',
      '%2f..%2f',
      '%00',
      '11111111-2222-4333-8444-55555555555g',
    ]) {
      const { text } = await expectHarmless(path + id, [400, 404, 431])
      expect(text).not.toContain(marker)
    }
  })

  it.each([
    ['/headquarters/jobs/', '/run', 0],
    ['/headquarters/dual-write/', '', 1],
    ['/headquarters/dual-write/errors/', '/retry', 2],
    ['/headquarters/dual-write/errors/11111111-2222-4333-8444-555555555555/', '', 3],
  ] as const)('of an action is no action: %s…%s', async (path, rest, place) => {
    const more = ['__proto__', 'constructor', 'p-0001', 'P-0001%00', 'P-0001%20', 'pause%00', '..', '%2e%2e', '%ff']
    for (const id of [...more, ...inPlace(encoded, place)]) {
      const head = rawHead('POST', `${path}${id}${rest}`, ['Content-Length: 0'])
      expect([400, 404, 431]).toContain((await sendRaw(env, head)).status)
    }
  })

  it('of a pause without a reason that can be shown is refused', async () => {
    const post = (body: string) =>
      fetch(`${env.url}/headquarters/dual-write/pause`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      })
    for (const body of ['', 'reason=', 'reason=%20', 'reason=%00', 'reason=%E2%80%AE', `reason=${'x'.repeat(201)}`])
      expect((await post(body)).status).toBe(400)
  })
})

describe('a query string', () => {
  const more = ['', '%', '%ff', 'Open,Open', 'MTIzfDQ1Ng', '1.5', '0x10', '201', '%205']
  const cases: [string, string[]][] = [
    ...['status', 'missing', 'pageSize', 'cursor'].map((name, place): [string, string[]] => [
      name,
      [...inPlace(encoded, place), ...more],
    ]),
    ...['unknown', '__proto__', 'status%5B%5D', '%ff', ''].map((name): [string, string[]] => [name, more]),
  ]
  it.each(cases)('%s of the list takes any text', async (name, values) => {
    for (const value of values) {
      const { status, text } = await expectHarmless(`/api/prospects?${name}=${value}`, [200, 400, 431])
      if (status === 400) expect(text).toContain('application/problem+json')
      expect(text).not.toContain(marker)
      const page = await expectHarmless(`/headquarters/prospects?${name}=${value}`, [200, 400, 431])
      expect(page.text).not.toContain(marker)
    }
  })

  it('of the list answers every page size that it takes, and refuses all others', async () => {
    for (const [size, status] of [
      ['1', 200],
      ['200', 200],
      ['', 200],
      ['0', 400],
      ['-1', 400],
      ['201', 400],
      ['1e9', 400],
      ['NaN', 400],
      ['2.5', 400],
    ])
      expect({ size, status: (await fetch(`${env.url}/api/prospects?pageSize=${size}`)).status }).toEqual({
        size,
        status,
      })
  })

  it.each([
    ['/?language=', 200, 0],
    ['/sign-up?language=', 200, 1],
    ['/sign-up/confirmation?request=', 404, 2],
    ['/sign-up/confirmation?token=', 404, 3],
    ['/headquarters/jobs?ran=', 200, 4],
    ['/headquarters/dual-write?done=', 200, 5],
  ] as const)('%s takes any text and stays the same page', async (path, status, place) => {
    const shape = shapeOf(await (await fetch(env.url + path, { headers: { 'accept-language': 'en' } })).text())
    for (const value of inPlace(encoded, place)) {
      const response = await fetch(env.url + path + value, { headers: { 'accept-language': 'en' } }).catch(
        () => undefined,
      )
      if (response?.status === 431) continue
      expect(response?.status).toBe(status)
      expect(shapeOf((await response?.text()) ?? '')).toEqual(shape)
    }
  })

  it('of very many members is no burden', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => `status=${at}`).join('&')
    await expectHarmless(`/api/prospects?${many}`, [400, 431])
    await expectHarmless(`/api/prospects?${'&'.repeat(10_000)}`)
  })
})

it('nothing of all this has changed a row', async () => {
  await env.host.idle()
  // That somebody tried stands in the audit trail, and the first look at *Dual-write* takes the counts of errors.
  const isOwn = (line: string) => line.startsWith('Headquarters audit ') || /^DualWrite . counts/.test(line)
  expect((await allRows(env)).filter((line) => !isOwn(line))).toEqual(before)
})
