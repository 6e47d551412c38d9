// Handing mails to SendGrid: the genuine client against the inbox.
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Inbox, type InboxOptions, startInbox } from '../../infra/local/inbox/inbox.ts'
import { type OutgoingMail, type SendGridConfig, sendGridMail } from '../../shared/mail/send-grid.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'

const mail: OutgoingMail = {
  id: '4d5cbb4f-6a7c-4f1e-9d55-2f9f0a1d3f10',
  to: 'ada@fabrikam.example',
  toName: 'Roth, Ada',
  subject: 'Your request has been approved: Fabrikam GmbH',
  html: '<p>Hello {{name}} -name- %company%</p>',
  text: 'Hello {{name}} -name- %company%',
  customArgs: { requestId: 'b1' },
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const inboxWith = async (options: Omit<InboxOptions, 'port'> = {}): Promise<Inbox> => {
  const inbox = await startInbox({ port: 0, ...options })
  open.push(inbox.close)
  return inbox
}

const sender = (baseUrl: string, changes: Partial<SendGridConfig> = {}) =>
  sendGridMail({
    apiKey: 'SG.secret-key',
    baseUrl,
    timeoutMs: 5000,
    from: { email: 'no-reply@contoso.example', name: 'Contoso' },
    replyTo: 'partners@contoso.example',
    ...changes,
  })

const serverThat = async (answer: Parameters<typeof createServer>[1]): Promise<{ server: Server; url: string }> => {
  const server = createServer({}, answer)
  const port = await listenLocally(server)
  open.push(() => closeLocally(server))
  return { server, url: `http://127.0.0.1:${port}` }
}

describe('a mail that is sent', () => {
  it('arrives literally, once, with its id among the custom arguments', async () => {
    const inbox = await inboxWith()
    const result = await sender(inbox.url)(mail)
    const [received, ...others] = inbox.messages()
    expect(others).toEqual([])
    expect(received).toMatchObject({
      to: 'ada@fabrikam.example',
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      customArgs: { requestId: 'b1', mailId: mail.id },
    })
    expect(result).toEqual({ outcome: 'accepted', messageId: received?.id })
  })

  it('turns tracking off and marks itself as automatic', async () => {
    const bodies: string[] = []
    const httpHeaders: string[] = []
    const { url } = await serverThat((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk))
      request.on('end', () => response.writeHead(202, { 'x-message-id': 'x' }).end())
      httpHeaders.push(...Object.keys(request.headers))
    })
    await sender(url)(mail)
    expect(httpHeaders).not.toContain('auto-submitted')
    const sent = JSON.parse(bodies.join(''))
    expect(sent.tracking_settings).toEqual({
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
      ganalytics: { enable: false },
    })
    expect(sent.personalizations[0].headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
    expect(sent.personalizations[0].to).toEqual([{ email: 'ada@fabrikam.example', name: 'Roth Ada' }])
    expect(sent.reply_to).toEqual({ email: 'partners@contoso.example' })
  })

  it.each([
    [' ,Ada, Roth; ', { email: mail.to, name: 'Ada Roth' }],
    [' ,;"<> ', { email: mail.to }],
    ['', { email: mail.to }],
  ])('to somebody called %j goes to %j', async (toName, to) => {
    const bodies: string[] = []
    const { url } = await serverThat((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk))
      request.on('end', () => response.writeHead(202).end())
    })
    expect(await sender(url)({ ...mail, toName })).toEqual({ outcome: 'accepted' })
    expect(JSON.parse(bodies.join('')).personalizations[0].to).toEqual([to])
  })

  it('cannot smuggle header lines in through names and subject', async () => {
    const inbox = await inboxWith()
    const line = 'x\r\nBcc: evil@example.com'
    await sender(inbox.url)({ ...mail, toName: line, subject: line })
    expect(inbox.messages()[0]?.subject).toBe('x Bcc: evil@example.com')
  })

  it('keeps two configurations apart', async () => {
    const [one, two] = [await inboxWith({ apiKey: 'SG.one' }), await inboxWith({ apiKey: 'SG.two' })]
    const sendOne = sender(one.url, { apiKey: 'SG.one' })
    const sendTwo = sender(two.url, { apiKey: 'SG.two' })
    const results = await Promise.all([sendOne(mail), sendTwo(mail), sendOne(mail)])
    expect(results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted'])
    expect([one.messages().length, two.messages().length]).toEqual([2, 1])
  })
})

describe('a mail that is refused', () => {
  it('is permanent when the key is wrong', async () => {
    const inbox = await inboxWith({ apiKey: 'SG.other' })
    expect(await sender(inbox.url)(mail)).toEqual({ outcome: 'permanent', code: 'http-401' })
  })

  it.each([
    [{ to: 'nobody' }, 'http-400 personalizations.0.to.0.email'],
    [{ to: 'a@b.example\r\nBcc: c@d.example' }, 'http-400 personalizations.0.to.0.email'],
    [{ to: 'a@b.example, c@d.example' }, 'http-400 personalizations.0.to.0.email'],
    [{ subject: '' }, 'http-400 subject'],
    [{ text: '' }, 'http-400 content.0.value'],
  ])('%j is permanent and names the field only', async (changes, code) => {
    const inbox = await inboxWith()
    const result = await sender(inbox.url)({ ...mail, ...changes })
    expect(result).toEqual({ outcome: 'permanent', code })
    expect(inbox.messages()).toEqual([])
  })

  it.each([
    [403, 'permanent'],
    [413, 'permanent'],
    [429, 'transient'],
    [500, 'transient'],
    [502, 'unknown'],
    [503, 'transient'],
    [504, 'unknown'],
  ])('answer %i is %s, after one request', async (status, outcome) => {
    const inbox = await inboxWith({ faults: () => ({ kind: 'status', status }) })
    expect(await sender(inbox.url)(mail)).toMatchObject({ outcome, code: `http-${status}` })
    expect(inbox.stats()).toEqual({ sends: 1, accepted: 0 })
  })

  it('says how long to wait when the service says when its limit ends', async () => {
    const inbox = await inboxWith({ faults: () => ({ kind: 'status', status: 429 }) })
    const result = await sender(inbox.url)(mail)
    expect(result.outcome === 'transient' && result.retryAfterSeconds).toBeGreaterThan(55)
    expect(result.outcome === 'transient' && result.retryAfterSeconds).toBeLessThan(65)
    const busy = await inboxWith({ faults: () => ({ kind: 'status', status: 503, headers: { 'retry-after': '7' } }) })
    expect(await sender(busy.url)(mail)).toEqual({ outcome: 'transient', code: 'http-503', retryAfterSeconds: 7 })
  })

  it.each([
    ['past', -5],
    ['more than a day ahead', 86_401],
  ])('does not say how long to wait when that end is %s', async (_, seconds) => {
    const date = 'Sat, 21 Nov 2026 09:00:00 GMT'
    const headers = { date, 'x-ratelimit-reset': String(Date.parse(date) / 1000 + seconds) }
    const inbox = await inboxWith({ faults: () => ({ kind: 'status', status: 429, headers }) })
    expect(await sender(inbox.url)(mail)).toEqual({ outcome: 'transient', code: 'http-429' })
  })

  it('by the client itself, before it asks the service, is permanent', async () => {
    const inbox = await inboxWith()
    const odd: OutgoingMail = { ...mail, html: 7 as unknown as string }
    expect(await sender(inbox.url)(odd)).toEqual({ outcome: 'permanent', code: 'refused-by-client' })
    expect(inbox.stats().sends).toBe(0)
  })

  it('does not follow a redirect to another host', async () => {
    const elsewhere = await inboxWith()
    const { url } = await serverThat((request, response) => {
      request.resume()
      response.writeHead(307, { location: `${elsewhere.url}/v3/mail/send` }).end()
    })
    expect(await sender(url)(mail)).toEqual({ outcome: 'permanent', code: 'http-307' })
    expect(elsewhere.stats().sends).toBe(0)
  })

  it('is not taken for accepted on a 200', async () => {
    const { url } = await serverThat((request, response) => {
      request.resume()
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome</p>')
    })
    expect(await sender(url)(mail)).toEqual({ outcome: 'unknown', code: 'http-200' })
  })
})

describe('a mail whose answer does not come', () => {
  it('is transient when nothing listens', async () => {
    const inbox = await startInbox({ port: 0 })
    await inbox.close()
    expect(await sender(inbox.url)(mail)).toEqual({ outcome: 'transient', code: 'ECONNREFUSED' })
  })

  it.each(['accept-then-cut', 'cut'] as const)('is unknown when the connection breaks (%s)', async (kind) => {
    const inbox = await inboxWith({ faults: () => ({ kind }) })
    expect(await sender(inbox.url)(mail)).toEqual({ outcome: 'unknown', code: 'ECONNRESET' })
    expect(inbox.messages().length).toBe(kind === 'cut' ? 0 : 1)
  })

  it.each(['accept-then-hang', 'no-answer'] as const)('is unknown after the time-out (%s)', async (kind) => {
    const inbox = await inboxWith({ faults: () => ({ kind }) })
    expect(await sender(inbox.url, { timeoutMs: 300 })(mail)).toEqual({ outcome: 'unknown', code: 'ECONNABORTED' })
    expect(inbox.stats().sends).toBe(1)
  })

  it('is accepted when the answer is merely late', async () => {
    const inbox = await inboxWith({ faults: () => ({ kind: 'delay', milliseconds: 150 }) })
    expect((await sender(inbox.url)(mail)).outcome).toBe('accepted')
  })
})

describe('what is told about a failure', () => {
  it('holds neither the key nor a person', async () => {
    const inbox = await inboxWith({ faults: (attempt) => (attempt === 1 ? { kind: 'cut' } : undefined) })
    const send = sender(inbox.url)
    const told = JSON.stringify([await send(mail), await send({ ...mail, to: 'ada' })])
    expect(told).not.toMatch(/secret-key|ada|fabrikam/i)
  })
})
