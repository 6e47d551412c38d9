// Whose forms are taken: of both addresses under which the app is known, shown by us, in pages that load nothing foreign.

import { describe, expect, it } from 'vitest'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { createAbuseLimits } from '../../shared/channel/abuse-limits.ts'
import { formStamp } from '../../shared/channel/form-stamp.ts'
import type { Limits } from '../../shared/channel/limit-rules.ts'
import { renderNotFound } from '../../shared/channel/pages/render-error.ts'
import { createLimitBuckets } from '../../shared/channel/store/limit-buckets.ts'
import { html } from '../../shared/platform/html.ts'
import { empty, page } from '../../shared/platform/http.ts'
import { headersOf, httpRequest, invocation, serveDeps } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const publicUrl = 'https://partners.example'
/** Where the platform itself reaches the app, behind the public address. */
const inner = 'https://app-1234.azurewebsites.example'

const post = async (headers: Record<string, string>, name: 'SignUpPage' | 'RunJob' = 'SignUpPage', body = 'a=1') => {
  const serve = createServe(serveDeps())
  const answer = serve(routes[name], ({ form }) => ({ ...empty(204), body: form.get('a') ?? '' }))
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = httpRequest({ url: `${inner}/sign-up`, headers: { ...type, ...headers }, body })
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

describe('a form whose browser hides where it was sent from', () => {
  const stampedBy = (secret: string) => `a=1&renderedAt=${formStamp(secret, Date.now() - 5000, 'a1')}`

  it('is ours when its stamp is', async () => {
    expect(await post({ origin: 'null' }, 'SignUpPage', stampedBy('x'.repeat(32)))).toMatchObject({ status: 204 })
    expect((await post({ origin: 'null' }, 'SignUpPage', stampedBy('y'.repeat(32)))).status).toBe(403)
  })

  it('is not taken for staff, whose forms have none', async () => {
    expect((await post({ origin: 'null' }, 'RunJob', stampedBy('x'.repeat(32)))).status).toBe(403)
  })

  it('of another site is not ours, whatever stamp it borrowed', async () => {
    const borrowed = stampedBy('x'.repeat(32))
    expect((await post({ origin: 'https://evil.example' }, 'SignUpPage', borrowed)).status).toBe(403)
    expect((await post({ origin: 'null', 'sec-fetch-site': 'cross-site' }, 'SignUpPage', borrowed)).status).toBe(403)
  })
})

describe('every page', () => {
  it('leaves it to the header what it tells of where a reader came from', () => {
    // A meta tag would override the header, and older browsers would then hide where our own forms are sent from.
    const markup = renderNotFound({ siteName: 'Site', language: 'en' }).toString()
    expect(markup).not.toContain('name="referrer"')
  })

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
    const once = async () => (await admit(submitter)).outcome === 'admitted'
    const tried = async () => [await once(), await once(), await once()]
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
