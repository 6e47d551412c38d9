// Service Bus functions on the functions host, fed by the local broker through the genuine client.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type ServiceBus, startServiceBus } from '../../infra/local/service-bus/service-bus.ts'
import { freePort } from '../support/free-port.ts'
import {
  eventually,
  fixtureApp,
  openHost,
  type RecordedCall,
  readCalls,
  type TestHost,
  temporaryFolder,
} from './host-support.ts'

const queue = (name: string) => ({ name, maxDeliveryCount: 3, lockDuration: 'PT5S', defaultMessageTimeToLive: 'P1D' })
const queues = ['plain', 'binary', 'batch', 'busy', 'long', 'unsettled', 'fatal', 'muted'].map(queue)

let bus: ServiceBus
beforeAll(async () => {
  bus = await startServiceBus({ port: 0, queues })
})
afterAll(() => bus.close())

type Opened = TestHost & { file: string }

const open = async (settings: Record<string, string> = {}): Promise<Opened> => {
  const file = join(temporaryFolder(), 'calls.jsonl')
  writeFileSync(file, '')
  const host = await openHost({
    appFolder: fixtureApp('triggers'),
    settings: {
      Bus: bus.connectionString,
      PLAIN_QUEUE: 'plain',
      DAILY: '0 0 0 1 1 *',
      CALLS_FILE: file,
      'AzureWebJobs.Muted.Disabled': 'true',
      ...settings,
    },
  })
  onTestFinished(() => host.close())
  return { ...host, file }
}

const send = async (name: string, ...messages: ServiceBusMessage[]): Promise<void> => {
  const client = new ServiceBusClient(bus.connectionString)
  await client.createSender(name).sendMessages(messages)
  await client.close()
}

const callsOf = (host: Opened, name: string, count: number): Promise<RecordedCall[]> =>
  eventually(() => {
    const calls = readCalls(host.file, name)
    return calls.length >= count && calls
  }, 20_000)

const isEmpty = (name: string) => {
  const depth = bus.peek(name)
  return Object.values(depth).every((value) => value === 0)
}

describe('a queue function', () => {
  it('gets the body parsed and the metadata of the message, counted from 1', async () => {
    const host = await open()
    await send('plain', {
      body: { type: 'x', data: { a: [1] } },
      messageId: 'prospect-1',
      subject: 's',
      correlationId: 'c',
      applicationProperties: { EventType: 'E' },
    })
    const [call] = await callsOf(host, 'Plain', 1)
    expect(call?.['message']).toEqual({ type: 'x', data: { a: [1] } })
    expect(call?.triggerMetadata).toMatchObject({
      messageId: 'prospect-1',
      deliveryCount: 1,
      sequenceNumber: expect.any(Number),
      lockToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
      enqueuedTimeUtc: expect.stringMatching(/Z$/),
      enqueuedTime: expect.stringMatching(/\+00:00$/),
      subject: 's',
      label: 's',
      correlationId: 'c',
      applicationProperties: { eventType: 'E' },
    })
    expect(Object.keys(call?.triggerMetadata ?? {})).not.toContain('sessionId')
    await eventually(() => isEmpty('plain'))
    expect(host.lines.find((line) => line.startsWith('Trigger Details: MessageId: prospect-1,'))).toMatch(
      /DeliveryCount: 1/,
    )
  })

  it('meets the surprises of the genuine host: numbers, overlaid metadata, text that is JSON', async () => {
    const host = await open()
    await send('plain', {
      body: { messageId: 'forged', To: 'mail', flag: true, list: [1] },
      messageId: '456',
      contentType: 'text/plain',
    })
    const [overlaid] = await callsOf(host, 'Plain', 1)
    expect(overlaid?.triggerMetadata).toMatchObject({
      messageId: 'forged',
      to: 'mail',
      flag: 'True',
      contentType: 'text/plain',
    })
    expect(Object.keys(overlaid?.triggerMetadata ?? {})).not.toContain('list')
    await send('plain', { body: Buffer.from('123'), messageId: '789' })
    const [, number] = await callsOf(host, 'Plain', 2)
    expect([number?.['message'], number?.['type'], number?.triggerMetadata?.['messageId']]).toEqual([
      123,
      'number',
      789,
    ])
    await send('plain', { body: Buffer.from('plain text') })
    const [, , text] = await callsOf(host, 'Plain', 3)
    expect(text?.['message']).toBe('plain text')
  })

  it('that fails gets the message again at once, until the broker gives up', async () => {
    const host = await open()
    await send('plain', { body: { fail: 2 } })
    const calls = await callsOf(host, 'Plain', 2)
    expect(calls.map((call) => call.triggerMetadata?.['deliveryCount'])).toEqual([1, 2])
    await eventually(() => isEmpty('plain'))
    await send('plain', { body: { fail: 99 } })
    await callsOf(host, 'Plain', 5)
    const client = new ServiceBusClient(bus.connectionString)
    const receiver = client.createReceiver('plain', { subQueueType: 'deadLetter' })
    const [dead] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 })
    expect(dead?.deadLetterReason).toBe('MaxDeliveryCountExceeded')
    if (dead) await receiver.completeMessage(dead)
    await client.close()
  })

  it('with dataType binary gets the bytes', async () => {
    const host = await open()
    await send('binary', { body: Buffer.from('{"a":1}') })
    expect((await callsOf(host, 'Binary', 1))[0]).toMatchObject({ isBuffer: true, text: '{"a":1}' })
  })

  it('with cardinality many gets a batch and arrays of metadata', async () => {
    await send('batch', { body: { n: 1 }, messageId: 'a' }, { body: { n: 2 }, messageId: 'b' })
    const host = await open()
    const calls = await callsOf(host, 'Batch', 1)
    expect(calls.flatMap((call) => call['messages'])).toEqual([{ n: 1 }, { n: 2 }])
    expect(calls[0]?.triggerMetadata).toMatchObject({ messageIdArray: ['a', 'b'], deliveryCountArray: [1, 1] })
    await eventually(() => isEmpty('batch'))
  })

  it('runs for as many messages at once as host.json allows', async () => {
    const host = await open()
    await send('busy', ...[1, 2, 3, 4, 5].map((body) => ({ body })))
    const calls = await callsOf(host, 'Busy', 10)
    let running = 0
    const most = calls.map(({ step }) => {
      running += step === 'begin' ? 1 : -1
      return running
    })
    expect(Math.max(...most)).toBe(2)
  })

  it('that takes longer than the lock keeps its message', async () => {
    const host = await open()
    await send('long', { body: { ms: 6500 } })
    await callsOf(host, 'Long', 2)
    await eventually(() => isEmpty('long'))
    expect(readCalls(host.file, 'Long').map((call) => call['step'])).toEqual(['begin', 'end'])
  })

  it('that settles nothing itself gets the message again once the lock has run out that its last call had', async () => {
    const host = await open()
    await send('unsettled', { body: { ms: 500 } })
    const calls = await callsOf(host, 'Unsettled', 3)
    expect(calls.map((call) => [call['step'], call.triggerMetadata?.['deliveryCount']])).toEqual([
      ['begin', 1],
      ['end', 1],
      ['begin', 2],
    ])
  })

  it('whose process dies gets the message again from the next process', async () => {
    const host = await open()
    await send('fatal', { body: 'x' })
    const calls = await callsOf(host, 'Fatal', 2)
    expect(calls.map((call) => call.triggerMetadata?.['deliveryCount'])).toEqual([1, 2])
    await eventually(() => isEmpty('fatal'))
  })

  it('that is switched off leaves its messages alone', async () => {
    const host = await open()
    await send('muted', { body: 1 })
    await send('plain', { body: { n: 1 } })
    await callsOf(host, 'Plain', 1)
    expect(readCalls(host.file, 'Muted')).toEqual([])
    expect(isEmpty('muted')).toBe(false)
  })

  it('run by hand gets the input as its body and hardly any metadata', async () => {
    const host = await open()
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input: '{"by":"hand"}' }),
    }
    expect((await fetch(`${host.url}/admin/functions/Plain`, init)).status).toBe(202)
    const [call] = await callsOf(host, 'Plain', 1)
    expect([call?.['message'], call?.triggerMetadata]).toEqual([{ by: 'hand' }, { by: 'hand' }])
  })

  it('whose queue is missing, or whose connection setting is, stands in the log while the others run', async () => {
    const host = await open()
    expect(host.errors.get('NoConnection')).toMatch(/connection string 'Nowhere' is missing or empty/)
    await eventually(() =>
      host.lines.find((line) => line.includes("'Functions.Missing'") && line.includes('could not be found')),
    )
    await send('plain', { body: { n: 2 } })
    await callsOf(host, 'Plain', 1)
  })

  it('with an unusable connection string is in error while the others run', async () => {
    const host = await open({ Bus: 'nonsense' })
    expect(host.errors.get('Plain')).toMatch(/connection string/i)
    expect(host.functions.map(({ name }) => name)).toContain('Send')
  })

  it('whose queue comes into being later, with a broker that was started anew, gets its messages then', async () => {
    const first = await startServiceBus({ port: await freePort(), queues })
    const host = await open({ Bus: first.connectionString })
    await eventually(() =>
      host.lines.find((line) => line.includes("'Functions.Missing'") && line.includes('could not be found')),
    )
    await first.close()
    const second = await startServiceBus({ port: first.port, queues: [...queues, queue('missing')] })
    onTestFinished(() => second.close())
    const client = new ServiceBusClient(second.connectionString)
    await client.createSender('missing').sendMessages([{ body: 'late' }])
    await client.createSender('plain').sendMessages([{ body: { n: 1 } }])
    await client.close()
    expect((await callsOf(host, 'Missing', 1))[0]?.['message']).toBe('late')
    await callsOf(host, 'Plain', 1)
  })

  it('goes on after the connections were cut', async () => {
    const host = await open()
    await send('plain', { body: { n: 1 } })
    await callsOf(host, 'Plain', 1)
    bus.dropConnections()
    await send('plain', { body: { n: 2 } })
    const calls = await callsOf(host, 'Plain', 2)
    expect(calls.at(-1)?.['message']).toEqual({ n: 2 })
  })

  it('finishes what it runs when the host closes, and takes nothing new', async () => {
    const host = await open()
    await send('busy', { body: 'last' })
    await callsOf(host, 'Busy', 1)
    await host.close()
    expect(readCalls(host.file, 'Busy').map((call) => call['step'])).toEqual(['begin', 'end'])
    expect(isEmpty('busy')).toBe(true)
  })
})

describe('a queue output', () => {
  it('sends what the function set, and fails the call when it cannot', async () => {
    const host = await open()
    const init = { method: 'POST', body: JSON.stringify([{ a: 1 }, 'text']) }
    expect((await fetch(`${host.url}/Send`, init)).status).toBe(202)
    expect((await fetch(`${host.url}/SendNowhere`, { method: 'POST' })).status).toBe(500)
    const calls = await callsOf(host, 'Binary', 2)
    expect(calls.map((call) => call['text']).sort()).toEqual(['text', '{\n  "a": 1\n}'])
  })
})
