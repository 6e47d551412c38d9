import { describe, expect, it } from 'vitest'
import { codeOf, receiveOne, startRig } from './service-bus-rig.ts'

describe('settling on the local Service Bus', () => {
  it('redelivers an abandoned message in its old place, counted, with the changed properties', async () => {
    const { sender, receiver } = await startRig()
    await sender.sendMessages([{ body: 'first', applicationProperties: { kept: 1 } }, { body: 'second' }])
    await receiver.abandonMessage(await receiveOne(receiver), { tries: 'one' })
    const again = await receiveOne(receiver)
    expect(again).toMatchObject({ body: 'first', deliveryCount: 1, applicationProperties: { kept: 1, tries: 'one' } })
  })

  it('dead-letters after the last allowed delivery, and says so', async () => {
    const { bus, client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'poison' })
    for (let delivery = 0; delivery < 3; delivery += 1) await receiver.abandonMessage(await receiveOne(receiver))
    expect(bus.peek('work')).toMatchObject({ active: 0, deadLettered: 1 })
    const dead = await receiveOne(client.createReceiver('work', { subQueueType: 'deadLetter' }))
    expect(dead).toMatchObject({
      body: 'poison',
      deliveryCount: 3,
      deadLetterReason: 'MaxDeliveryCountExceeded',
      deadLetterErrorDescription: 'Message could not be consumed after 3 delivery attempts.',
    })
  })

  it('moves a message to the dead-letter queue with the given reason, where it stays until it is completed', async () => {
    const { bus, client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'bad', applicationProperties: { kept: true } })
    const reason = { deadLetterReason: 'Refused', deadLetterErrorDescription: 'no such customer', extra: 'x' }
    await receiver.deadLetterMessage(await receiveOne(receiver), reason)
    const deadLetters = client.createReceiver('work', { subQueueType: 'deadLetter' })
    for (let delivery = 0; delivery < 5; delivery += 1) await deadLetters.abandonMessage(await receiveOne(deadLetters))
    const dead = await receiveOne(deadLetters)
    expect(dead).toMatchObject({
      deliveryCount: 0,
      deadLetterReason: 'Refused',
      deadLetterErrorDescription: 'no such customer',
      applicationProperties: { kept: true, extra: 'x' },
    })
    await deadLetters.completeMessage(dead)
    expect(bus.peek('work').deadLettered).toBe(0)
  })

  it('refuses to dead-letter a dead letter and keeps it', async () => {
    const { bus, client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'bad' })
    await receiver.deadLetterMessage(await receiveOne(receiver))
    const deadLetters = client.createReceiver('work', { subQueueType: 'deadLetter' })
    const dead = await receiveOne(deadLetters)
    expect(await codeOf(deadLetters.deadLetterMessage(dead))).toBe('GeneralError')
    expect(bus.peek('work').deadLettered).toBe(1)
  })

  it('keeps a deferred message aside until it is asked for by its number', async () => {
    const { bus, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'later' })
    const message = await receiveOne(receiver)
    await receiver.deferMessage(message)
    expect(bus.peek('work')).toMatchObject({ active: 0, deferred: 1 })
    expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 })).toEqual([])
    const number = message.sequenceNumber
    if (!number) throw new Error('a received message has a sequence number')
    const [deferred] = await receiver.receiveDeferredMessages(number)
    expect(deferred).toMatchObject({ body: 'later', deliveryCount: 1, state: 'deferred' })
    if (deferred) await receiver.completeMessage(deferred)
    expect(await codeOf(receiver.receiveDeferredMessages(number))).toBe('MessageNotFound')
    expect(bus.peek('work')).toMatchObject({ deferred: 0, locked: 0 })
  })

  it('lets messages of every state be seen without taking them', async () => {
    const { clock, sender, receiver } = await startRig()
    await sender.sendMessages([{ body: 'deferred' }, { body: 'locked' }, { body: 'active' }])
    await sender.scheduleMessages({ body: 'scheduled' }, new Date(clock.now() + 3_600_000))
    await receiver.deferMessage(await receiveOne(receiver))
    await receiveOne(receiver)
    const peeked = await receiver.peekMessages(10)
    expect(peeked.map(({ body, state }) => [body, state])).toEqual([
      ['deferred', 'deferred'],
      ['locked', 'active'],
      ['active', 'active'],
      ['scheduled', 'scheduled'],
    ])
    expect(await receiver.peekMessages(10)).toEqual([])
  })

  it('lets dead letters be seen without taking them', async () => {
    const { client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'bad' })
    await receiver.deadLetterMessage(await receiveOne(receiver))
    const deadLetters = client.createReceiver('work', { subQueueType: 'deadLetter' })
    expect((await deadLetters.peekMessages(10)).map(({ body }) => body)).toEqual(['bad'])
    expect(await deadLetters.receiveMessages(10, { maxWaitTimeInMs: 100 })).toHaveLength(1)
  })
})
