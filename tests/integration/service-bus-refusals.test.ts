import { createHmac } from 'node:crypto'
import { connect as connectSocket } from 'node:net'
import { ServiceBusClient } from '@azure/service-bus'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkSasToken, isCovered } from '../../infra/local/service-bus/sas-token.ts'
import { startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { freePort } from '../support/free-port.ts'
import { codeOf, connect, receiveOne, startRig } from './service-bus-rig.ts'

describe('what the local Service Bus refuses', () => {
  it('answers MessagingEntityNotFound for a queue that is not there', async () => {
    const { client } = await startRig()
    expect(await codeOf(client.createSender('nowhere').sendMessages({ body: 1 }))).toBe('MessagingEntityNotFound')
    const receiver = client.createReceiver('nowhere')
    expect(await codeOf(receiver.receiveMessages(1))).toBe('MessagingEntityNotFound')
    expect(await codeOf(receiver.peekMessages(1))).toBe('MessagingEntityNotFound')
  })

  it('knows a queue by its name in any case', async () => {
    const { client, receiver } = await startRig()
    await client.createSender('WORK').sendMessages({ body: 'hello' })
    const message = await receiveOne(receiver)
    expect(message).toMatchObject({ body: 'hello' })
    await receiver.deadLetterMessage(message)
    expect(await receiveOne(client.createReceiver('Work/$deadletterqueue'))).toMatchObject({ body: 'hello' })
  })

  it('refuses a message over 256 KB with MessageSizeExceeded, sent or scheduled, and stores nothing', async () => {
    const { bus, clock, sender } = await startRig()
    const large = { body: 'x'.repeat(262_144) }
    expect(await codeOf(sender.sendMessages(large))).toBe('MessageSizeExceeded')
    expect(await codeOf(sender.scheduleMessages(large, new Date(clock.now() + 1000)))).toBe('MessageSizeExceeded')
    expect(bus.peek('work')).toMatchObject({ active: 0, scheduled: 0 })
  })

  it('tells clients how much fits into a batch', async () => {
    const { sender } = await startRig()
    const batch = await sender.createMessageBatch()
    expect(batch.maxSizeInBytes).toBe(262_144)
    expect(batch.tryAddMessage({ body: 'x'.repeat(262_144) })).toBe(false)
  })

  it('refuses session receivers, since no queue has sessions', async () => {
    const { client } = await startRig()
    expect(await codeOf(client.acceptSession('work', 'one'))).toBe('SessionCannotBeLocked')
    await expect(client.acceptNextSession('work')).rejects.toThrow(/does not require sessions/)
  })

  it('takes no messages directly into a dead-letter queue', async () => {
    const { client } = await startRig()
    const sender = client.createSender('work/$DeadLetterQueue')
    await expect(sender.sendMessages({ body: 1 })).rejects.toThrow(/cannot be sent to a dead-letter queue/)
  })

  it('refuses a wrong key and an unknown key name with UnauthorizedAccess', async () => {
    const { bus } = await startRig()
    const wrong = [
      bus.connectionString.replace('SAS_KEY_VALUE', 'another'),
      bus.connectionString.replace('SharedAccessKeyName=Root', 'SharedAccessKeyName=Other'),
    ]
    for (const connectionString of wrong) {
      const sender = connect(connectionString).createSender('work')
      expect(await codeOf(sender.sendMessages({ body: 1 }))).toBe('UnauthorizedAccess')
    }
    expect(bus.peek('work').active).toBe(0)
  })

  it('rejects with EADDRINUSE when its port is taken, and leaves the running broker alone', async () => {
    const { bus, sender } = await startRig()
    await expect(startServiceBus({ port: bus.port, queues: [] })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await sender.sendMessages({ body: 'still here' })
    expect(bus.peek('work').active).toBe(1)
  })

  it('survives bytes that are not AMQP', async () => {
    const { bus, sender } = await startRig()
    const socket = connectSocket(bus.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
    await new Promise((resolve) => socket.once('close', resolve).resume())
    await sender.sendMessages({ body: 'still here' })
    expect(bus.peek('work').active).toBe(1)
  })

  it('closes although clients are connected, and frees its port', async () => {
    const first = await startServiceBus({ port: await freePort(), queues: [] })
    const client = new ServiceBusClient(first.connectionString, { retryOptions: { maxRetries: 0 } })
    onTestFinished(() => client.close())
    await codeOf(client.createSender('nowhere').sendMessages({ body: 1 }))
    await first.close()
    const second = await startServiceBus({ port: first.port, queues: [] })
    expect(second.port).toBe(first.port)
    await second.close()
  })
})

describe('shared access signatures', () => {
  const key = { name: 'Root', value: 'secret' }
  const now = Date.parse('2026-01-01T00:00:00Z')
  const sign = (resource: string, expiry: number, value = key.value) => {
    const sr = encodeURIComponent(resource)
    const sig = encodeURIComponent(createHmac('sha256', value).update(`${sr}\n${expiry}`).digest('base64'))
    return `SharedAccessSignature sr=${sr}&sig=${sig}&se=${expiry}&skn=${key.name}`
  }
  const later = now / 1000 + 60

  it('opens the resource it names and what lies below, until it expires', () => {
    const claim = checkSasToken(sign('sb://127.0.0.1:5672/Mail', later), key, now)
    expect(claim).toEqual({ path: 'mail', until: later * 1000 })
    if (!('path' in claim)) throw new Error('expected a claim')
    expect(isCovered([claim], 'mail/$management', now)).toBe(true)
    expect(isCovered([claim], 'mailbox', now)).toBe(false)
    expect(isCovered([claim], 'mail', later * 1000)).toBe(false)
  })

  it.each([
    ['a signature of another key', sign('sb://x/mail', later, 'other')],
    ['an expiry changed afterwards', sign('sb://x/mail', later).replace(`se=${later}`, `se=${later + 60}`)],
    ['a resource changed afterwards', sign('sb://x/mail', later).replace('mail', 'work')],
    ['a token that has expired', sign('sb://x/mail', now / 1000)],
    ['a token without a signature', 'SharedAccessSignature sr=a&se=9999999999&skn=Root'],
    ['something else', 'Bearer abc'],
  ])('refuses %s', (_what, token) => {
    expect(checkSasToken(token, key, now)).toMatchObject({ condition: 'amqp:unauthorized-access' })
  })
})
