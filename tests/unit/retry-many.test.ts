// Retries of many catch-up errors, in the background: bounded parts, each error once, and what came of it told truly, also
// after a crash.

import { describe, expect, it } from 'vitest'
import { type Message, type MessageOf, readMessage } from '../../shared/domain/messages.ts'
import { askForRetry, retryMany } from '../../shared/dual-write/retry-many.ts'
import type { CatchUpError } from '../../shared/dual-write/store/catch-up-error.ts'
import { createDualWriteStore } from '../../shared/dual-write/store/dual-write-store.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { now } from '../support/domain-samples.ts'
import { errorOf } from '../support/error-samples.ts'
import { countOpen, keptErrors } from '../support/kept-errors.ts'
import { memoryTable } from '../support/memory-table.ts'

const mailUnknown = (n: number) => errorOf(n, { queue: 'mail', code: 'mail-unknown' })
const unreadable = (n: number): CatchUpError => {
  const { message: _, ...rest } = errorOf(n, { code: 'unreadable-message' })
  return rest
}

/** A queue of retries over a store; work itself is kept aside. @param msPerSend how long sending takes */
const desk = async (errors: readonly CatchUpError[], msPerSend = 0) => {
  const table = memoryTable()
  const store = createDualWriteStore(table)
  for (const error of errors) await store.errors.record(error)
  const queue: MessageOf<'retry-errors'>[] = []
  const sent: { readonly message: Message; readonly delayMs: number }[] = []
  let time = Date.parse(now) + 1000
  const deps = {
    ...store,
    send: async (messages: readonly Message[], delayMs = 0) => {
      for (const message of messages)
        if (message.type === 'retry-errors') queue.push(message)
        else sent.push({ message, delayMs })
      time += msPerSend
    },
    now: () => new Date(time),
  }
  /** Works off what is queued. @returns how many messages that took */
  const workOff = async (): Promise<number> => {
    let parts = 0
    for (let next = queue.shift(); next; next = queue.shift()) {
      // As it comes from the broker.
      const message = readMessage(JSON.parse(JSON.stringify(next)))
      if (message?.type !== 'retry-errors') throw new Error('The message cannot be read.')
      await retryMany(deps, message.data)
      parts += 1
    }
    return parts
  }
  const last = async () => (await store.retries.newest(1))[0]
  const pass = (ms: number): void => {
    time += ms
  }
  return { deps, queue, sent, workOff, last, table, store, pass }
}

const ids = (sent: readonly { readonly message: Message }[]) =>
  sent.map(({ message }) => ('prospectId' in message.data ? message.data.prospectId : ''))

describe('retrying all', () => {
  it('sends nothing in the request that asks for it, and is shown at once', async () => {
    const { deps, queue, sent, last } = await desk([errorOf(1), errorOf(2)])
    await askForRetry(deps, {}, 'kim')
    expect([queue.length, sent.length]).toEqual([1, 0])
    expect(await last()).toMatchObject({ by: 'kim', total: 2, retried: 0, impossible: 0 })
  })

  it('reaches every open error, each once, spreads the work over time, and says how many', async () => {
    const { deps, sent, workOff, last, store } = await desk(Array.from({ length: 3000 }, (_, n) => errorOf(n)))
    await askForRetry(deps, {}, 'kim')
    await workOff()
    expect(new Set(ids(sent)).size).toBe(3000)
    expect(sent).toHaveLength(3000)
    expect(sent.every(({ message }) => message.attempt === 0 && message.since === undefined)).toBe(true)
    expect(sent[0]?.delayMs).toBe(0)
    // 3,000 at 10 a second.
    expect(sent.at(-1)?.delayMs).toBe(299_000)
    expect(await last()).toMatchObject({ total: 3000, retried: 3000, impossible: 0 })
    expect((await last())?.endedAt).toBeDefined()
    expect(await countOpen(store.errors)).toBe(0)
  })

  it('leaves out what is put aside, cannot be sent again, or may happen twice, and says how many', async () => {
    const { deps, sent, workOff, last } = await desk([
      errorOf(1, { state: 'Dismissed' }),
      unreadable(2),
      mailUnknown(3),
      errorOf(4),
    ])
    await askForRetry(deps, {}, 'kim')
    await workOff()
    expect(ids(sent)).toEqual([deriveId('prospect', 4)])
    expect(await last()).toMatchObject({ total: 1, retried: 1, impossible: 2 })
  })

  it('takes those of a reason or a kind only, where it was asked for so', async () => {
    const { deps, sent, workOff, last } = await desk([errorOf(1), errorOf(2, { code: 'dead-letter' }), errorOf(3)])
    await askForRetry(deps, { code: 'dead-letter', kind: 'write-lead' }, 'kim')
    await workOff()
    expect(ids(sent)).toEqual([deriveId('prospect', 2)])
    expect(await last()).toMatchObject({ code: 'dead-letter', kind: 'write-lead', total: 1, retried: 1 })
  })

  it('does not try again what failed once more since it was asked for', async () => {
    const { deps, sent, workOff, store, last } = await desk([errorOf(1), errorOf(2)])
    await askForRetry(deps, {}, 'kim')
    await store.errors.record(errorOf(2, { lastAt: new Date(Date.parse(now) + 5000).toISOString() }))
    await workOff()
    expect(ids(sent)).toEqual([deriveId('prospect', 1)])
    expect(await last()).toMatchObject({ retried: 1, impossible: 0 })
  })

  it('does a bounded part with each message, with bounded reads', async () => {
    const { deps, workOff, last, table } = await desk(
      Array.from({ length: 1000 }, (_, n) => errorOf(n)),
      1000,
    )
    await askForRetry(deps, {}, 'kim')
    const before = { ...table.requests }
    expect(await workOff()).toBeGreaterThan(3)
    expect(await last()).toMatchObject({ retried: 1000 })
    const { reads, ranges, writes } = table.requests
    // For each error its own row; for each hand of 48 a range, its counts and its progress.
    expect(reads - before.reads).toBeLessThan(1000 * 1.3)
    expect(ranges - before.ranges).toBeLessThan(100)
    expect(writes - before.writes).toBeLessThan(200)
  })
})

describe('retrying some', () => {
  it('takes those alone; one that is not there, or was settled meanwhile, is told', async () => {
    const { deps, sent, workOff, last } = await desk([errorOf(1), errorOf(2), errorOf(3), mailUnknown(4)])
    const wanted = [1, 3, 4, 9].map((n) => deriveId('error', n))
    await askForRetry(deps, { errorIds: wanted }, 'kim')
    await workOff()
    expect(ids(sent).toSorted()).toEqual([1, 3].map((n) => deriveId('prospect', n)).toSorted())
    expect(await last()).toMatchObject({ total: 4, retried: 2, impossible: 2 })
  })
})

describe('a crash', () => {
  it('at any call loses and doubles nothing that matters, and the count stays true', async () => {
    const count = 60
    let crashes = 0
    for (let at = 0, isThrough = false; !isThrough; at += 1) {
      const { deps, queue, sent, store, last } = await desk(Array.from({ length: count }, (_, n) => errorOf(n)))
      await askForRetry(deps, {}, 'kim')
      const [message] = queue.splice(0)
      let calls = 0
      const dies = <A extends unknown[], R>(act: (...given: A) => Promise<R>) => {
        return async (...given: A): Promise<R> => {
          calls += 1
          if (calls > at + 1) throw new Error('crash')
          const result = await act(...given)
          if (calls === at + 1) throw new Error('crash')
          return result
        }
      }
      const { errors, retries } = store
      const dying = {
        ...deps,
        send: dies(deps.send),
        errors: { ...errors, walk: dies(errors.walk), replaceMany: dies(errors.replaceMany) },
        retries: { ...retries, create: dies(retries.create), replace: dies(retries.replace) },
      }
      if (!message) throw new Error('Nothing was asked for.')
      await retryMany(dying, message.data).then(
        () => {
          isThrough = true
        },
        () => {
          crashes += 1
        },
      )
      // The broker delivers it again.
      await retryMany(deps, message.data)
      expect(new Set(ids(sent)).size).toBe(count)
      expect(await last()).toMatchObject({ total: count, retried: count, impossible: 0 })
      expect((await keptErrors(errors)).every(({ state }) => state === 'Retried')).toBe(true)
    }
    expect(crashes).toBeGreaterThan(10)
  })

  it('before the row is there leaves the message, which makes the row', async () => {
    const { deps, workOff, last } = await desk([errorOf(1)])
    const retries = { ...deps.retries, create: () => Promise.reject(new Error('crash')) }
    await expect(askForRetry({ ...deps, retries }, {}, 'kim')).rejects.toThrow('crash')
    await workOff()
    expect(await last()).toMatchObject({ by: 'kim', retried: 1 })
  })
})

describe('two messages for the same retry', () => {
  it('end as one: each error is told of once', async () => {
    const { deps, queue, last } = await desk(Array.from({ length: 100 }, (_, n) => errorOf(n)))
    await askForRetry(deps, {}, 'kim')
    const [message] = queue.splice(0)
    if (!message) throw new Error('Nothing was asked for.')
    await Promise.all([retryMany(deps, message.data), retryMany(deps, message.data)])
    await retryMany(deps, message.data)
    expect(await last()).toMatchObject({ retried: 100, impossible: 0 })
  })
})

describe('what is kept of retries', () => {
  it('are the last ones', async () => {
    const { deps, workOff, store, pass } = await desk([])
    for (let press = 0; press < 30; press += 1) {
      await askForRetry(deps, {}, 'kim')
      await workOff()
      pass(1000)
    }
    const kept = await store.retries.newest(100)
    expect(kept.length).toBeLessThanOrEqual(11)
    expect(kept.map(({ at }) => at)).toEqual(
      kept
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
  })
})
