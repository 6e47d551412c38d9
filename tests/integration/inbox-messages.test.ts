// What the inbox keeps, lists, forgets and survives.
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Inbox, type InboxOptions, startInbox } from '../../infra/local/inbox/inbox.ts'

let folder: string
const open: Inbox[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((inbox) => inbox.close()))
  await rm(folder, { recursive: true, force: true })
})

const start = async (options: Omit<InboxOptions, 'port'> = {}): Promise<Inbox> => {
  const inbox = await startInbox({ port: 0, ...options })
  open.push(inbox)
  return inbox
}

const send = async (inbox: Inbox, changes: object = {}): Promise<Response> => {
  const response = await fetch(`${inbox.url}/v3/mail/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer SG.local', 'content-type': 'application/json' },
    body: JSON.stringify({
      personalizations: [{ to: [{ email: 'ada@fabrikam.example', name: 'Ada' }] }],
      from: { email: 'no-reply@contoso.example', name: 'Contoso' },
      subject: 'Hello',
      content: [
        { type: 'text/plain', value: 'Hello' },
        { type: 'text/html', value: '<p>Hello</p>' },
      ],
      ...changes,
    }),
  })
  expect(response.status).toBe(202)
  return response
}

const listed = async (inbox: Inbox): Promise<Record<string, unknown>[]> =>
  (await fetch(`${inbox.url}/api/messages`)).json() as Promise<Record<string, unknown>[]>

describe('the messages of the inbox', () => {
  it('are listed newest first, with exactly the agreed members', async () => {
    const inbox = await start({ now: () => new Date('2026-11-21T10:00:00Z') })
    await send(inbox, { subject: 'first' })
    const second = await send(inbox, { subject: 'second', custom_args: { mailId: '7' } })
    const messages = await listed(inbox)
    expect(messages.map((message) => message['subject'])).toEqual(['second', 'first'])
    expect(messages[0]).toEqual({
      id: second.headers.get('x-message-id'),
      to: 'ada@fabrikam.example',
      subject: 'second',
      html: '<p>Hello</p>',
      text: 'Hello',
      customArgs: { mailId: '7' },
      receivedAt: '2026-11-21T10:00:00.000Z',
    })
    expect(inbox.messages()).toEqual(messages)
  })

  it('are one for each personalization, which wins over the mail', async () => {
    const inbox = await start()
    await send(inbox, {
      personalizations: [
        { to: [{ email: 'a@x.example' }, { email: 'b@x.example' }], custom_args: { k: 'own' } },
        { to: [{ email: 'c@x.example' }], subject: 'Own' },
      ],
      custom_args: { k: 'shared', l: '1' },
    })
    const [second, first] = await listed(inbox)
    expect(first).toMatchObject({ to: 'a@x.example, b@x.example', subject: 'Hello', customArgs: { k: 'own', l: '1' } })
    expect(second).toMatchObject({ to: 'c@x.example', subject: 'Own', customArgs: { k: 'shared', l: '1' } })
    expect(first?.['id']).not.toBe(second?.['id'])
  })

  it('are all gone after a delete', async () => {
    const inbox = await start({ folder })
    await send(inbox)
    expect((await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' })).status).toBe(204)
    expect(await listed(inbox)).toEqual([])
    await inbox.close()
    expect(await listed(await start({ folder }))).toEqual([])
  })

  it('are all there after a restart', async () => {
    const inbox = await start({ folder })
    await Promise.all(Array.from({ length: 20 }, (_, at) => send(inbox, { subject: `number ${at}` })))
    const before = inbox.messages()
    await inbox.close()
    const after = await start({ folder })
    expect(after.messages()).toEqual(before)
    expect(new Set(before.map(({ subject }) => subject)).size).toBe(20)
  })

  it('are written before the sender gets an answer', async () => {
    const inbox = await start({ folder })
    const id = (await send(inbox)).headers.get('x-message-id')
    expect(await readFile(join(folder, 'messages.jsonl'), 'utf8')).toContain(`"${id}"`)
  })

  it('survive a line that a crash cut short, and are added to after it', async () => {
    const inbox = await start({ folder })
    await send(inbox, { subject: 'whole' })
    await inbox.close()
    await appendFile(join(folder, 'messages.jsonl'), '{"id":"torn","sub')
    const again = await start({ folder })
    await send(again, { subject: 'next' })
    await again.close()
    expect((await start({ folder })).messages().map(({ subject }) => subject)).toEqual(['next', 'whole'])
  })

  it('are not silently lost when the file is damaged', async () => {
    await writeFile(join(folder, 'messages.jsonl'), 'damaged\n{}\n')
    await expect(start({ folder })).rejects.toThrow('is damaged in line 1')
  })
})

describe('the counters of the inbox', () => {
  it('tell requests from accepted mails', async () => {
    const inbox = await start({ faults: (attempt) => (attempt === 1 ? { kind: 'status', status: 500 } : undefined) })
    const first = await fetch(`${inbox.url}/v3/mail/send`, { method: 'POST', body: '{}' })
    expect(first.status).toBe(500)
    await send(inbox)
    expect(inbox.stats()).toEqual({ sends: 2, accepted: 1 })
  })
})

describe('an inbox that closes', () => {
  it('does not wait for a sender that never gets an answer', async () => {
    const inbox = await start({ faults: () => ({ kind: 'accept-then-hang' }) })
    const hanging = send(inbox).then(
      () => 'answered',
      () => 'cut',
    )
    await expect.poll(() => inbox.messages().length, { timeout: 5000 }).toBe(1)
    await inbox.close()
    expect(await hanging).toBe('cut')
  })
})
