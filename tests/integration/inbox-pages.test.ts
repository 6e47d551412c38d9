// The pages of the inbox: readable by people, harmless whatever a mail contains.

import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Inbox, startInbox } from '../../infra/local/inbox/inbox.ts'

let inbox: Inbox
const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'

const send = async (subject: string, changes: object = {}): Promise<string> => {
  const response = await fetch(`${inbox.url}/v3/mail/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer SG.local', 'content-type': 'application/json' },
    body: JSON.stringify({
      personalizations: [{ to: [{ email: 'ada@fabrikam.example', name: hostile }] }],
      from: { email: 'no-reply@contoso.example', name: 'Contoso' },
      subject,
      custom_args: { mailId: hostile },
      content: [
        { type: 'text/plain', value: hostile },
        {
          type: 'text/html',
          value: '<!doctype html><html><head><title>x</title></head><body><script>1</script></body></html>',
        },
      ],
      ...changes,
    }),
  })
  return response.headers.get('x-message-id') ?? ''
}

beforeAll(async () => {
  inbox = await startInbox({ port: 0, now: () => new Date('2026-11-21T10:00:00Z') })
})
afterAll(() => inbox.close())

const elements = (node: Tree.Node): Tree.Element[] => [
  ...('tagName' in node ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elements) : []),
]
const attribute = (element: Tree.Element | undefined, name: string): string | undefined =>
  element?.attrs.find((each) => each.name === name)?.value
const get = async (path: string) => {
  const response = await fetch(`${inbox.url}${path}`)
  const text = await response.text()
  return { response, text, all: elements(parse(text)) }
}
const policy = (response: Response): string => response.headers.get('content-security-policy') ?? ''

describe('the pages of the inbox', () => {
  it('list the messages and find those with given words', async () => {
    const id = await send('Goedgekeurd')
    await send('Rejected')
    const { text, all, response } = await get('/')
    expect(policy(response)).toContain("default-src 'none'")
    expect(policy(response)).not.toContain('unsafe')
    expect(all.some((each) => attribute(each, 'href') === `/messages/${id}`)).toBe(true)
    expect(text).toContain('2026-11-21 10:00:00 UTC')
    const found = await get('/?q=goedgekeurd')
    expect(found.text).toContain('Goedgekeurd')
    expect(found.text).not.toContain('Rejected')
    expect((await get('/?q=%22%3E%3Cscript%3E')).all.some((each) => each.tagName === 'script')).toBe(false)
  })

  it.each(['', '?view=html', '?view=text', '?view=details'])('show a message without running it (%s)', async (view) => {
    const id = await send(hostile)
    const { response, text, all } = await get(`/messages/${id}${view}`)
    expect(response.status).toBe(200)
    expect(all.filter((each) => ['script', 'img', 'style'].includes(each.tagName))).toEqual([])
    expect(text).toContain('no-reply@contoso.example')
    const frame = all.find((each) => each.tagName === 'iframe')
    if (frame) expect(attribute(frame, 'sandbox')).not.toMatch(/allow-(scripts|same-origin|top-navigation|forms)/)
    expect(frame !== undefined).toBe(view === '' || view === '?view=html')
    expect(all.find((each) => attribute(each, 'aria-current') === 'page')).toBeDefined()
  })

  it('serve the HTML of a mail under a policy that runs and loads nothing', async () => {
    const { response, text } = await get(`/messages/${await send('x')}/body`)
    expect(policy(response)).toMatch(/default-src 'none'.*sandbox allow-popups/)
    expect(policy(response)).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
    expect(text).toContain('<base target="_blank">')
  })

  it('name every control and every frame', async () => {
    const { all } = await get(`/messages/${await send('x')}`)
    expect(
      attribute(
        all.find((each) => each.tagName === 'html'),
        'lang',
      ),
    ).toBe('en')
    for (const input of all.filter((each) => each.tagName === 'input'))
      expect(attribute(input, 'aria-label')).toBeTruthy()
    expect(
      attribute(
        all.find((each) => each.tagName === 'iframe'),
        'title',
      ),
    ).toBeTruthy()
  })

  it('show the plain text of a mail that has no HTML', async () => {
    const id = await send('plain', { content: [{ type: 'text/plain', value: 'only words' }] })
    const { all, text } = await get(`/messages/${id}`)
    expect(text).toContain('only words')
    expect(all.some((each) => each.tagName === 'iframe')).toBe(false)
  })

  it('mark a mail that bounces', async () => {
    const id = await send('x', { personalizations: [{ to: [{ email: 'bounce@x.example' }] }] })
    expect((await get(`/messages/${id}`)).text).toContain('Bounced')
  })

  it('say so when there is no such message or page', async () => {
    expect((await get('/messages/unknown')).response.status).toBe(404)
    expect((await get('/messages/unknown/body')).response.status).toBe(404)
    expect((await get('/nothing')).response.status).toBe(404)
    expect((await get('//')).response.status).toBe(404)
  })

  it('empty the inbox only for a form of their own', async () => {
    await send('x')
    const post = (origin: string) =>
      fetch(`${inbox.url}/messages/delete`, { method: 'POST', headers: { origin }, redirect: 'manual' })
    expect((await post('https://evil.example')).status).toBe(403)
    expect((await post('null')).status).toBe(403)
    expect(inbox.messages().length).toBeGreaterThan(0)
    expect((await post(inbox.url)).status).toBe(303)
    expect(inbox.messages()).toEqual([])
    expect((await get('/')).text).toContain('No mail yet')
  })
})
