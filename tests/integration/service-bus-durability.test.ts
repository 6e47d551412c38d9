import { spawn } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { codeOf, connect, createClock, minutes, receiveOne, startRig } from './service-bus-rig.ts'

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'service-bus-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const queue = { name: 'work', maxDeliveryCount: 3, lockDuration: 'PT1M', defaultMessageTimeToLive: 'P90D' }

const program = `
  import { startServiceBus } from ${JSON.stringify(fileURLToPath(new URL('../../infra/local/service-bus/service-bus.ts', import.meta.url)))}
  const bus = await startServiceBus({ port: 0, queues: [${JSON.stringify(queue)}], folder: process.argv[1] })
  console.log(bus.connectionString)
`

/** A broker in a process of its own, which can be killed. */
const startProcess = async (folder: string) => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const connectionString = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  )
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { connectionString, kill }
}

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

  it('loses no accepted send when its process is killed right after the answer', async () => {
    const folder = await makeFolder()
    const { connectionString, kill } = await startProcess(folder)
    const sender = connect(connectionString).createSender('work')
    await Promise.all(Array.from({ length: 50 }, (_, body) => sender.sendMessages({ body })))
    await kill()

    const { bus, receiver } = await startRig({ folder })
    expect(bus.peek('work').active).toBe(50)
    const received = await receiver.receiveMessages(50, { maxWaitTimeInMs: 5000 })
    expect(received.map(({ body }) => body).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  it('has every send that was answered before its process was killed in the middle of others', async () => {
    const folder = await makeFolder()
    const { connectionString, kill } = await startProcess(folder)
    const sender = connect(connectionString, 0, 500).createSender('work')
    const answered: number[] = []
    let killed: Promise<void> | undefined
    const send = async (body: number) => {
      await sender.sendMessages({ body: { number: body, filler: 'x'.repeat(5000) } })
      answered.push(body)
      if (answered.length === 100) killed = kill()
    }
    await Promise.allSettled(Array.from({ length: 400 }, (_, body) => send(body)))
    await killed
    expect(answered.length).toBeGreaterThanOrEqual(100)

    const { bus, client } = await startRig({ folder })
    const receiver = client.createReceiver('work', { receiveMode: 'receiveAndDelete' })
    const kept = new Set<number>()
    while (bus.peek('work').active > 0) kept.add((await receiveOne(receiver)).body.number)
    expect(answered.filter((number) => !kept.has(number))).toEqual([])
  })

  it('unlocks what was locked when its process was killed, and counts that delivery', async () => {
    const folder = await makeFolder()
    const { connectionString, kill } = await startProcess(folder)
    const client = connect(connectionString)
    await client.createSender('work').sendMessages({ body: 'in work' })
    await receiveOne(client.createReceiver('work'))
    await kill()

    const { receiver } = await startRig({ folder })
    expect(await receiveOne(receiver)).toMatchObject({ body: 'in work', deliveryCount: 1 })
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
    const first = await startServiceBus({ port: 0, queues: [queue], folder })
    await connect(first.connectionString).createSender('work').sendMessages({ body: 'whole' })
    await first.close()
    await appendFile(file, '{"op":"put","queue":"work","byt')
    const second = await startServiceBus({ port: 0, queues: [queue], folder })
    expect(second.peek('work').active).toBe(1)
    await second.close()

    await writeFile(file, `not a line\n${await readFile(file, 'utf8')}`)
    await expect(startServiceBus({ port: 0, queues: [queue], folder })).rejects.toThrow(/line 1 cannot be read/)
  })

  it('begins with a short journal, however much happened before', async () => {
    const folder = await makeFolder()
    const { bus, client, sender, receiver } = await startRig({ folder })
    await sender.sendMessages(Array.from({ length: 100 }, () => ({ body: 'x'.repeat(1000) })))
    for (const message of await receiver.receiveMessages(100)) await receiver.completeMessage(message)
    await client.close()
    await bus.close()
    const again = await startServiceBus({ port: 0, queues: [queue], folder })
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
    const again = await startServiceBus({ port: 0, queues: [queue], folder })
    expect(again.peek('work').active).toBe(2)
    await again.close()
  })

  it('touches no journal when its port is taken', async () => {
    const folder = await makeFolder()
    const { bus, sender } = await startRig({ folder })
    expect(await codeOf(startServiceBus({ port: bus.port, queues: [queue], folder }))).toBe('EADDRINUSE')
    await sender.sendMessages({ body: 'kept' })
    expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).toContain('"op":"put"')
  })
})
