// The inbox refuses what SendGrid refuses, in the same words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Inbox, startInbox } from '../../infra/local/inbox/inbox.ts'

const now = new Date('2026-11-21T10:00:00Z')
const seconds = now.getTime() / 1000
let inbox: Inbox

beforeAll(async () => {
  inbox = await startInbox({ port: 0, apiKey: 'SG.right', now: () => now })
})
afterAll(() => inbox.close())

const to = [{ email: 'ada@fabrikam.example' }]
const valid = {
  personalizations: [{ to }],
  from: { email: 'no-reply@contoso.example' },
  subject: 'Hello',
  content: [{ type: 'text/plain', value: 'Hello' }],
}
const headers = { authorization: 'Bearer SG.right', 'content-type': 'application/json' }

const post = (body: unknown, changes: Record<string, string> = {}): Promise<Response> =>
  fetch(`${inbox.url}/v3/mail/send`, {
    method: 'POST',
    headers: { ...headers, ...changes },
    body:
      typeof body === 'string' || body instanceof Uint8Array
        ? (body as NonNullable<RequestInit['body']>)
        : JSON.stringify(body),
  })

type Answer = { errors: { message: string; field: string | null; help: string | null }[] }
const errorsOf = async (response: Response): Promise<Answer['errors']> => ((await response.json()) as Answer).errors

const personalized = (changes: object) => ({ ...valid, personalizations: [{ to, ...changes }] })
const many = (count: number) => Array.from({ length: count }, (_, at) => ({ email: `a${at}@b.example` }))

describe('a request that does not get as far as its mail', () => {
  it('is 405 for another method, even without a key', async () => {
    const response = await fetch(`${inbox.url}/v3/mail/send`)
    expect(response.status).toBe(405)
    expect(await errorsOf(response)).toEqual([{ message: 'POST method allowed only', field: null, help: null }])
  })

  it('is 401 without a key', async () => {
    const response = await fetch(`${inbox.url}/v3/mail/send`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
    expect((await errorsOf(response))[0]?.message).toBe('Permission denied, wrong credentials')
  })

  it.each(['Bearer SG.wrong', 'Bearer right', 'Basic SG.right', 'SG.right'])(
    'is 401 with "%s"',
    async (authorization) => {
      const response = await post(valid, { authorization })
      expect(response.status).toBe(401)
      const message = 'The provided authorization grant is invalid, expired, or revoked'
      expect(await errorsOf(response)).toEqual([{ message, field: null, help: null }])
    },
  )

  it('is 415 when it is not JSON', async () => {
    const response = await post(valid, { 'content-type': 'text/plain' })
    expect(response.status).toBe(415)
    expect((await errorsOf(response))[0]?.message).toBe('Content-Type should be application/json.')
  })

  it('is 413 above 30 MB', async () => {
    const response = await post({ ...valid, subject: 'x'.repeat(31 * 1024 * 1024) })
    expect(response.status).toBe(413)
  })

  it.each(['{', '[]', 'null', '"x"', ''])('is 400 for the body %j', async (body) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    expect(await errorsOf(response)).toEqual([{ message: 'Bad Request', field: null, help: null }])
  })

  it('is 400 for bytes that are not UTF-8', async () => {
    const response = await post(Uint8Array.from([0x7b, 0xff, 0x7d]))
    expect(response.status).toBe(400)
    expect((await errorsOf(response))[0]?.message).toBe('Invalid UTF8 in request.')
  })
})

describe('a mail with a mistake is 400 and names the field', () => {
  it.each<[string, object, string, RegExp]>([
    ['no personalizations', { ...valid, personalizations: undefined }, 'personalizations', /at least one/],
    ['empty personalizations', { ...valid, personalizations: [] }, 'personalizations', /at least one/],
    [
      'personalizations of a wrong type',
      { ...valid, personalizations: {} },
      'personalizations',
      /Expected: array, given: object/,
    ],
    [
      'too many personalizations',
      { ...valid, personalizations: many(1001).map((each) => ({ to: [each] })) },
      'personalizations',
      /limited to 1000 .* provided 1001/,
    ],
    ['too many recipients', personalized({ cc: many(1000) }), 'personalizations', /1000 total recipients/],
    ['no recipient', personalized({ to: [] }), 'personalizations.0.to', /The to array is required/],
    ['no address', personalized({ to: [{ name: 'Ada' }] }), 'personalizations.0.to.0.email', /valid address/],
    [
      'a wrong address in cc',
      personalized({ cc: [{ email: 'a@b' }] }),
      'personalizations.0.cc.0.email',
      /valid address/,
    ],
    [
      'a repeated address',
      personalized({ bcc: [{ email: 'ADA@fabrikam.example' }] }),
      'personalizations.0',
      /unique between to, cc, and bcc.*\[ADA@fabrikam.example\].*personalizations.0.bcc/,
    ],
    [
      'an empty subject of its own',
      personalized({ subject: '' }),
      'personalizations.0.subject',
      /at least one character/,
    ],
    [
      'custom arguments that are no strings',
      personalized({ custom_args: { a: 1 } }),
      'personalizations.0.custom_args',
      /must be strings/,
    ],
    ['no custom arguments', personalized({ custom_args: {} }), 'personalizations.0.custom_args', /cannot be empty/],
    [
      'custom arguments that are too large',
      { ...personalized({ custom_args: { a: 'x'.repeat(30_000) } }), custom_args: { b: 'x'.repeat(30_000) } },
      'personalizations.0.custom_args',
      /50,000 bytes/,
    ],
    ['a reserved header', personalized({ headers: { 'Reply-To': 'x' } }), 'personalizations.0.headers', /reserved/],
    ['a header name with a space', { ...valid, headers: { 'X A': 'x' } }, 'headers', /non-ASCII/],
    ['a header twice', { ...valid, headers: { 'X-A': 'x', 'x-a': 'y' } }, 'headers', /duplicate/],
    ['a header that is no string', { ...valid, headers: { 'X-A': 1 } }, 'headers', /must be strings/],
    [
      'too many substitutions',
      personalized({ substitutions: Object.fromEntries(many(151).map(({ email }) => [email, 'x'])) }),
      'personalizations.0.substitutions',
      /150/,
    ],
    ['a time as text', { ...valid, send_at: '1' }, 'send_at', /UNIX timestamp/],
    [
      'a time too far ahead',
      personalized({ send_at: seconds + 72 * 3600 + 1 }),
      'personalizations.0.send_at',
      /72 hours/,
    ],
    ['no sender', { ...valid, from: undefined }, 'from.email', /must be provided/],
    ['a wrong sender', { ...valid, from: { email: 'contoso' } }, 'from.email', /valid address/],
    [
      'a sender of another domain',
      personalized({ from: { email: 'a@other.example' } }),
      'personalizations.0.from.email',
      /same as the domain/,
    ],
    ['a wrong reply address', { ...valid, reply_to: { name: 'x' } }, 'reply_to', /valid email address/],
    ['no subject', { ...valid, subject: undefined }, 'subject', /The subject is required/],
    ['an empty subject', { ...valid, subject: '' }, 'subject', /at least one character/],
    ['no content', { ...valid, content: undefined }, 'content', /content parameter is required/],
    [
      'empty content',
      { ...valid, content: [{ type: 'text/plain', value: '' }] },
      'content.0.value',
      /at least one character/,
    ],
    ['content without a type', { ...valid, content: [{ value: 'x' }] }, 'content.0.type', /at least one character/],
    ['content as an object', { ...valid, content: {} }, 'content', /Expected: array, given: object/],
    [
      'plain text twice',
      { ...valid, content: [...valid.content, ...valid.content] },
      'content',
      /only be provided once/,
    ],
    [
      'HTML before plain text',
      { ...valid, content: [{ type: 'text/html', value: 'x' }, ...valid.content] },
      'content',
      /text\/plain needs to be first/,
    ],
    [
      'an attachment that is not base64',
      { ...valid, attachments: [{ content: 'ä', filename: 'a' }] },
      'attachments.0.content',
      /base64/,
    ],
    [
      'an attachment without a name',
      { ...valid, attachments: [{ content: 'QQ==' }] },
      'attachments.0.filename',
      /required/,
    ],
    [
      'an unknown disposition',
      { ...valid, attachments: [{ content: 'QQ==', filename: 'a', disposition: 'x' }] },
      'attachments.0.disposition',
      /inline/,
    ],
    [
      'eleven categories',
      { ...valid, categories: many(11).map(({ email }) => email) },
      'categories',
      /limit of 10 .* provided 11/,
    ],
    ['a repeated category', { ...valid, categories: ['a', 'a'] }, 'categories', /unique/],
    ['a long category', { ...valid, categories: ['a'.repeat(256)] }, 'categories', /255/],
    ['a category that is no text', { ...valid, categories: [1] }, 'categories', /array of strings/],
    ['an unknown template', { ...valid, template_id: 'd-1' }, 'template_id', /valid template id.*d-1/],
    ['an unknown unsubscribe group', { ...valid, asm: { group_id: 5 } }, 'asm.group_id', /valid Group ID.*5/],
    ['an unknown pool', { ...valid, ip_pool_name: 'fast' }, 'ip_pool_name', /valid pool name/],
    ['an unknown batch', { ...valid, batch_id: 'x' }, 'batch_id', /batch_id/],
    [
      'sandbox mode as text',
      { ...valid, mail_settings: { sandbox_mode: { enable: 'true' } } },
      'mail_settings.sandbox_mode.enable',
      /boolean/,
    ],
    [
      'click tracking as a number',
      { ...valid, tracking_settings: { click_tracking: { enable: 1 } } },
      'tracking_settings.click_tracking.enable',
      /boolean/,
    ],
  ])('%s', async (_, body, field, message) => {
    const before = inbox.messages().length
    const response = await post(body)
    expect(response.status).toBe(400)
    const errors = await errorsOf(response)
    expect(errors.map((error) => error.field)).toContain(field)
    const error = errors.find((each) => each.field === field)
    expect(error?.message).toMatch(message)
    expect(error?.help).toMatch(/^http:\/\/sendgrid\.com\/docs\/.*errors\.html#message\./)
    expect(inbox.messages().length).toBe(before)
  })

  it('all of several mistakes', async () => {
    const errors = await errorsOf(await post({ personalizations: [{ to: [{ email: 'x' }] }], content: [] }))
    expect(errors.map(({ field }) => field)).toEqual([
      'personalizations.0.to.0.email',
      'from.email',
      'subject',
      'content',
    ])
  })
})

describe('a mail without a mistake', () => {
  it.each<[string, object]>([
    ['as small as can be', valid],
    ['with a subject in every personalization', { ...personalized({ subject: 'x' }), subject: undefined }],
    ['with 1000 recipients', personalized({ cc: many(999) })],
    ['that leaves in 72 hours', { ...valid, send_at: seconds + 72 * 3600 }],
    [
      'with every kind of content',
      {
        ...valid,
        content: [...valid.content, { type: 'text/html', value: 'x' }, { type: 'text/calendar', value: 'x' }],
      },
    ],
    ['with an own sender of the same domain', personalized({ from: { email: 'other@contoso.example' } })],
    [
      'with an attachment',
      { ...valid, attachments: [{ content: 'QQ==', filename: 'a.txt', type: 'text/plain', disposition: 'inline' }] },
    ],
  ])('%s is 202 with an id and an empty body', async (_, body) => {
    const response = await post(body)
    expect([response.status, await response.text()]).toEqual([202, ''])
    expect(response.headers.get('x-message-id')).toMatch(/^[\w-]{22}$/)
  })

  it('is checked but not kept in sandbox mode', async () => {
    const before = inbox.messages().length
    const response = await post({ ...valid, mail_settings: { sandbox_mode: { enable: true } } })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(inbox.messages().length).toBe(before)
    expect((await post({ mail_settings: { sandbox_mode: { enable: true } } })).status).toBe(400)
  })
})
