// Who the mails of a template are sent by, as staff choose it over HTTP.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { mailsTo } from '../support/people.ts'

const desk = { name: 'Onboarding desk', email: 'desk@adventure-works.example' }

describe('the sender of a template', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({
      MAIL_SENDERS: JSON.stringify([desk]),
      STAFF_MAIL: 'staff@adventure-works.example',
    })
  })
  afterAll(() => env.close())

  const post = (path: string, values: Record<string, string>) =>
    fetch(env.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: env.url },
      body: new URLSearchParams(values).toString(),
      redirect: 'manual',
    })
  const made = async (): Promise<string> => {
    const formId = crypto.randomUUID()
    const answer = await post('/headquarters/mail-templates', { formId, name: 'Welcome', type: 'approved' })
    expect(answer.status).toBe(303)
    return new URL(answer.headers.get('location') ?? '', env.url).pathname
  }
  const shown = async (path: string) => {
    const text = await (await fetch(`${env.url}${path}?language=en`)).text()
    const [, etag = ''] = /name="etag" value="([^"]*)"/.exec(text) ?? []
    return { text, etag: etag.replaceAll('&quot;', '"').replaceAll('&#39;', "'") }
  }

  it('is one of the list, stands with the versions, and sends the test mail', async () => {
    const path = await made()
    const before = await shown(path)
    expect(before.text).toContain('Onboarding desk &lt;desk@adventure-works.example&gt;')
    const choose = (sender: string, etag: string) => post(`${path}/sender`, { language: 'en', etag, sender })
    expect((await choose('attacker@elsewhere.example', before.etag)).status).toBe(400)
    expect((await choose(desk.email, 'W/"old"')).status).toBe(409)
    expect((await choose(desk.email, before.etag)).status).toBe(303)
    const after = await shown(path)
    expect(after.text).toContain(`sent by ${desk.email}`)
    const wording = { subject: 'Welcome', body: '<p><a href="%signinurl%">Sign in</a></p>' }
    expect((await post(`${path}/test`, { language: 'en', etag: after.etag, ...wording })).status).toBe(200)
    const [mail] = mailsTo(env, 'staff@adventure-works.example')
    const details = await fetch(`${env.inbox.url}/api/messages/${mail?.id}`)
    expect(await details.json()).toMatchObject({ from: desk })
    expect((await choose('', after.etag)).status).toBe(303)
    expect((await shown(path)).text).toContain('sent by the sender of the site')
  })
})
