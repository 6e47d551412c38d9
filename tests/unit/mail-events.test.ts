// What SendGrid tells of our mails: which events are read, what each does to the ledger, and whose events are believed.

import { describe, expect, it } from 'vitest'
import { receiveMailEvents } from '../../functions/mail/receive-mail-events.ts'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import type { MailState } from '../../shared/domain/prospect-view.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { mailKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { mailFormat } from '../../shared/headquarters/store/mail-shape.ts'
import { isSigned } from '../../shared/mail/event-signature.ts'
import { applyMailEvent, type MailEvent, readMailEvents } from '../../shared/mail/mail-events.ts'
import { createRows } from '../../shared/platform/row-format.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { leadId, now, prospect, written } from '../support/domain-samples.ts'
import { httpRequest, invocation, keptLog, serveDeps } from '../support/http-samples.ts'
import { signedMailEvents } from '../support/mail-event-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const first = 'aaaaaaaa-1111-4111-8111-111111111111'
const second = 'bbbbbbbb-2222-4222-8222-222222222222'
const shard = leadId.charAt(0)

const told = (event: unknown, more: object = {}) => ({ event, mailId: first, prospectId: leadId, ...more })

describe('an event of SendGrid', () => {
  it.each([
    ['processed', 'Accepted'],
    ['deferred', 'Accepted'],
    ['delivered', 'Delivered'],
  ])('%s means that the mail is %s', (event, state) => {
    expect(readMailEvents([told(event)])).toEqual([{ mailId: first, prospectId: leadId, state }])
  })

  it.each(['open', 'click', 'unsubscribe', 'group_resubscribe', 'toString', '__proto__', '', 7, null])(
    '%j says nothing of the arrival and is left out',
    (event) => {
      expect(readMailEvents([told(event)])).toEqual([])
    },
  )

  it.each([
    [{ event: 'bounce' }, 'Bounced', 'bounced'],
    [{ event: 'bounce', type: 'bounce' }, 'Bounced', 'bounced'],
    [{ event: 'bounce', type: 'blocked' }, 'Bounced', 'blocked'],
    [{ event: 'dropped' }, 'Bounced', 'dropped'],
    [{ event: 'spamreport' }, 'Delivered', 'spam-report'],
  ] as const)('%j says why the mail is %s: %s', (event, state, kind) => {
    const [read] = readMailEvents([{ ...told(event.event), ...event }])
    expect(read).toEqual({ mailId: first, prospectId: leadId, state, trouble: { kind } })
  })

  it('keeps the reason on one line, without addresses, and no longer than a line may be', () => {
    const reasonOf = (reason: unknown) => readMailEvents([told('bounce', { reason })])[0]?.trouble?.reason
    expect(reasonOf('550 5.1.1 <ada@fabrikam.example>: unknown\r\n user “ada@fabrikam.example”')).toBe(
      '550 5.1.1 <…>: unknown user …',
    )
    expect(reasonOf('x'.repeat(5000))?.length).toBeLessThanOrEqual(300)
    for (const odd of [7, null, '', ' \n', undefined]) expect(reasonOf(odd)).toBeUndefined()
  })

  it.each([
    ['without a mail', told('delivered', { mailId: undefined })],
    ['of a mail with no id of ours', told('delivered', { mailId: 'sg-1' })],
    ['without a prospect', told('delivered', { prospectId: undefined })],
    ['of a prospect with no id of ours', told('delivered', { prospectId: 7 })],
    ['that is no object', 'delivered'],
    ['that is nothing', null],
  ])('%s is left out, and the others beside it are read', (_, odd) => {
    expect(readMailEvents([odd, told('dropped')])).toMatchObject([
      { mailId: first, prospectId: leadId, state: 'Bounced' },
    ])
  })

  it('has its ids in lower case, whatever case they came in', () => {
    expect(
      readMailEvents([told('bounce', { mailId: first.toUpperCase(), prospectId: leadId.toUpperCase() })]),
    ).toMatchObject([{ mailId: first, prospectId: leadId, state: 'Bounced' }])
  })

  it('is none outside a list', () => {
    expect([readMailEvents(told('delivered')), readMailEvents(null), readMailEvents('[]')]).toEqual([[], [], []])
  })
})

const row = (decision: number, state: MailState): MailRecord => ({
  mailId: decision === 1 ? first : second,
  decision,
  kind: decision === 1 ? 'rejected' : 'approved',
  language: 'nl',
  state,
  tries: 1,
  messageId: `sg-${decision}`,
  at: written,
})

/** A prospect that was rejected, reopened and approved, with the mails of both decisions. */
const ledger = async (...states: readonly MailState[]) => {
  const table = memoryTable()
  await table.write(shard, [
    put(prospectKey(leadId), prospect()),
    ...states.map((state, index) => put(mailKey(leadId, index + 1), row(index + 1, state))),
  ])
  const { log, lines } = keptLog()
  const apply = (state: MailState, mailId = first, from: Table = table) =>
    applyMailEvent(createHeadquartersStore(from), { mailId, prospectId: leadId, state }, () => new Date(now), log)
  const mails = createRows(table, mailFormat)
  const read = async (decision: number) => (await mails.read(shard, mailKey(leadId, decision)))?.value
  return { table, apply, read, lines }
}

describe('the ledger', () => {
  const later: readonly [MailState, MailState][] = [
    ['Sending', 'Accepted'],
    ['Sending', 'Delivered'],
    ['Unknown', 'Accepted'],
    ['Unknown', 'Delivered'],
    ['Waiting', 'Accepted'],
    ['Refused', 'Accepted'],
    ['Accepted', 'Delivered'],
    ['Accepted', 'Bounced'],
    // A mailbox can take a mail and send it back afterwards.
    ['Delivered', 'Bounced'],
  ]

  it.each(later)('moves from %s to %s, keeps what else it knows, and says so in the log', async (from, to) => {
    const { apply, read, lines } = await ledger(from)
    await apply(to)
    expect(await read(1)).toMatchObject({ ...row(1, to), at: now })
    expect(lines).toEqual([{ event: 'mail-event', correlationId: leadId, mailId: first, state: to }])
  })

  it.each([
    ['Delivered', 'Accepted'],
    ['Bounced', 'Delivered'],
    ['Bounced', 'Accepted'],
    ['Accepted', 'Accepted'],
    ['Delivered', 'Delivered'],
    ['Bounced', 'Bounced'],
  ] as const)('does not move from %s to %s', async (from, to) => {
    const { table, apply, read, lines } = await ledger(from)
    const { writes } = table.requests
    await apply(to)
    expect([await read(1), lines, table.requests.writes]).toEqual([row(1, from), [], writes])
  })

  it('moves by an event for its own mail alone, not by that of another decision', async () => {
    const { apply, read } = await ledger('Accepted', 'Accepted')
    await apply('Delivered', second)
    expect([(await read(1))?.state, (await read(2))?.state]).toEqual(['Accepted', 'Delivered'])
    await apply('Bounced', first)
    expect([(await read(1))?.state, (await read(2))?.state]).toEqual(['Bounced', 'Delivered'])
  })

  it('knows nothing of mails and prospects that are not there', async () => {
    const { table, apply, lines } = await ledger('Accepted')
    await apply('Delivered', second)
    await applyMailEvent(
      createHeadquartersStore(table),
      { mailId: first, prospectId: second, state: 'Delivered' },
      () => new Date(now),
      keptLog().log,
    )
    expect([lines, table.requests.writes]).toEqual([[], 1])
  })

  /** A table in which somebody else changes the mail while the event is being stored, so many times. */
  const crowded = (table: Table, times: number, change: MailRecord): Table & { readonly conflicts: () => number } => {
    let left = times
    return {
      ...table,
      conflicts: () => times - left,
      writeOne: async (partition, ...what) => {
        if (left > 0) {
          left -= 1
          await table.write(partition, [put(mailKey(leadId, 1), change)])
        }
        return table.writeOne(partition, ...what)
      },
    }
  }

  it('takes the event in although the mail was changed at the same moment', async () => {
    const { table, apply, read } = await ledger('Sending')
    const busy = crowded(table, 1, { ...row(1, 'Accepted'), messageId: 'sg-now' })
    await apply('Delivered', first, busy)
    expect(busy.conflicts()).toBe(1)
    expect(await read(1)).toMatchObject({ ...row(1, 'Delivered'), messageId: 'sg-now', at: now })
  })

  it('keeps what came meanwhile when that is further', async () => {
    const { table, apply, read } = await ledger('Sending')
    await apply('Delivered', first, crowded(table, 1, row(1, 'Bounced')))
    expect((await read(1))?.state).toBe('Bounced')
  })

  it('does not lose an event silently when the mail changes on and on: SendGrid has to tell it again', async () => {
    const { table, apply } = await ledger('Sending')
    await expect(apply('Delivered', first, crowded(table, 100, row(1, 'Sending')))).rejects.toThrow()
  })
})

describe('the address for events', () => {
  const answerTo = async (events: unknown, change: Partial<Record<'timestamp' | 'signature', string>> = {}) => {
    const { publicKey, body, headers } = signedMailEvents(events)
    const applied: MailEvent[] = []
    const serve = createServe(serveDeps({ mailEventKey: publicKey }))
    const answering = serve(routes.ReceiveMailEvents, (visit) =>
      receiveMailEvents(visit, { applyMailEvent: async (event) => void applied.push(event) }),
    )
    const prefix = 'x-twilio-email-event-webhook'
    const sent = {
      ...headers,
      ...Object.fromEntries(Object.entries(change).map(([name, text]) => [`${prefix}-${name}`, text])),
    }
    const answer = await answering(httpRequest({ headers: sent, body }), invocation())
    return { status: answer.status, applied }
  }

  it('takes signed events in, each of them', async () => {
    const events = [told('processed'), told('open'), told('delivered', { mailId: second })]
    expect(await answerTo(events)).toEqual({
      status: 204,
      applied: [
        { mailId: first, prospectId: leadId, state: 'Accepted' },
        { mailId: second, prospectId: leadId, state: 'Delivered' },
      ],
    })
  })

  it.each([
    ['another time', { timestamp: String(Math.floor(Date.now() / 1000) + 7) }],
    ['another signature', { signature: Buffer.from('none').toString('base64') }],
    ['no signature', { signature: '' }],
  ])('believes nothing with %s than was signed', async (_, change) => {
    expect(await answerTo([told('delivered')], change)).toEqual({ status: 401, applied: [] })
  })

  it('takes nothing but a list', async () => {
    expect(await answerTo(told('delivered'))).toEqual({ status: 400, applied: [] })
  })

  it('believes nobody while it has no key', () => {
    const { body, headers } = signedMailEvents([])
    const prefix = 'x-twilio-email-event-webhook'
    const [time, signature] = [headers[`${prefix}-timestamp`] ?? '', headers[`${prefix}-signature`] ?? '']
    const { publicKey } = signedMailEvents([])
    expect(isSigned('', time, signature, Buffer.from(body))).toBe(false)
    expect(isSigned('no key', time, signature, Buffer.from(body))).toBe(false)
    expect(isSigned(publicKey, time, signature, Buffer.from(body))).toBe(true)
    expect(isSigned(publicKey, null, signature, Buffer.from(body))).toBe(false)
    expect(isSigned(publicKey, time, null, Buffer.from(body))).toBe(false)
    expect(isSigned(publicKey, time, signature, Buffer.from(`${body} `))).toBe(false)
  })
})
