// Messages on their way to the broker: together where they can be, late where they are meant to be, and never in silence.

import { type ServiceBusClient, ServiceBusError, type ServiceBusMessage } from '@azure/service-bus'
import { describe, expect, it } from 'vitest'
import { QueueRefused, QueueUnavailable } from '../../shared/platform/queue-failures.ts'
import { createServiceBusSend, queueDepths } from '../../shared/platform/service-bus.ts'
import { failureOf } from '../support/scripted-fetch.ts'

type Sample = { readonly type: string; readonly correlationId: string; readonly queue: string }
const sample = (n: number, queue = 'mail'): Sample => ({ type: 'sample', correlationId: `c${n}`, queue })

/** A broker that takes so many messages in one batch, and keeps what it is sent. */
const broker = (perBatch = 100) => {
  const sent: { queue: string; messages: ServiceBusMessage[] }[] = []
  const state = { connected: 0, closed: 0, senders: 0, failing: undefined as Error | undefined }
  const createSender = (queue: string) => {
    state.senders += 1
    return {
      createMessageBatch: async () => {
        const messages: ServiceBusMessage[] = []
        return {
          messages,
          get count() {
            return messages.length
          },
          tryAddMessage: (message: ServiceBusMessage) => messages.length < perBatch && messages.push(message) > 0,
        }
      },
      sendMessages: async ({ messages }: { messages: ServiceBusMessage[] }) => {
        if (state.failing) throw state.failing
        sent.push({ queue, messages })
      },
    }
  }
  const close = async () => {
    state.closed += 1
  }
  const connect = async () => {
    state.connected += 1
    if (state.failing) throw state.failing
    return { createSender, close } as unknown as ServiceBusClient
  }
  let ids = 0
  const newId = () => {
    ids += 1
    return `id${ids}`
  }
  const sender = createServiceBusSend<Sample>(
    connect,
    ({ queue }) => queue,
    () => 60_000,
    newId,
  )
  return { ...sender, sent, state }
}

describe('messages', () => {
  it('carry their own type, id and correlation, as JSON', async () => {
    const { send, sent } = broker()
    await send([sample(1)])
    expect(sent).toEqual([
      {
        queue: 'mail',
        messages: [{ body: sample(1), contentType: 'application/json', messageId: 'sample-id1', correlationId: 'c1' }],
      },
    ])
  })

  it('of one queue leave together, those of another apart', async () => {
    const { send, sent, state } = broker()
    await send([sample(1), sample(2, 'sales-writes'), sample(3)])
    expect(sent.map(({ queue, messages }) => [queue, messages.map(({ correlationId }) => correlationId)])).toEqual([
      ['mail', ['c1', 'c3']],
      ['sales-writes', ['c2']],
    ])
    await send([sample(4)])
    expect([state.connected, state.senders]).toEqual([1, 2])
  })

  it('that are put off are enqueued that much later', async () => {
    const { send, sent } = broker()
    await send([sample(1)], 5000)
    expect(sent[0]?.messages[0]?.scheduledEnqueueTimeUtc).toEqual(new Date(65_000))
  })

  it('that are more than one batch holds leave in several, in order', async () => {
    const { send, sent } = broker(2)
    await send([1, 2, 3, 4, 5].map((n) => sample(n)))
    expect(sent.map(({ messages }) => messages.map(({ correlationId }) => correlationId))).toEqual([
      ['c1', 'c2'],
      ['c3', 'c4'],
      ['c5'],
    ])
  })

  it('cause no call when there are none', async () => {
    const { send, sent, state } = broker()
    await send([])
    expect([sent, state.connected]).toEqual([[], 0])
  })
})

describe('a broker', () => {
  it('that takes no message of this size refuses it for good', async () => {
    expect(await failureOf(broker(0).send([sample(1)]))).toBeInstanceOf(QueueRefused)
    const { send, state } = broker()
    state.failing = new ServiceBusError('too large', 'MessageSizeExceeded')
    const error = await failureOf(send([sample(1)]))
    expect([error instanceof QueueRefused, (error as Error).cause]).toEqual([true, state.failing])
  })

  it.each([
    'UnauthorizedAccess',
    'MessagingEntityNotFound',
    'MessagingEntityDisabled',
    'QuotaExceeded',
    'ServiceBusy',
    'ServiceTimeout',
    'ServiceCommunicationProblem',
    'GeneralError',
  ] as const)('that says %s is out of reach', async (code) => {
    const { send, state } = broker()
    state.failing = new ServiceBusError('no', code)
    expect(await failureOf(send([sample(1)]))).toBeInstanceOf(QueueUnavailable)
  })

  it('that is gone is unavailable, with the cause; it is asked again the next time', async () => {
    const { send, sent, state } = broker()
    state.failing = new Error('gone')
    const error = await failureOf(send([sample(1)]))
    expect(error).toBeInstanceOf(QueueUnavailable)
    expect((error as Error).cause).toBe(state.failing)
    state.failing = undefined
    await send([sample(1)])
    expect([sent.length, state.connected]).toEqual([1, 2])
  })

  it('that refuses what is sent is unavailable', async () => {
    const { send, state } = broker()
    await send([sample(1)])
    state.failing = new Error('busy')
    expect(await failureOf(send([sample(2)]))).toBeInstanceOf(QueueUnavailable)
  })

  it('is left when the process ends, unless nobody ever went there', async () => {
    const { send, close, state } = broker()
    await close()
    expect([state.connected, state.closed]).toEqual([0, 0])
    await send([sample(1)])
    await close()
    expect(state.closed).toBe(1)
  })
})

describe('the depth of a queue', () => {
  const client = (closing: () => Promise<void>, peekMessages = async (most: number) => [most]) =>
    ({
      createReceiver: (name: string, options?: { subQueueType?: string }) => ({
        peekMessages: async (most: number) => {
          await peekMessages(most)
          if (options?.subQueueType === 'deadLetter') return name === 'mail' ? [{}] : []
          return name === 'mail' ? [{ state: 'active' }, { state: 'scheduled' }, { state: 'active' }] : []
        },
      }),
      close: closing,
    }) as unknown as ServiceBusClient

  it('counts what waits, what is for later and what was given up, and leaves again', async () => {
    let closed = 0
    const asked: number[] = []
    const connected = client(
      async () => {
        closed += 1
      },
      async (most) => [asked.push(most)],
    )
    expect(await queueDepths(async () => connected, ['mail', 'sales-writes'])).toEqual([
      { name: 'mail', waiting: 2, scheduled: 1, deadLettered: 1 },
      { name: 'sales-writes', waiting: 0, scheduled: 0, deadLettered: 0 },
    ])
    expect(closed).toBe(1)
    expect(new Set(asked)).toEqual(new Set([250]))
  })

  it('is not known when the broker cannot be reached or asked, even if it cannot be left', async () => {
    expect(await queueDepths(() => Promise.reject(new Error('gone')), ['mail'])).toBeUndefined()
    const broken = client(
      () => Promise.reject(new Error('gone')),
      () => Promise.reject(new Error('gone')),
    )
    expect(await queueDepths(async () => broken, ['mail'])).toBeUndefined()
  })
})
