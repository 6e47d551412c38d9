import { describe, expect, it, onTestFinished } from 'vitest'
import type { Fault, Operation } from '../../infra/local/service-bus/faults.ts'
import { codeOf, connect, receiveOne, startRig } from './service-bus-rig.ts'

/** Faults for the next operations of one kind, in their order. */
const failing = (kind: Operation['kind'], ...faults: readonly Fault[]) => {
  const left = [...faults]
  return (operation: Operation) => (operation.kind === kind ? left.shift() : undefined)
}

const busy: Fault = { kind: 'refuse', condition: 'com.microsoft:server-busy', description: 'wait 2 seconds' }

describe('faults of the local Service Bus', () => {
  it('refuses a send with ServiceBusy, which the client repeats until it is taken', async () => {
    const { bus, sender } = await startRig({ faults: failing('send', busy, busy) })
    expect(await codeOf(sender.sendMessages({ body: 'once' }))).toBe('ServiceBusy')
    expect(bus.peek('work').active).toBe(0)
    await connect(bus.connectionString, 3).createSender('work').sendMessages({ body: 'repeated' })
    expect(bus.peek('work').active).toBe(1)
  })

  it('loses the reply to an accepted send, so that the client sends it a second time', async () => {
    const { bus } = await startRig({ faults: failing('send', { kind: 'lose-reply' }) })
    // The client notices a lost reply only when its own time is up.
    const sender = connect(bus.connectionString, 3, 500).createSender('work')
    await sender.sendMessages({ body: 'twice', messageId: 'same' })
    expect(bus.peek('work').active).toBe(2)
  })

  it('loses a send before it is accepted, so that the client sends it again', async () => {
    const { bus } = await startRig({ faults: failing('send', { kind: 'lose-request' }) })
    await connect(bus.connectionString, 3, 500).createSender('work').sendMessages({ body: 'once' })
    expect(bus.peek('work').active).toBe(1)
  })

  it('answers late: what is done is done before the client hears of it', async () => {
    const { bus, sender } = await startRig({ faults: failing('send', { kind: 'delay', milliseconds: 200 }) })
    const started = performance.now()
    const sent = sender.sendMessages({ body: 'slow' })
    await expect.poll(() => bus.peek('work').active).toBe(1)
    await sent
    expect(performance.now() - started).toBeGreaterThanOrEqual(195)
  })

  it('refuses a settlement with the condition asked for and leaves the message locked', async () => {
    const lost: Fault = { kind: 'refuse', condition: 'com.microsoft:message-lock-lost' }
    const { bus, sender, receiver } = await startRig({ faults: failing('settle', lost) })
    await sender.sendMessages({ body: 'in work' })
    expect(await codeOf(receiver.completeMessage(await receiveOne(receiver)))).toBe('MessageLockLost')
    expect(bus.peek('work').locked).toBe(1)
  })

  it('loses a delivery on its way: the message comes again when its lock has ended', async () => {
    const { bus, clock, sender } = await startRig({ faults: failing('receive', { kind: 'lose-reply' }) })
    const receiver = connect(bus.connectionString, 3).createReceiver('work')
    await sender.sendMessages({ body: 'twice' })
    const waiting = receiver.receiveMessages(1, { maxWaitTimeInMs: 5000 }).catch(() => [])
    await expect.poll(() => bus.peek('work').locked).toBe(1)
    await waiting
    clock.advance(60_001)
    expect(await receiveOne(receiver)).toMatchObject({ body: 'twice', deliveryCount: 1 })
  })

  it('refuses a management operation', async () => {
    const { receiver } = await startRig({ faults: failing('management', busy) })
    expect(await codeOf(receiver.peekMessages(1))).toBe('ServiceBusy')
    expect(await receiver.peekMessages(1)).toEqual([])
  })

  it('drops every connection; a subscription finds its way back and loses nothing', async () => {
    const { bus, sender } = await startRig()
    const seen: unknown[] = []
    const subscription = connect(bus.connectionString, 3)
      .createReceiver('work')
      .subscribe({
        processMessage: async ({ body }) => {
          seen.push(body)
        },
        processError: async () => undefined,
      })
    onTestFinished(() => subscription.close())
    await sender.sendMessages({ body: 1 })
    await expect.poll(() => seen).toEqual([1])
    await expect.poll(() => bus.peek('work').locked).toBe(0)
    bus.dropConnections()
    await connect(bus.connectionString, 3).createSender('work').sendMessages({ body: 2 })
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual([1, 2])
  })
})
