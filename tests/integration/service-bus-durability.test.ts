import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { freePort } from '../support/free-port.ts'
import { codeOf, connect, createClock, makeFolder, minutes, receiveOne, startRig, work } from './service-bus-rig.ts'

describe('the journal of the local Service Bus', () => {
  it('brings back messages of every state after a restart', async () => {
    const folder = await makeFolder()
    const clock = createClock()
    const first = await startRig({ folder, now: clock.now })
    await first.sender.sendMessages(['dead', 'deferred', 'abandoned', 'active'].map((body) => ({ body })))
    await first.sender.scheduleMessages({ body: 'scheduled' }, new Date(clock.now() + minutes(5)))
    const reason = { deadLetterReason: 'Refused', deadLetterErrorDescription: 'no such customer' }
    await first.receiver.deadLetterMessage(await receiveOne(first.receiver), reason)
    const deferred = await receiveOne(first.receiver)
    await first.receiver.deferMessage(deferred)
    await first.receiver.abandonMessage(await receiveOne(first.receiver), { tried: true })
    await first.client.close()
    await first.bus.close()

    const { bus, client, receiver } = await startRig({ folder, now: clock.now })
    expect(bus.peek('work')).toEqual({ active: 2, scheduled: 1, locked: 0, deferred: 1, deadLettered: 1 })
    const dead = await receiveOne(client.createReceiver('work', { subQueueType: 'deadLetter' }))
    expect(dead).toMatchObject({ body: 'dead', deadLetterReason: 'Refused' })
    const [again] = await receiver.receiveDeferredMessages(deferred.sequenceNumber ?? [])
    expect(again).toMatchObject({ body: 'deferred', deliveryCount: 1 })
    const abandoned = { body: 'abandoned', deliveryCount: 1, applicationProperties: { tried: true } }
    for (const expected of [abandoned, { body: 'active', deliveryCount: 0 }]) {
      const message = await receiveOne(receiver)
      expect(message).toMatchObject(expected)
      await receiver.completeMessage(message)
    }
    clock.advance(minutes(5))
    expect(await receiveOne(receiver)).toMatchObject({ body: 'scheduled' })
  })

  it('forgets what was completed, and never gives a number twice', async () => {
    const folder = await makeFolder()
    const first = await startRig({ folder })
    await first.sender.sendMessages([{ body: 1 }, { body: 2 }])
    for (const message of await first.receiver.receiveMessages(2)) await first.receiver.completeMessage(message)
    await first.client.close()
    await first.bus.close()

    const second = await startRig({ folder })
    expect(second.bus.peek('work').active).toBe(0)
    await second.client.close()
    await second.bus.close()

    const { sender, receiver } = await startRig({ folder })
    await sender.sendMessages({ body: 3 })
    expect((await receiveOne(receiver)).sequenceNumber?.toString()).toBe('3')
  })

  it('dead-letters what had its last allowed delivery when the process ended', async () => {
    const folder = await makeFolder()
    for (const delivery of [0, 1, 2]) {
      const { bus, client, sender, receiver } = await startRig({ folder })
      if (delivery === 0) await sender.sendMessages({ body: 'kills its process' })
      expect(await receiveOne(receiver)).toMatchObject({ deliveryCount: delivery })
      await client.close()
      await bus.close()
    }
    const { bus } = await startRig({ folder })
    expect(bus.peek('work')).toMatchObject({ active: 0, deadLettered: 1 })
  })

  it('reads over a last line that was cut short, and says which other line it cannot read', async () => {
    const folder = await makeFolder()
    const file = join(folder, 'journal.jsonl')
    const first = await startServiceBus({ port: 0, queues: [work], folder })
    await connect(first.connectionString).createSender('work').sendMessages({ body: 'whole' })
    await first.close()
    await appendFile(file, '{"op":"put","queue":"work","byt')
    const second = await startServiceBus({ port: 0, queues: [work], folder })
    expect(second.peek('work').active).toBe(1)
    await second.close()

    await writeFile(file, `not a line\n${await readFile(file, 'utf8')}`)
    await expect(startServiceBus({ port: 0, queues: [work], folder })).rejects.toThrow(
      /journal\.jsonl is damaged in line 1\. .*--fresh/,
    )
  })

  it('begins with a short journal, however much happened before', async () => {
    const folder = await makeFolder()
    const { bus, client, sender, receiver } = await startRig({ folder })
    await sender.sendMessages(Array.from({ length: 100 }, () => ({ body: 'x'.repeat(1000) })))
    for (const message of await receiver.receiveMessages(100)) await receiver.completeMessage(message)
    await client.close()
    await bus.close()
    const again = await startServiceBus({ port: 0, queues: [work], folder })
    expect((await stat(join(folder, 'journal.jsonl'))).size).toBeLessThan(200)
    await again.close()
  })

  it('keeps its journal short while it runs', async () => {
    const folder = await makeFolder()
    const { bus, client, sender } = await startRig({ folder })
    await sender.sendMessages({ body: 'stays' })
    const receiver = client.createReceiver('work', { receiveMode: 'receiveAndDelete' })
    await receiveOne(receiver)
    await sender.sendMessages({ body: 'stays' })
    for (let sent = 0; sent < 60; sent += 1) {
      await sender.sendMessages({ body: 'x'.repeat(260_000), messageId: `large-${sent}` })
      if (sent > 0) await receiveOne(receiver)
    }
    expect((await stat(join(folder, 'journal.jsonl'))).size).toBeLessThan(16 * 1024 * 1024)
    await client.close()
    await bus.close()
    const again = await startServiceBus({ port: 0, queues: [work], folder })
    expect(again.peek('work').active).toBe(2)
    await again.close()
  })

  it('is found again by a subscription when it starts anew on its port', async () => {
    const folder = await makeFolder()
    const first = await startServiceBus({ port: await freePort(), queues: [work], folder })
    const client = connect(first.connectionString, 3)
    const seen: unknown[] = []
    const processMessage = async ({ body }: { body: unknown }) => void seen.push(body)
    client.createReceiver('work').subscribe({ processMessage, processError: async () => undefined })
    await client.createSender('work').sendMessages({ body: 1 })
    await expect.poll(() => seen).toEqual([1])
    await expect.poll(() => first.peek('work').locked).toBe(0)
    await first.close()

    const second = await startServiceBus({ port: first.port, queues: [work], folder })
    onTestFinished(() => second.close())
    await connect(second.connectionString, 3).createSender('work').sendMessages({ body: 2 })
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual([1, 2])
  })

  it('touches no journal when its port is taken', async () => {
    const folder = await makeFolder()
    const { bus, sender } = await startRig({ folder })
    expect(await codeOf(startServiceBus({ port: bus.port, queues: [work], folder }))).toBe('EADDRINUSE')
    await sender.sendMessages({ body: 'kept' })
    expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).toContain('"op":"put"')
  })
})
