// A broker and genuine clients for one test, with a clock that the test moves.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus'
import { onTestFinished } from 'vitest'
import { type ServiceBusOptions, startServiceBus } from '../../infra/local/service-bus/service-bus.ts'

export const minutes = (count: number): number => count * 60_000
export const days = (count: number): number => minutes(count * 24 * 60)

/** A clock that runs and can be moved forward. */
export const createClock = () => {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    advance: (milliseconds: number) => {
      offset += milliseconds
    },
  }
}

export const serviceBusFile = fileURLToPath(new URL('../../infra/local/service-bus/service-bus.ts', import.meta.url))

/** An empty folder that goes with the test. */
export const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'service-bus-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

export const work = {
  name: 'work',
  maxDeliveryCount: 3,
  lockDuration: 'PT1M',
  defaultMessageTimeToLive: 'P90D',
}

/** One client that fails fast instead of retrying for minutes. */
export const connect = (connectionString: string, maxRetries = 0, timeoutInMs = 5000): ServiceBusClient => {
  const retryOptions = { maxRetries, retryDelayInMs: 20, timeoutInMs }
  const client = new ServiceBusClient(connectionString, { retryOptions })
  onTestFinished(() => client.close())
  return client
}

/** A broker with the queue `work` (3 deliveries, locks of a minute, 90 days of life), or the queues asked for. */
export const startRig = async (options: Partial<ServiceBusOptions> = {}) => {
  const clock = createClock()
  const bus = await startServiceBus({ port: 0, queues: [work], now: clock.now, ...options })
  onTestFinished(() => bus.close())
  const client = connect(bus.connectionString)
  return { bus, clock, client, sender: client.createSender('work'), receiver: client.createReceiver('work') }
}

/** The next message; the test fails when there is none within five seconds. */
export const receiveOne = async (receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> => {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 5000 })
  if (!message) throw new Error(`no message in ${receiver.entityPath}`)
  return message
}

/** The error code of what a promise rejects with; retried failures hide theirs one level deeper. */
export const codeOf = async (promise: Promise<unknown>): Promise<string | undefined> => {
  try {
    await promise
  } catch (error) {
    const inner = error instanceof AggregateError ? error.errors[0] : error
    return inner?.code ?? inner?.name
  }
  return undefined
}
