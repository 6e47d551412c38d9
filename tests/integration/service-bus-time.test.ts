import { describe, expect, it } from 'vitest'
import { codeOf, days, minutes, receiveOne, startRig } from './service-bus-rig.ts'

describe('locks on the local Service Bus', () => {
  it('redelivers a message whose lock ran out, counted, and refuses the late settlement with MessageLockLost', async () => {
    const { clock, client, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'slow' })
    const message = await receiveOne(receiver)
    clock.advance(minutes(1) + 1)
    const again = await receiveOne(client.createReceiver('work'))
    expect(again).toMatchObject({ body: 'slow', deliveryCount: 1 })
    expect(await codeOf(receiver.completeMessage(message))).toBe('MessageLockLost')
  })

  it('holds a lock that is renewed in time', async () => {
    const { bus, clock, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'slow' })
    const message = await receiveOne(receiver)
    clock.advance(minutes(0.9))
    const until = await receiver.renewMessageLock(message)
    expect(until.getTime()).toBeGreaterThan(clock.now() + minutes(0.9))
    clock.advance(minutes(0.9))
    await receiver.completeMessage(message)
    expect(bus.peek('work')).toMatchObject({ active: 0, locked: 0, deadLettered: 0 })
  })

  it('counts every lock that ran out, up to the dead-letter queue', async () => {
    const { bus, clock, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'never settled' })
    for (let delivery = 0; delivery < 3; delivery += 1) {
      expect(await receiveOne(receiver)).toMatchObject({ deliveryCount: delivery })
      clock.advance(minutes(1) + 1)
    }
    await expect.poll(() => bus.peek('work')).toMatchObject({ active: 0, locked: 0, deadLettered: 1 })
  })
})

describe('lives of messages on the local Service Bus', () => {
  it('drops a message whose own time to live is over', async () => {
    const { bus, clock, sender, receiver } = await startRig()
    await sender.sendMessages([{ body: 'short', timeToLive: minutes(5) }, { body: 'long' }])
    clock.advance(minutes(5) + 1)
    expect(await receiveOne(receiver)).toMatchObject({ body: 'long' })
    await expect.poll(() => bus.peek('work')).toMatchObject({ active: 0, locked: 1, deadLettered: 0 })
  })

  it('never lets a message outlive the time to live of its queue', async () => {
    const { bus, clock, sender } = await startRig()
    await sender.sendMessages({ body: 'long', timeToLive: days(365) })
    clock.advance(days(89))
    expect(bus.peek('work').active).toBe(1)
    clock.advance(days(1) + 1)
    await expect.poll(() => bus.peek('work').active).toBe(0)
  })

  it('dead-letters what expires where the queue says so, and dead letters do not expire', async () => {
    const settings = { name: 'work', maxDeliveryCount: 3, lockDuration: 'PT1M', defaultMessageTimeToLive: 'PT1H' }
    const { bus, client, clock, sender } = await startRig({
      queues: [{ ...settings, deadLetteringOnMessageExpiration: true }],
    })
    await sender.sendMessages({ body: 'old' })
    clock.advance(minutes(60) + 1)
    await expect.poll(() => bus.peek('work').deadLettered).toBe(1)
    clock.advance(days(1000))
    const dead = await receiveOne(client.createReceiver('work', { subQueueType: 'deadLetter' }))
    expect(dead).toMatchObject({ body: 'old', deadLetterReason: 'TTLExpiredException' })
  })

  it('lets a locked message live until its lock ends', async () => {
    const { bus, clock, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'short', timeToLive: 30_000 })
    const message = await receiveOne(receiver)
    clock.advance(50_000)
    expect(bus.peek('work').locked).toBe(1)
    await receiver.abandonMessage(message)
    await expect.poll(() => bus.peek('work')).toMatchObject({ active: 0, locked: 0 })
  })
})

describe('scheduled messages on the local Service Bus', () => {
  it('delivers a message sent for later at its time and not before', async () => {
    const { bus, clock, sender, receiver } = await startRig()
    // Less than the ten minutes after which an idle link is detached: that is another test's subject.
    const scheduledEnqueueTimeUtc = new Date(clock.now() + minutes(9))
    await sender.sendMessages({ body: 'later', scheduledEnqueueTimeUtc })
    expect(bus.peek('work')).toMatchObject({ active: 0, scheduled: 1 })
    expect(await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 })).toEqual([])
    clock.advance(minutes(9))
    const message = await receiveOne(receiver)
    expect(message).toMatchObject({ body: 'later', deliveryCount: 0, state: 'scheduled' })
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(scheduledEnqueueTimeUtc.getTime())
  })

  it('gives a receiver that is already waiting what becomes due', async () => {
    const { clock, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'later', scheduledEnqueueTimeUtc: new Date(clock.now() + days(30)) })
    const waiting = receiveOne(receiver)
    clock.advance(days(30))
    expect(await waiting).toMatchObject({ body: 'later' })
  })

  it('delivers at once what is scheduled for a moment that has passed', async () => {
    const { clock, sender, receiver } = await startRig()
    await sender.sendMessages({ body: 'now', scheduledEnqueueTimeUtc: new Date(clock.now() - 1000) })
    expect(await receiveOne(receiver)).toMatchObject({ body: 'now', state: 'active' })
  })

  it('delivers in the order of time, not of sending', async () => {
    const { clock, sender, receiver } = await startRig()
    await sender.scheduleMessages({ body: 'second' }, new Date(clock.now() + minutes(2)))
    await sender.scheduleMessages({ body: 'first' }, new Date(clock.now() + minutes(1)))
    clock.advance(minutes(3))
    const received = await receiver.receiveMessages(2, { maxWaitTimeInMs: 5000 })
    expect(received.map(({ body }) => body)).toEqual(['first', 'second'])
  })

  it('takes a scheduled message back by its number, once', async () => {
    const { bus, clock, sender } = await startRig()
    const numbers = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], new Date(clock.now() + minutes(1)))
    expect(numbers.map(String)).toEqual(['1', '2'])
    await sender.cancelScheduledMessages(numbers.slice(0, 1))
    expect(bus.peek('work').scheduled).toBe(1)
    expect(await codeOf(sender.cancelScheduledMessages(numbers))).toBe('MessageNotFound')
    expect(bus.peek('work').scheduled).toBe(1)
  })
})
