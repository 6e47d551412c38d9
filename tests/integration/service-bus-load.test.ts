import { spawn } from 'node:child_process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { workSince } from '../support/cpu-time.ts'
import { makeFolder, serviceBusFile, startRig } from './service-bus-rig.ts'

describe('the local Service Bus under load', () => {
  it('takes and delivers some hundred messages a second of work with eight at a time, each once', async () => {
    const folder = await makeFolder()
    const { bus, sender, receiver } = await startRig({ folder })
    const count = 1000
    const work = workSince()
    const seen = new Set<number>()
    const everything = new Promise<void>((resolve, reject) => {
      receiver.subscribe(
        {
          processMessage: async ({ body }) => {
            if (seen.add(body.number).size === count) resolve()
          },
          processError: async ({ error }) => reject(error),
        },
        { maxConcurrentCalls: 8 },
      )
    })
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let number = lane; number < count; number += 8)
        await sender.sendMessages({ body: { number, filler: 'x'.repeat(1000) } })
    })
    await Promise.all([...lanes, everything])
    await expect.poll(() => bus.stats()).toEqual({ sends: count, receives: count, settles: count })
    expect(count / (work() / 1000)).toBeGreaterThan(200)
  })

  it('leaves nothing behind that keeps its process alive, not even after connections were cut', async () => {
    const program = `
      import { ServiceBusClient } from '@azure/service-bus'
      import { startServiceBus } from ${JSON.stringify(serviceBusFile)}
      const queue = { name: 'work', maxDeliveryCount: 3, lockDuration: 'PT1M', defaultMessageTimeToLive: 'P90D' }
      const bus = await startServiceBus({ port: 0, queues: [queue] })
      const first = new ServiceBusClient(bus.connectionString)
      await first.createSender('work').sendMessages({ body: 1 })
      bus.dropConnections()
      const second = new ServiceBusClient(bus.connectionString)
      await second.createSender('work').sendMessages({ body: 2 })
      await second.close()
      await first.close()
      await bus.close()
    `
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: 'inherit' })
    onTestFinished(() => void child.kill('SIGKILL'))
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
  })
})
