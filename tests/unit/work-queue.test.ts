// What becomes of one queued message: done, put off, or kept as a catch-up error.

import { describe, expect, it } from 'vitest'
import { decisionMailMessage } from '../../shared/domain/messages.ts'
import { done, type WorkResult } from '../../shared/domain/work-result.ts'
import { QueueUnavailable } from '../../shared/platform/queue-failures.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import type { Table } from '../../shared/platform/table.ts'
import { SalesRefused, SalesUnavailable } from '../../shared/sales/failures.ts'
import { leadId, now } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'
import { failureOf } from '../support/scripted-fetch.ts'
import { message, queueOf } from '../support/work-queue-rig.ts'

const hours = 3_600_000
const later: WorkResult = { outcome: 'later', code: 'changed-meanwhile' }
const failed: WorkResult = { outcome: 'failed', code: 'prospect-unknown' }
const ago = (ms: number): string => new Date(Date.parse(now) - ms).toISOString()

describe('work that is done', () => {
  it('leaves no trace but one line of the log', async () => {
    const { handle, sent, worked, lines, recorded } = queueOf(done)
    await handle(message)
    const line = { event: 'work-done', queue: 'sales-writes', type: 'write-lead', correlationId: 'c-1', attempt: 0 }
    expect([worked, sent, lines, await recorded()]).toEqual([[message], [], [line], []])
  })
})

describe('work that has to wait', () => {
  it('comes back as a scheduled copy that counts its tries and keeps when it began', async () => {
    const { handle, sent, recorded } = queueOf(later)
    await handle(message)
    expect(sent).toEqual([{ queue: 'sales-writes', messages: [{ ...message, attempt: 1, since: now }], delayMs: 5000 }])
    expect(await recorded()).toEqual([])
  })

  it('climbs the ladder', async () => {
    const { handle, sent } = queueOf(later)
    const since = ago(hours)
    await handle({ ...message, attempt: 3, since })
    expect(sent).toEqual([{ queue: 'sales-writes', messages: [{ ...message, attempt: 4, since }], delayMs: 600_000 }])
  })

  it('waits as long as it was asked to', async () => {
    const { handle, sent } = queueOf({ ...later, afterSeconds: 90 })
    await handle(message)
    expect(sent[0]?.delayMs).toBe(90_000)
  })

  it('is still put off just before three days are over, and a catch-up error when they are', async () => {
    const { handle, sent, recorded } = queueOf(later)
    await handle({ ...message, attempt: 70, since: ago(72 * hours - 1) })
    expect([sent.length, await recorded()]).toEqual([1, []])
    await handle({ ...message, attempt: 71, since: ago(72 * hours) })
    expect(sent).toHaveLength(1)
    expect(await recorded()).toMatchObject([
      { code: 'changed-meanwhile', tries: 72, firstAt: ago(72 * hours), lastAt: now, state: 'Open' },
    ])
  })

  it('cannot wait for ever because nobody can read when it began', async () => {
    const { handle, sent } = queueOf(later)
    await handle({ ...message, since: 'long ago' })
    expect(sent[0]?.messages[0]?.since).toBe(now)
  })

  it('is delivered again by the broker when the copy cannot be sent', async () => {
    const unsent = new QueueUnavailable('x')
    const { handle, recorded } = queueOf(later, { send: unsent })
    expect(await failureOf(handle(message))).toBe(unsent)
    expect(await recorded()).toEqual([])
  })
})

describe('work that fails for good', () => {
  it('becomes one catch-up error, however often it fails', async () => {
    const { handle, sent, recorded } = queueOf(failed)
    await handle(message)
    await handle({ ...message, attempt: 2, correlationId: 'c-2', since: ago(hours) })
    expect(sent).toEqual([])
    expect(await recorded()).toEqual([
      {
        errorId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        queue: 'sales-writes',
        code: 'prospect-unknown',
        message: { ...message, attempt: 2, correlationId: 'c-2', since: ago(hours) },
        prospectId: leadId,
        tries: 3,
        firstAt: ago(hours),
        lastAt: now,
        state: 'Open',
      },
    ])
  })

  it('of another message is another error', async () => {
    const { handle, recorded } = queueOf(failed)
    for (const each of [
      message,
      { ...message, type: 'write-customers' },
      { ...message, data: { prospectId: '99999999-2222-4333-8444-555555555555' } },
    ])
      await handle(each)
    expect(await recorded()).toHaveLength(3)
  })

  const unstored: Table = { ...memoryTable(), write: () => Promise.reject(new StorageUnavailable('x')) }

  it('is not lost when that cannot be recorded: it is put off, or delivered again by the broker', async () => {
    const { handle, sent } = queueOf(failed, { errors: unstored })
    const [ended] = await Promise.allSettled([handle(message)])
    expect(ended.status === 'rejected' || sent.length === 1).toBe(true)
  })

  it('is delivered again by the broker when it can be neither recorded nor put off', async () => {
    const { handle } = queueOf(failed, { errors: unstored, send: new QueueUnavailable('x') })
    expect((await failureOf(handle(message))) instanceof Error).toBe(true)
  })
})

describe('a message of another queue', () => {
  it('is kept for a person, whose retry sends it to its own queue', async () => {
    const { handle, worked, sent, recorded } = queueOf(done)
    await handle(decisionMailMessage(leadId, 1))
    expect([worked, sent]).toEqual([[], []])
    expect(await recorded()).toMatchObject([
      { queue: 'sales-writes', code: 'message-type-unknown', prospectId: leadId },
    ])
  })
})

describe('work that throws', () => {
  it.each([
    [new SalesUnavailable('http-503'), 'sales-http-503', 5000],
    [new SalesUnavailable('0x80072322', { retryAfterSeconds: 120 }), 'sales-0x80072322', 120_000],
    [new StorageUnavailable('x'), 'storage-unavailable', 5000],
    [new QueueUnavailable('x'), 'queue-unavailable', 5000],
  ] as const)('%s is put off', async (error, code, delayMs) => {
    const { handle, sent, lines, recorded } = queueOf(error)
    await handle(message)
    expect(sent.map((each) => each.delayMs)).toEqual([delayMs])
    expect(lines.map((line) => line['event'])).toEqual(['work-failed', 'work-put-off'])
    expect(lines[1]).toMatchObject({ code, correlationId: 'c-1', attempt: 0 })
    expect(await recorded()).toEqual([])
  })

  it('because Sales refused becomes a catch-up error with the code of Sales', async () => {
    const { handle, sent, recorded } = queueOf(new SalesRefused('0x80040333', 'permanent'))
    await handle(message)
    expect([sent, (await recorded()).map(({ code }) => code)]).toEqual([[], ['sales-0x80040333']])
  })

  it('because of a mistake of our own is delivered again by the broker', async () => {
    const mistake = new TypeError('x')
    const { handle, sent, recorded } = queueOf(mistake)
    expect(await failureOf(handle(message))).toBe(mistake)
    expect([sent, await recorded()]).toEqual([[], []])
  })

  it('writes no words of the failure to the log', async () => {
    const { handle, lines } = queueOf(new SalesUnavailable('x', { cause: new Error('of ada@fabrikam.example') }))
    await handle(message)
    expect(JSON.stringify(lines)).not.toContain('ada@')
  })
})
