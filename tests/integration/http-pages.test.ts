// The pages over HTTP: each answers with its policy, and the form takes in what people of this site send, and nothing else.

import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formStamp } from '../../shared/channel/form-stamp.ts'
import { honeypotName } from '../../shared/channel/sign-up-form.ts'
import { fromNoonOn } from '../support/app-clock.ts'
import { type Environment, secretsInMemory, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'
import { attributeOf, elementsOf, textOf } from './http-page-shape.ts'
import {
  aForm,
  expectPage,
  expectSafeHeaders,
  pendingCount,
  postForm,
  rowsOf,
  settled,
  stampOf,
} from './http-support.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment(fromNoonOn())
})
afterAll(() => env.close())

const get = (path: string, headers: Record<string, string> = { 'accept-language': 'en' }) =>
  fetch(env.url + path, { headers, redirect: 'manual' })

const byAttribute = (markup: string, name: string, value: string) =>
  elementsOf(parse(markup)).find((element) => attributeOf(element, name) === value)

describe('the pages of the B2B site', () => {
  it.each(['/', '/sign-up', '/sign-up?language=zh-Hans', '/sign-up?language=nonsense', '/?language='])(
    '%s is a page',
    async (path) => {
      await expectPage(await get(path))
    },
  )

  it.each(['/nowhere', '/sign-up/', '/sign-up/nowhere', '/requests', '//', '/%2e%2e/', '/assets/other.css'])(
    '%s is never an error of ours',
    async (path) => expect((await get(path)).status).toBeLessThan(500),
  )

  it.each([
    ['en', 'en'],
    ['tr-TR,en;q=0.5', 'tr'],
    ['xx, et;q=0.1', 'et'],
    ['zh-CN', 'zh-Hans'],
    ['ru;q=0, nl;q=0.2', 'nl'],
    [';;;q=,,', 'en'],
  ])('speak the language of the browser: %s', async (header, language) => {
    const markup = await expectPage(await get('/sign-up', { 'accept-language': header }))
    expect(markup).toContain(`<html lang="${language}"`)
  })

  it('have one stylesheet, from the same place', async () => {
    const markup = await expectPage(await get('/'))
    const href = attributeOf(byAttribute(markup, 'rel', 'stylesheet'), 'href') ?? ''
    const css = await get(href)
    expect(css.status).toBe(200)
    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expectSafeHeaders(css)
    expect(css.headers.get('cache-control')).toBe('public, max-age=300')
    expect(await css.text()).not.toMatch(/@import|url\(\s*["']?(?!data:)/)
  })
})

describe('the form', () => {
  it('leads from the form to the confirmation and on to the status', async () => {
    const markup = await expectPage(await get('/sign-up'))
    const action = attributeOf(byAttribute(markup, 'method', 'post'), 'action') ?? ''
    const response = await postForm(env, action, aForm('Form GmbH'))
    expect(response.status).toBe(303)
    expectSafeHeaders(response)
    const confirmation = await expectPage(await get(response.headers.get('location') ?? ''))
    const status = elementsOf(parse(confirmation)).find((each) => attributeOf(each, 'href')?.includes('/requests/'))
    expect(attributeOf(status, 'href')).toContain(env.url)
    await expectPage(await fetch(attributeOf(status, 'href') ?? ''))
  })

  it('sent twice is one request with one confirmation', async () => {
    const before = await pendingCount(env)
    const [first, second] = await Promise.all([1, 2].map(() => postForm(env, '/sign-up', aForm('Double click GmbH'))))
    expect(first?.headers.get('location')).toMatch(/^\/sign-up\/confirmation\?/)
    expect(second?.headers.get('location')).toBe(first?.headers.get('location'))
    expect(await pendingCount(env)).toBe(before + 1)
  })

  it('comes back with what was typed and each error beside its field', async () => {
    const before = await settled(env)
    const typed = aForm('O’Brien & <Söhne>', {
      'requestor.email': 'ada at home',
      'company.address.city': '',
      comments: '\nTwo\nlines',
    })
    const markup = await expectPage(await postForm(env, '/sign-up', typed), 400)
    expect(attributeOf(byAttribute(markup, 'name', 'company.name'), 'value')).toBe('O’Brien & <Söhne>')
    expect(attributeOf(byAttribute(markup, 'name', 'requestor.email'), 'value')).toBe('ada at home')
    expect(textOf(byAttribute(markup, 'name', 'comments'))).toBe('\nTwo\nlines')
    const country = elementsOf(parse(markup)).find(
      (each) =>
        each.tagName === 'option' && attributeOf(each, 'selected') === '' && attributeOf(each, 'value') === 'DE',
    )
    expect(country).toBeDefined()
    for (const path of ['company.name', 'requestor.email', 'company.address.city']) {
      const control = byAttribute(markup, 'name', path)
      expect(attributeOf(control, 'aria-invalid')).toBe('true')
      const [errorId = ''] = (attributeOf(control, 'aria-describedby') ?? '')
        .split(' ')
        .filter((part) => part.endsWith('-error'))
      expect(textOf(byAttribute(markup, 'id', errorId))).not.toBe('')
    }
    expect(byAttribute(markup, 'aria-invalid', 'true')).toBeDefined()
    expect(elementsOf(parse(markup)).filter((each) => attributeOf(each, 'aria-invalid') === 'true')).toHaveLength(3)
    expect(await settled(env)).toEqual(before)
  })

  it.each<[string, Record<string, string>]>([
    ['an origin of another site', { origin: 'https://evil.example' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site, as the browser says', { 'sec-fetch-site': 'same-site' }],
    ['another site, whatever the origin says', { 'sec-fetch-site': 'cross-site', origin: 'same' }],
  ])('is refused from %s', async (_, headers) => {
    const before = await settled(env)
    const given = headers['origin'] === 'same' ? { ...headers, origin: env.url } : headers
    await expectPage(await postForm(env, '/sign-up', aForm('Foreign GmbH'), given), 403)
    expect(await settled(env)).toEqual(before)
  })

  it('of a browser that hides where it was sent from is taken when its stamp is ours', async () => {
    const sent = { origin: 'null' }
    const response = await postForm(env, '/sign-up', aForm('Safari GmbH'), sent)
    expect([response.status, response.headers.get('location')]).toEqual([303, expect.stringContaining('confirmation')])
    const forged = formStamp('another secret of the same length as ours', Date.now() - 60_000, 'aa')
    await expectPage(await postForm(env, '/sign-up', aForm('Forged GmbH', { renderedAt: forged }), sent), 403)
  })

  it.each([
    ['without a stamp', ''],
    ['of the day before yesterday', formStamp(secretsInMemory.statusToken, Date.now() - 2 * 24 * 3_600_000, 'aa')],
    ['with a stamp of an earlier version', `${Date.now()}.c2lnbmF0dXJl`],
  ])('%s is shown again with what was typed, and can be sent then', async (_, renderedAt) => {
    const markup = await expectPage(await postForm(env, '/sign-up', aForm('Old form GmbH', { renderedAt })), 400)
    expect(markup).toContain('Everything you typed is still here')
    expect(attributeOf(byAttribute(markup, 'name', 'company.name'), 'value')).toBe('Old form GmbH')
    const fresh = attributeOf(byAttribute(markup, 'name', 'renderedAt'), 'value') ?? ''
    expect((await postForm(env, '/sign-up', aForm('Old form GmbH', { renderedAt: fresh }))).status).toBe(303)
  })

  it('is good for one request, and for that one as often as it comes', async () => {
    const stamp = await stampOf(env)
    const once = async (name: string) => postForm(env, '/sign-up', aForm(name, stamp))
    const [first, again, other] = [await once('Replay GmbH'), await once('Replay GmbH'), await once('Replay AG')]
    expect([first.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
    expect(await expectPage(other, 400)).toContain('value="Replay AG"')
  })

  it('with the hidden field filled in is kept apart for staff, and answered as always', async () => {
    const before = await pendingCount(env)
    const honest = (await postForm(env, '/sign-up', aForm('Honest GmbH'))).headers.get('location') ?? ''
    const caught = await postForm(env, '/sign-up', aForm('Robot GmbH', { [honeypotName]: ' ' }))
    expect(caught.status).toBe(303)
    const shape = (location: string) => location.replace(/[0-9a-f-]{36}/, 'id').replace(/token=[\w-]{43}/, 'token')
    expect(shape(caught.headers.get('location') ?? '')).toBe(shape(honest))
    const location = caught.headers.get('location') ?? ''
    await expectPage(await get(location))
    const query = new URL(env.url + location).searchParams
    const status = `/requests/${query.get('request')}?token=${query.get('token')}`
    expect(await expectPage(await get(status))).toContain('We received your request')
    // Only the honest one goes on by itself.
    expect(await pendingCount(env)).toBe(before + 1)
    const held = await expectPage(await get('/headquarters/held-requests'))
    expect(held).toContain('Robot GmbH')
    const act = (action: string) => postForm(env, `/headquarters/held-requests/${query.get('request')}/${action}`, {})
    const taken = await act('take-in')
    expect([taken.status, taken.headers.get('location')]).toEqual([303, expect.stringContaining('done=take-in')])
    expect(await pendingCount(env)).toBe(before + 2)
    expect((await act('discard')).headers.get('location')).toContain('done=gone')
    expect(await expectPage(await get('/headquarters/held-requests'))).not.toContain('Robot GmbH')
  })

  it.each(['multipart/form-data; boundary=x', 'application/json', 'text/plain'])(
    'is refused as %s, with a page',
    async (type) => {
      const before = await settled(env)
      const response = await fetch(`${env.url}/sign-up`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '--x\r\ncontent-disposition: form-data; name="company.name"\r\n\r\nMultipart GmbH\r\n--x--\r\n',
      })
      await expectPage(response, 415)
      expect(await settled(env)).toEqual(before)
    },
  )

  it('is refused over 96 KB, with a page', async () => {
    await expectPage(await postForm(env, '/sign-up', aForm('Large GmbH', { comments: 'x'.repeat(100_000) })), 413)
  })
})

describe('the pages of headquarters', () => {
  it('show an approved partner, and everything that belongs to it', async () => {
    const { requestId } = await submit(env, aRequest('Shown everywhere BV'))
    await bringToSales(env, requestId)
    const seller = await salesUser(env)
    const opportunity = await seller.qualify(requestId)
    await seller.win(opportunity)
    const approved = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    await runJobs(env, 'PushCustomersToChannel')
    await quiet(env)
    const paths = [
      '/headquarters/prospects',
      '/headquarters/prospects?status=Approved&pageSize=1',
      '/headquarters/jobs',
      `/headquarters/prospects/${requestId}`,
      `/headquarters/prospects/${requestId.toUpperCase()}`,
      ...approved.customers.map(({ customerId }) => `/headquarters/customers/${customerId}`),
      `/headquarters/customer-hierarchies/${approved.hierarchy?.hierarchyId}`,
    ]
    expect(paths).toHaveLength(8)
    for (const path of paths) {
      const markup = await expectPage(await get(path))
      if (!path.endsWith('jobs')) expect(markup).toMatch(/Shown everywhere BV|<bdi>Ada Roth<\/bdi>/)
    }
    expect(await expectPage(await get('/headquarters'))).toContain('href="/headquarters/prospects')
  })

  it('answer 404 with a page for what is not there', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000'
    // The host itself refuses %00.
    for (const room of ['prospects', 'customers', 'customer-hierarchies'])
      for (const id of [unknown, 'x', "'", '..%2f'])
        expect({ room, id, status: (await get(`/headquarters/${room}/${id}`)).status }).toEqual({
          room,
          id,
          status: 404,
        })
  })

  it('run a job from its button once, and tell of it', async () => {
    const response = await postForm(env, '/headquarters/jobs/P-0001/run', {})
    expect(response.headers.get('location')).toBe('/headquarters/jobs?ran=P-0001')
    expect(await expectPage(await get('/headquarters/jobs?ran=P-0001'))).toContain('P-0001 ran:')
    expect((await rowsOf(env, 'Headquarters')).some((line) => line.startsWith('Headquarters job P-0001 '))).toBe(true)
    await expectPage(await get('/headquarters/jobs?ran=%3Cscript%3E'))
  })
})
