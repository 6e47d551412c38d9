import { randomUUID } from 'node:crypto'
import type { ServiceBusReceivedMessage } from '@azure/service-bus'
import { describe, expect, it, onTestFinished } from 'vitest'
import { codeOf, connect, receiveOne, startRig } from './service-bus-rig.ts'

describe('sending to the local Service Bus', () => {
  it('delivers what was sent, with everything its sender wrote on it', async () => {
    const { sender, receiver } = await startRig()
    const sent = {
      body: { text: 'grüße', list: [1, 2.5, null] },
      messageId: 'message-1',
      correlationId: randomUUID(),
      contentType: 'application/json',
      subject: 'greeting',
      to: 'somebody',
      replyTo: 'elsewhere',
      applicationProperties: { text: 'a', whole: 7, half: 0.5, yes: true },
    }
    await sender.sendMessages(sent)
    const received = await receiveOne(receiver)
    expect(received).toMatchObject(sent)
    expect(received).toMatchObject({ deliveryCount: 0, state: 'active' })
    expect(received.sequenceNumber?.toString()).toBe('1')
  })

  it('gives an id to a message that has none', async () => {
    const { sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'no id' })
    expect((await receiveOne(receiver)).messageId).toMatch(/^[0-9a-f]{32}$/)
  })

  it('keeps arrays, batches and single messages in the order they were sent', async () => {
    const { sender, receiver } = await startRig()
    await sender.sendMessages([{ body: 1 }, { body: 2 }])
    const batch = await sender.createMessageBatch()
    for (const body of [3, 4, 5]) expect(batch.tryAddMessage({ body })).toBe(true)
    await sender.sendMessages(batch)
    await sender.sendMessages({ body: 6 })
    const received = await receiver.receiveMessages(6, { maxWaitTimeInMs: 5000 })
    expect(received.map(({ body }) => body)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('hands a body of bytes, a value and a sequence on as they came', async () => {
    const { sender, receiver } = await startRig()
    const bytes = Buffer.from([0, 1, 2, 255])
    await sender.sendMessages([
      { bodyType: 'data', body: bytes },
      { bodyType: 'value', body: { whole: 9, text: 'x' } },
      { bodyType: 'sequence', body: ['a', 2] },
    ])
    const received = await receiver.receiveMessages(3, { maxWaitTimeInMs: 5000 })
    expect(received.map(({ _rawAmqpMessage: raw }) => raw.bodyType)).toEqual(['data', 'value', 'sequence'])
    const [data, value, sequence] = received.map(({ body }) => body)
    expect(Buffer.from(data).equals(bytes)).toBe(true)
    expect(value).toEqual({ whole: 9, text: 'x' })
    expect(sequence).toEqual(['a', 2])
  })

  it('delivers a message of several frames whole', async () => {
    const { sender, receiver } = await startRig()
    const body = 'x'.repeat(250_000)
    await sender.sendMessages({ body })
    expect((await receiveOne(receiver)).body).toBe(body)
  })
})

describe('receiving from the local Service Bus', () => {
  it('gives a message to one receiver only while its lock is held', async () => {
    const { bus, sender, receiver } = await startRig()
    const other = connect(bus.connectionString).createReceiver('work')
    await sender.sendMessages({ body: 'once' })
    const message = await receiveOne(receiver)
    expect(await other.receiveMessages(1, { maxWaitTimeInMs: 50 })).toEqual([])
    expect(bus.peek('work')).toMatchObject({ active: 0, locked: 1 })
    await receiver.completeMessage(message)
    expect(bus.peek('work')).toMatchObject({ active: 0, locked: 0, deadLettered: 0 })
  })

  it('takes a message for good in receive-and-delete mode', async () => {
    const { bus, client, sender } = await startRig()
    await sender.sendMessages([{ body: 1 }, { body: 2 }])
    const receiver = client.createReceiver('work', { receiveMode: 'receiveAndDelete' })
    expect(await receiver.receiveMessages(2, { maxWaitTimeInMs: 5000 })).toHaveLength(2)
    expect(bus.peek('work')).toEqual({ active: 0, scheduled: 0, locked: 0, deferred: 0, deadLettered: 0 })
  })

  it('refuses a second settlement of the same delivery with MessageLockLost', async () => {
    const { client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'once' })
    const message = await receiveOne(receiver)
    await receiver.completeMessage(message)
    await receiver.close()
    const other = client.createReceiver('work')
    expect(await codeOf(other.renewMessageLock(message))).toBe('MessageLockLost')
  })

  it('takes the settlement of a message whose receiver was closed meanwhile', async () => {
    const { bus, client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'late' })
    const message = await receiveOne(receiver)
    await receiver.close()
    expect(bus.peek('work').locked).toBe(1)
    await client.createReceiver('work').completeMessage(message)
    expect(bus.peek('work')).toMatchObject({ active: 0, locked: 0 })
  })

  it('runs as many handlers at a time as the subscription asks for, and each message once', async () => {
    const { bus, sender, receiver } = await startRig()
    await sender.sendMessages(Array.from({ length: 40 }, (_, body) => ({ body })))
    const seen: number[] = []
    let [running, most] = [0, 0]
    await new Promise<void>((resolve, reject) => {
      const processMessage = async ({ body }: ServiceBusReceivedMessage) => {
        running += 1
        most = Math.max(most, running)
        await new Promise(setImmediate)
        running -= 1
        if (seen.push(body) === 40) resolve()
      }
      const processError = async ({ error }: { error: Error }) => reject(error)
      receiver.subscribe({ processMessage, processError }, { maxConcurrentCalls: 4 })
    })
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, body) => body))
    expect(most).toBe(4)
    await expect.poll(() => bus.peek('work').locked).toBe(0)
  })

  it('serves several connections at once and shares the messages among them', async () => {
    const { bus, sender } = await startRig()
    const counts = [0, 0, 0]
    for (const index of counts.keys()) {
      const receiver = connect(bus.connectionString).createReceiver('work')
      const subscription = receiver.subscribe({
        processMessage: async () => {
          counts[index] = (counts[index] ?? 0) + 1
        },
        processError: async () => undefined,
      })
      onTestFinished(() => subscription.close())
    }
    const total = () => counts.reduce((sum, count) => sum + count, 0)
    for (let sent = 0; sent < 30; sent += 1) await sender.sendMessages({ body: sent })
    await expect.poll(total).toBe(30)
    expect(counts.every((count) => count > 0)).toBe(true)
    expect(bus.stats()).toMatchObject({ sends: 30, receives: 30 })
  })
})
