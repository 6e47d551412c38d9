import { spawn } from 'node:child_process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { codeOf, connect, makeFolder, receiveOne, serviceBusFile, startRig, work } from './service-bus-rig.ts'

const program = `
  import { startServiceBus } from ${JSON.stringify(serviceBusFile)}
  const bus = await startServiceBus({ port: 0, queues: [${JSON.stringify(work)}], folder: process.argv[1] })
  console.log(bus.connectionString)
`

/** A broker in a process of its own, which can be killed; its files may grow to this many blocks of 512 bytes. */
const startProcess = async (folder: string, blocks: number | 'unlimited' = 'unlimited') => {
  const node = [process.execPath, '--input-type=module-typescript', '-e', program, folder]
  const child = spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...node], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const connectionString = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim()))
    child.once('exit', (code) => reject(new Error(`the broker ended with ${code}`)))
  })
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { connectionString, kill }
}

describe('the local Service Bus in a process that fails', () => {
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
    const sender = connect(connectionString).createSender('work')
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

  it('refuses a send that the disk has no room for, and goes on with a journal that can be read', async () => {
    const folder = await makeFolder()
    const { connectionString, kill } = await startProcess(folder, 64)
    const sender = connect(connectionString).createSender('work')
    let answered = 0
    const send = (length: number) => sender.sendMessages({ body: 'x'.repeat(length) }).then(() => answered++)
    const fill = async () => {
      for (let sent = 0; sent < 10; sent += 1) await send(5000)
    }
    expect(await codeOf(fill())).toBe('GeneralError')
    await send(10)
    await kill()
    const { bus } = await startRig({ folder })
    expect(answered).toBeGreaterThan(1)
    expect(bus.peek('work').active).toBe(answered)
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
})
