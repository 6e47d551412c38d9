// Whose forms are taken: of both addresses under which the app is known, shown by us, in pages that load nothing foreign.

import { describe, expect, it } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { createAbuseLimits, type Limits } from '../../shared/channel/abuse-limits.ts'
import { formStamp, wasFilledInTooFast } from '../../shared/channel/form-stamp.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import { html } from '../../shared/platform/html.ts'
import { empty, page } from '../../shared/platform/http.ts'
import { headersOf, httpRequest, invocation, keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const publicUrl = 'https://partners.example'
/** Where the platform itself reaches the app, behind the public address. */
const inner = 'https://app-1234.azurewebsites.example'

const post = async (headers: Record<string, string>, name: 'SignUpPage' | 'RunJob' = 'SignUpPage') => {
  const serve = createServe({
    site: { siteName: 'Site', defaultLanguage: 'en', publicUrl },
    tokenSecret: 'x'.repeat(32),
    salesEventKeys: [],
    mailEventKey: '',
    access: () => ({ outcome: 'allowed', who: { kind: 'staff', id: 'ada' }, role: 'Headquarters.Admin' }),
    log: keptLog().log,
  })
  const answer = serve(routes[name], ({ form }) => ({ ...empty(204), body: form.get('a') ?? '' }))
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = httpRequest({ url: `${inner}/sign-up`, headers: { ...type, ...headers }, body: 'a=1' })
  return answer(request, invocation())
}

describe('a form of our own', () => {
  it.each([publicUrl, inner])('sent from %s is taken', async (origin) => {
    expect(await post({ origin })).toMatchObject({ status: 204, body: '1' })
    expect(await post({ origin }, 'RunJob')).toMatchObject({ status: 204 })
  })

  it.each(['https://evil.example', 'https://azurewebsites.example', 'https://example', 'null'])(
    'is not what is sent from %s',
    async (origin) => {
      expect((await post({ origin })).status).toBe(403)
      expect((await post({ origin }, 'RunJob')).status).toBe(403)
    },
  )
})

describe('every page', () => {
  const headers = headersOf(page(html`<p>x</p>`))

  it('tells no other site where a reader came from, and its own forms where they are sent from', () => {
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })

  it('takes styles from here alone, pictures from itself alone, and sends forms here alone', () => {
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'self'",
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})

describe('the stamp of the form', () => {
  const start = Date.parse('2026-11-20T08:00:00.000Z')

  it('counts from the time it names, and proves that time alone', () => {
    const [, signature] = formStamp('secret', start).split('.')
    const late = `${start + 60_000}.${signature}`
    // A program that borrows the signature of another time has shown nothing.
    expect(wasFilledInTooFast('secret', late, start + 60_000, 2000)).toBe(false)
    expect(wasFilledInTooFast('secret', formStamp('secret', start + 60_000), start + 60_000, 2000)).toBe(true)
    expect(wasFilledInTooFast('secret', formStamp('secret', start), start + 60_000, 2000)).toBe(false)
  })

  it('is another for another time and another secret', () => {
    const stamps = [formStamp('a', start), formStamp('a', start + 1), formStamp('b', start)]
    expect(new Set(stamps.map((stamp) => stamp.split('.')[1])).size).toBe(3)
  })
})

describe('a limit of one', () => {
  const admitted = async (limits: Partial<Limits>) => {
    let at = Date.parse('2026-11-20T08:00:00.000Z')
    const table = memoryTable()
    const { admit } = createAbuseLimits(
      createLimitBuckets(table),
      { address: 0, network: 0, total: 0, ...limits },
      's',
      () => new Date(at),
    )
    const submitter = { email: 'ada@fabrikam.example', network: '203.0.113.7' }
    const tried = async () => [await admit(submitter), await admit(submitter), await admit(submitter)]
    const first = await tried()
    at += 3_600_000
    return [first, await tried()]
  }

  it.each(['address', 'network', 'total'] as const)('for %s takes one an hour', async (kind) => {
    expect(await admitted({ [kind]: 1 })).toEqual([
      [true, false, false],
      [true, false, false],
    ])
  })

  it('of none takes everything', async () => {
    expect(await admitted({})).toEqual([
      [true, true, true],
      [true, true, true],
    ])
  })
})
