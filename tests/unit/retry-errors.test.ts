// What staff do with one catch-up error.

import { describe, expect, it } from 'vitest'
import { decisionMailMessage, type Message, writeLeadMessage } from '../../shared/domain/messages.ts'
import { dismissError, retryError } from '../../shared/dual-write/retry-errors.ts'
import { type CatchUpError, errorIdOf } from '../../shared/dual-write/store/catch-up-error.ts'
import { createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { now } from '../support/domain-samples.ts'
import { errorOf, messageOf } from '../support/error-samples.ts'
import { keptErrors } from '../support/kept-errors.ts'
import { memoryTable } from '../support/memory-table.ts'

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
  const states = async () => (await keptErrors(store)).map(({ state }) => state)
  return { deps, sent, allowed, states }
}

describe('retrying one error', () => {
  it('renews no time: only a failure of now is a failure of now', async () => {
    const { deps } = await storedErrors([errorOf(1)])
    await retryError(deps, errorOf(1).errorId, '2026-11-22T09:00:00.000Z')
    expect((await keptErrors(deps.errors)).map(({ lastAt, state }) => [lastAt, state])).toEqual([[now, 'Retried']])
    expect(await deps.errors.openSince(now, 10)).toEqual([])
  })

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
    expect(await keptErrors(store)).toEqual([errorOf(1, { state: 'Dismissed', dismissedBecause: 'Made by hand' })])
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
