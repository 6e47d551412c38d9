// Two thousand events in one request: what they cost, whatever the machine. How long it took is told in docs/operate.md.

import { describe, expect, it } from 'vitest'
import { receiveMailEvents } from '../../functions/mail/receive-mail-events.ts'
import { routes } from '../../functions/routes.ts'
import { createServe } from '../../functions/serve.ts'
import { decisionMailId } from '../../shared/headquarters/decision-mail-id.ts'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { mailKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import type { MailRecord } from '../../shared/headquarters/store/mail-record.ts'
import { applyMailEvent } from '../../shared/mail/mail-events.ts'
import { shardOf } from '../../shared/platform/shards.ts'
import { put, type Table } from '../../shared/platform/table.ts'
import { now, prospect, written } from '../support/domain-samples.ts'
import { httpRequest, invocation, keptLog, serveDeps } from '../support/http-samples.ts'
import { signedMailEvents } from '../support/mail-event-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const idOf = (number: number): string =>
  `${(number % 16).toString(16)}aaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A ledger with so many accepted mails, each of a prospect of its own. */
const ledger = async (count: number, decision = 1): Promise<ReturnType<typeof memoryTable>> => {
  const table = memoryTable()
  for (let number = 0; number < count; number += 1) {
    const prospectId = idOf(number)
    const mail: MailRecord = {
      mailId: decisionMailId(idOf(number), decision),
      decision,
      kind: 'approved',
      language: 'en',
      state: 'Accepted',
      tries: 1,
      messageId: `sg-${number}`,
      at: written,
    }
    const rows = [put(prospectKey(prospectId), { ...prospect(), prospectId }), put(mailKey(prospectId, decision), mail)]
    await table.write(shardOf(prospectId), rows)
  }
  return table
}

const eventsOf = (count: number, name: string, decision = 1) =>
  Array.from({ length: count }, (_, number) => ({
    event: name,
    mailId: decisionMailId(idOf(number), decision),
    prospectId: idOf(number),
  }))

/** Sends events as SendGrid does; how many calls of storage there were at once. */
const send = async (table: Table, events: readonly unknown[], at?: Date) => {
  let [running, atOnce] = [0, 0]
  const counted =
    <Args extends unknown[], R>(act: (...args: Args) => Promise<R>) =>
    async (...args: Args): Promise<R> => {
      running += 1
      atOnce = Math.max(atOnce, running)
      await Promise.resolve()
      try {
        return await act(...args)
      } finally {
        running -= 1
      }
    }
  const busy: Table = {
    read: counted(table.read),
    range: counted(table.range),
    write: counted(table.write),
    writeOne: counted(table.writeOne),
  }
  const { publicKey, body, headers } = signedMailEvents(events, at)
  const store = createHeadquartersStore(busy)
  const serve = createServe(serveDeps({ mailEventKey: publicKey }))
  const answering = serve(routes.ReceiveMailEvents, (visit) =>
    receiveMailEvents(visit, {
      applyMailEvent: (event) => applyMailEvent(store, event, () => new Date(now), keptLog().log),
    }),
  )
  const { status } = await answering(httpRequest({ headers, body }), invocation())
  return { status, atOnce }
}

describe('two thousand events in one request', () => {
  it('cost one reading and one writing for each mail, sixteen at once and no more', async () => {
    const table = await ledger(1000)
    const before = { ...table.requests }
    const events = [...eventsOf(1000, 'delivered'), ...eventsOf(1000, 'processed')]
    expect(await send(table, events)).toEqual({ status: 204, atOnce: 16 })
    expect(table.requests).toEqual({ ...before, reads: before.reads + 1000, writes: before.writes + 1000 })
  })

  it('of one mail cost one of each, and of mails that are there already a reading only', async () => {
    const table = await ledger(1)
    const before = { ...table.requests }
    const events = Array.from({ length: 2000 }, () => eventsOf(1, 'delivered')).flat()
    await send(table, events)
    expect(table.requests).toEqual({ ...before, reads: before.reads + 1, writes: before.writes + 1 })
    await send(table, events)
    expect(table.requests).toEqual({ ...before, reads: before.reads + 2, writes: before.writes + 1 })
  })

  it.each([0, 5, 6, 40])('of the mail with number %i is found', async (decision) => {
    const table = await ledger(1, decision)
    const before = table.requests.writes
    expect((await send(table, eventsOf(1, 'delivered', decision))).status).toBe(204)
    expect(table.requests.writes - before).toBe(1)
  })

  it.each([
    ['a day and a minute ago', -24 * 60 - 1, 401, 0],
    ['almost a day ago', -24 * 60 + 1, 204, 1],
    ['two hours from now', 120, 401, 0],
  ])('signed %s', async (_, minutes, status, reads) => {
    const table = await ledger(1)
    const before = table.requests.reads
    const answer = await send(table, eventsOf(1, 'delivered'), new Date(Date.now() + minutes * 60_000))
    expect([answer.status, table.requests.reads - before]).toEqual([status, reads])
  })
})
