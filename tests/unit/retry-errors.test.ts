// What staff do with catch-up errors, however many there are.

import { describe, expect, it } from 'vitest'
import { decisionMailMessage, type Message, writeLeadMessage } from '../../shared/domain/messages.ts'
import { dismissError, retryAllErrors, retryError } from '../../shared/dual-write/retry-errors.ts'
import { type CatchUpError, createCatchUpErrorStore, errorIdOf } from '../../shared/dual-write/store/catch-up-errors.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { now } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const messageOf = (n: number): Message => ({
  type: 'write-lead',
  data: { prospectId: deriveId('prospect', n) },
  attempt: 7,
  correlationId: 'c',
  since: now,
})

const errorOf = (n: number, more: Partial<CatchUpError> = {}): CatchUpError => ({
  errorId: deriveId('error', n),
  queue: 'sales-writes',
  code: 'sales-down',
  message: messageOf(n),
  tries: 3,
  firstAt: now,
  lastAt: now,
  state: 'Open',
  ...more,
})

const storedErrors = async (errors: readonly CatchUpError[]) => {
  const store = createCatchUpErrorStore(memoryTable())
  for (const error of errors) await store.record(error)
  const sent: { message: Message | undefined; delayMs: number | undefined }[] = []
  const allowed: Message[] = []
  const deps = {
    errors: store,
    send: async ([message]: readonly Message[], delayMs?: number) => void sent.push({ message, delayMs }),
    allowOneMore: async (message: Message) => void allowed.push(message),
  }
  const states = async () => {
    const found: string[] = []
    for await (const { value } of store.every()) found.push(value.state)
    return found
  }
  return { deps, sent, allowed, states }
}

describe('retrying everything', () => {
  it('reaches every open error, beyond any page, and spreads the work over time', async () => {
    const { deps, sent, states } = await storedErrors(Array.from({ length: 3000 }, (_, n) => errorOf(n)))
    expect(await retryAllErrors(deps, 5000)).toEqual({ retried: 3000, impossible: 0, isMore: false })
    expect(new Set(sent.map(({ message }) => JSON.stringify(message?.data))).size).toBe(3000)
    expect(sent.every(({ message }) => message?.attempt === 0 && message.since === undefined)).toBe(true)
    expect(sent[0]?.delayMs).toBe(0)
    // 3,000 at 12 a second.
    expect(sent.at(-1)?.delayMs).toBe(249_000)
    expect(new Set(await states())).toEqual(new Set(['Retried']))
    expect(await retryAllErrors(deps, 5000)).toMatchObject({ retried: 0 })
  })

  it('does a bounded part at once, and says that there is more', async () => {
    const { deps, sent } = await storedErrors(Array.from({ length: 30 }, (_, n) => errorOf(n)))
    expect(await retryAllErrors(deps, 20)).toEqual({ retried: 20, impossible: 0, isMore: true })
    expect(await retryAllErrors(deps, 20)).toEqual({ retried: 10, impossible: 0, isMore: false })
    expect(sent).toHaveLength(30)
  })

  it('renews the time of none: only a failure of now is a failure of now', async () => {
    const { deps } = await storedErrors([errorOf(1), errorOf(2)])
    await retryError(deps, errorOf(1).errorId, '2026-11-22T09:00:00.000Z')
    await retryAllErrors(deps)
    expect((await deps.errors.newest()).map(({ lastAt, state }) => [lastAt, state])).toEqual([
      [now, 'Retried'],
      [now, 'Retried'],
    ])
    expect(await deps.errors.openSince(now, 10)).toEqual([])
  })

  it('leaves out what is put aside, cannot be read, or may happen twice', async () => {
    const { message: _, ...unreadable } = errorOf(2)
    const kept = [errorOf(1, { state: 'Dismissed' }), unreadable, errorOf(3, { queue: 'mail', code: 'mail-unknown' })]
    const { deps, sent, allowed } = await storedErrors(kept)
    expect(await retryAllErrors(deps)).toEqual({ retried: 0, impossible: 2, isMore: false })
    expect([sent, allowed]).toEqual([[], []])
  })
})

describe('retrying one error', () => {
  it('allows one more try of a mail of unknown end, and of nothing else', async () => {
    const message = decisionMailMessage(deriveId('prospect', 1), 1)
    const unknown = errorOf(1, { queue: 'mail', code: 'mail-unknown', message })
    const { deps, sent, allowed } = await storedErrors([unknown, errorOf(2)])
    expect(await retryError(deps, errorOf(2).errorId, now)).toBe('done')
    expect(allowed).toEqual([])
    expect(await retryError(deps, unknown.errorId, now)).toBe('done')
    expect(allowed).toEqual([unknown.message])
    expect(sent).toHaveLength(2)
  })

  it('leaves one of a kind that is not known any more', async () => {
    const message = { ...writeLeadMessage(deriveId('prospect', 1)), type: 'of-earlier' as 'write-lead' }
    const { deps, sent, states } = await storedErrors([errorOf(1, { message })])
    expect(await retryError(deps, errorOf(1).errorId, now)).toBe('unreadable')
    expect([sent, await states()]).toEqual([[], ['Open']])
  })

  it('says when there is none, or none that can be done again', async () => {
    const { message: _, ...unreadable } = errorOf(1)
    const { deps } = await storedErrors([unreadable])
    expect(await retryError(deps, unreadable.errorId, now)).toBe('unreadable')
    expect(await retryError(deps, errorOf(9).errorId, now)).toBe('unknown')
  })
})

describe('an error that is not there', () => {
  it('can be neither retried nor dismissed', async () => {
    const store = createCatchUpErrorStore(memoryTable())
    const deps = { errors: store, send: async () => undefined, allowOneMore: async () => undefined }
    expect(await retryError(deps, deriveId('error', 1), now)).toBe('unknown')
    expect(await dismissError(store, deriveId('error', 1), 'Made by hand')).toBe('unknown')
  })
})

describe('a dismissed error', () => {
  it('stays, with the reason', async () => {
    const store = createCatchUpErrorStore(memoryTable())
    await store.record(errorOf(1))
    expect(await dismissError(store, errorOf(1).errorId, 'Made by hand')).toBe('done')
    expect(await store.newest()).toEqual([errorOf(1, { state: 'Dismissed', dismissedBecause: 'Made by hand' })])
  })
})

describe('the id of an error', () => {
  it('never changes between versions of this program, because stored errors depend on it', async () => {
    expect(errorIdOf('sales-writes', messageOf(1))).toBe('dca26d6b-595b-5f81-987e-1cf3efe4d86c')
    const store = createCatchUpErrorStore(memoryTable())
    const unreadable = (body: unknown) => store.recordUnreadable('mail', body, 'dead-letter', now)
    expect([await unreadable({ a: 1 }), await unreadable(undefined)]).toEqual([
      '52ce0090-dece-54ab-ad81-87b2643e91dd',
      '10a14220-dd89-50a8-95b1-50ffa34b5404',
    ])
  })
})
