// What every page of the salesperson must withstand: other sites, odd requests, hostile data, a failing service.
import { request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id, oneLead } from './sales-pages-one-lead.ts'
import { attribute, bannerOf, browser, byClass, servePages, skeleton, textOf } from './sales-pages-support.ts'

const org = oneLead()
let server: Awaited<ReturnType<typeof servePages>>
let visitor: ReturnType<typeof browser>

beforeAll(async () => {
  server = await servePages(org.api)
  visitor = browser(server.url)
})
afterAll(() => server.close())

const paths = ['/', `/leads/${id}`, `/leads/${id}/qualify`, `/leads/${id}/delete`, '/accounts', '/contacts']

const post = (headers: Record<string, string>, body = 'x=1') =>
  new Promise<number>((resolve, reject) => {
    const sent = httpRequest(`${server.url}/leads/${id}`, { method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })
const formType = { 'content-type': 'application/x-www-form-urlencoded' }

describe('headers', () => {
  test.each([...paths, '/leads/new', '/assets/sales.css', '/nothing'])(
    '%s carries the strict security policy',
    async (path) => {
      const { headers } = await visitor.open(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  test.each([...paths, '/leads/new'])(
    '%s has no inline script or style, one first heading, labels and a skip link',
    async (path) => {
      const { elements } = await visitor.open(path)
      expect(elements.filter(({ tagName }) => tagName === 'script' || tagName === 'style')).toEqual([])
      expect(
        elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter((name) => /^(on|style$)/.test(name)),
      ).toEqual([])
      expect(elements.filter(({ tagName }) => tagName === 'h1')).toHaveLength(1)
      const skip = elements.find((element) => attribute(element, 'class') === 'skip-link')
      expect(skip && attribute(skip, 'href')).toBe('#main')
      const labelled = new Set(
        elements.filter(({ tagName }) => tagName === 'label').map((label) => attribute(label, 'for')),
      )
      const controls = elements.filter(
        (element) =>
          ['input', 'select', 'textarea'].includes(element.tagName) && attribute(element, 'type') !== 'hidden',
      )
      expect(controls.filter((control) => !labelled.has(attribute(control, 'id')))).toEqual([])
      const ids = elements.flatMap((element) => attribute(element, 'id') ?? [])
      expect(new Set(ids).size).toBe(ids.length)
    },
  )
})

describe('commands from elsewhere', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['another origin of an older browser', { origin: 'https://elsewhere.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('a form posted from %s is refused and nothing is written', async (_, headers) => {
    const before = org.state.writes
    expect(await post({ ...formType, ...headers })).toBe(403)
    expect(org.state.writes).toBe(before)
  })

  test('a form posted from the page itself reaches the service', async () => {
    const before = org.state.writes
    expect(await post({ ...formType, origin: server.url }, 'subject=New')).toBe(400)
    expect(org.state.writes).toBe(before + 1)
  })

  test('a body that is no form is refused', async () => {
    expect(await post({ 'content-type': 'application/json' }, '{}')).toBe(415)
  })

  test('a form longer than the limit is refused', async () => {
    expect(await post(formType, 'a'.repeat(300 * 1024))).toBe(413)
  })

  test('a command is not a page: opening its address is refused with the method it takes', async () => {
    const page = await visitor.open(`/leads/${id}/disqualify`)
    expect([page.status, page.headers.get('allow')]).toEqual([405, 'POST'])
    const response = await fetch(`${server.url}/leads/${id}`, { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })
})

describe('failures', () => {
  test('an unknown record and an unknown address answer 404 with a page', async () => {
    const unknown = await visitor.open('/leads/00000000-0000-4000-8000-000000000000')
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect((await visitor.open('/leads/not-a-guid')).status).toBe(404)
    expect((await visitor.open('/?view=no-such-view')).status).toBe(404)
  })

  test('an unknown address asked for by a program is left to the server', async () => {
    const response = await fetch(`${server.url}/robots.txt`, { headers: { accept: 'text/plain' } })
    expect([response.status, await response.text()]).toEqual([404, 'not a page'])
  })

  test('a read that the service refuses answers an error page with its message', async () => {
    org.state.fail = true
    org.state.value = '<b>Try again later</b>'
    const page = await visitor.open('/')
    org.state.fail = false
    expect(page.status).toBe(500)
    expect(page.elements.filter(({ tagName }) => tagName === 'b')).toEqual([])
    expect(page.elements.filter(({ tagName }) => tagName === 'p').map(textOf)).toContain('<b>Try again later</b>')
  })

  test('HEAD answers the headers of the page without its body', async () => {
    const response = await fetch(`${server.url}/leads/new`, { method: 'HEAD' })
    expect([response.status, (await response.text()).length]).toEqual([200, 0])
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1000)
  })
})

describe('hostile data', () => {
  const fragments = [
    '<script>',
    '</textarea>',
    '</title>',
    '"',
    "'",
    '>',
    '<',
    '&amp;',
    '&#60;',
    '-->',
    '<!--',
    ' onfocus=x ',
    '`',
  ]
  const hostile = fc.array(
    fc.oneof(fc.constantFrom(...fragments, '\u0000', '\r', '\n', '\f', '\u202e', '\ud800'), fc.string()),
    {
      minLength: 1,
      maxLength: 12,
    },
  )

  test.each(paths)('whatever a lead contains, the structure of %s stays the same', async (path) => {
    org.state.value = 'plain'
    const expected = skeleton(await visitor.open(path))
    await fc.assert(
      fc.asyncProperty(hostile, async (parts) => {
        org.state.value = `x${parts.join('')}`
        expect(skeleton(await visitor.open(path))).toBe(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('the message of a refusal is shown as text', async () => {
    org.state.value = '</div><script>alert(1)</script>'
    const page = await visitor.submit(`/leads/${id}`, { subject: 'New' })
    expect(page.status).toBe(400)
    expect(bannerOf(page)).toContain('</div><script>alert(1)</script>')
    expect(page.elements.filter(({ tagName }) => tagName === 'script')).toEqual([])
    expect(byClass(page, 'banner').map((element) => attribute(element, 'role'))).toEqual(['alert'])
  })

  test('a text that begins with a line break keeps it', async () => {
    org.state.value = '\nsecond line'
    const { markup } = await visitor.open(`/leads/${id}`)
    expect(markup).toContain('rows="6">\n\nsecond line</textarea>')
  })
})
