// Azure Service Bus on a laptop: queues that the genuine client library talks to over AMQP 1.0.
import { type BrokerQueue, startBroker } from './broker.ts'
import { openConnections } from './connections.ts'
import type { Faults } from './faults.ts'
import { type Depth, measureDepth } from './peek-messages.ts'

export type ServiceBusOptions = {
  /** 0 takes any free port. */
  readonly port: number
  readonly queues: readonly BrokerQueue[]
  /** Where messages outlive the process; without it they do not. */
  readonly folder?: string
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  readonly faults?: Faults
}

export type ServiceBus = {
  readonly port: number
  readonly connectionString: string
  /** Messages sent, received and settled since the start. */
  stats(): { sends: number; receives: number; settles: number }
  /** How many messages a queue holds in each state. @throws Error when there is no such queue. */
  peek(queue: string): Depth
  /** Ends every connection without a goodbye, as a failing network does. */
  dropConnections(): void
  /** Says goodbye to the clients and ends; a second call waits for the first. */
  close(): Promise<void>
}

const key = { name: 'RootManageSharedAccessKey', value: 'SAS_KEY_VALUE' }

/**
 * Starts the broker on 127.0.0.1. Rejects with the code EADDRINUSE when the port is taken, before it touches the
 * folder, which may belong to the broker that runs there.
 */
export const startServiceBus = async ({ port, faults, ...settings }: ServiceBusOptions): Promise<ServiceBus> => {
  const connections = await openConnections(port, key, faults)
  const broker = await attend(connections, settings)
  let closing: Promise<void> | undefined
  return {
    port: connections.port,
    connectionString: `Endpoint=sb://127.0.0.1:${connections.port};SharedAccessKeyName=${key.name};SharedAccessKey=${key.value};UseDevelopmentEmulator=true`,
    stats: () => ({ ...broker.counters }),
    peek: (name) => {
      const queue = broker.queues.get(name.toLowerCase())
      if (!queue) throw new Error(`there is no queue ${name}`)
      return measureDepth(queue)
    },
    dropConnections: connections.drop,
    close: () => {
      closing ??= connections.close().then(broker.close)
      return closing
    },
  }
}

const attend = async (
  connections: Awaited<ReturnType<typeof openConnections>>,
  settings: Omit<ServiceBusOptions, 'port' | 'faults'>,
) => {
  try {
    const broker = startBroker(settings)
    connections.attend(broker)
    return broker
  } catch (error) {
    await connections.close()
    throw error
  }
}
