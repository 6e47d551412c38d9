// Which bodies of a queue are messages.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../shared/domain/messages.ts'
import { done } from '../../shared/domain/work-result.ts'
import { now } from '../support/domain-samples.ts'
import { message, queueOf } from '../support/work-queue-rig.ts'

describe('a body', () => {
  const { type: _, ...untyped } = message

  it.each([
    [undefined],
    [null],
    ['text'],
    [7],
    [[]],
    [{}],
    [untyped],
    [{ ...message, type: 7 }],
    [{ ...message, data: null }],
    [{ ...message, data: 'x' }],
    [{ ...message, data: { nested: {} } }],
    [{ ...message, data: { list: [] } }],
    [{ ...message, data: { nothing: null } }],
    [{ ...message, correlationId: undefined }],
  ])('that is no message (%j) is kept as one error and never worked on', async (body) => {
    const { handle, worked, sent, recorded } = queueOf(done)
    await handle(body)
    await handle(body)
    expect([worked, sent]).toEqual([[], []])
    expect(await recorded()).toMatchObject([{ queue: 'sales-writes', code: 'unreadable-message', state: 'Open' }])
  })

  it('that is no message is kept by its coming alone, however long it is', async () => {
    const { handle, lines, recorded } = queueOf(done)
    const text = 'Ada Roth '.repeat(20_000)
    await handle({ ...message, type: text, data: { prospectId: text }, correlationId: text })
    expect(JSON.stringify([lines, await recorded()])).not.toContain('Ada')
    expect(lines).toMatchObject([{ event: 'message-unreadable', queue: 'sales-writes' }])
  })

  it.each([-1, '3', null, undefined, Number.NaN])('with the attempt %j begins at the first', (attempt) => {
    expect(readMessage({ ...message, attempt })?.attempt).toBe(0)
  })

  it('keeps what a message has and nothing else', () => {
    expect(readMessage({ ...message, attempt: 2, since: now, extra: 1 })).toEqual({
      ...message,
      attempt: 2,
      since: now,
    })
  })

  it('of any shape is read or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        const read = readMessage(body)
        if (read) expect(typeof read.type).toBe('string')
      }),
    )
  })
})
