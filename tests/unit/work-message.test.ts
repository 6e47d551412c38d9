// Which bodies of a queue are messages.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asMessage } from '../../shared/dual-write/work-queue.ts'
import { done } from '../../shared/platform/work.ts'
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

  it.each([-1, '3', null, undefined, Number.NaN])('with the attempt %j begins at the first', (attempt) => {
    expect(asMessage({ ...message, attempt })?.attempt).toBe(0)
  })

  it('keeps what a message has and nothing else', () => {
    expect(asMessage({ ...message, attempt: 2, since: now, extra: 1 })).toEqual({ ...message, attempt: 2, since: now })
  })

  it('of any shape is read or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        const read = asMessage(body)
        if (read) expect(typeof read.type).toBe('string')
      }),
    )
  })
})
