// Sends what a function left in its Service Bus output bindings, after the handler has returned.
import { ServiceBusClient, type ServiceBusSender } from '@azure/service-bus'
import type { IndexedFunction } from './function-index.ts'
import type { Binding, InvocationResponse, TypedData } from './protocol.ts'
import { connectionString } from './service-bus-receiver.ts'

export type Outputs = {
  /** @throws Error when a message cannot be sent, which fails the call */
  send(one: IndexedFunction, response: InvocationResponse): Promise<void>
  close(): Promise<void>
}

/** The host writes objects with indentation. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2))

const fromJson = (value: unknown): Buffer[] =>
  (Array.isArray(value) ? value : [value])
    .filter((one) => one !== null && one !== undefined)
    .map((one) => Buffer.from(textOf(one)))

/**
 * The message bodies of an output value: an array is one message for each element, and so is text that holds one.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-output
 */
const outputBodies = (data: TypedData | null | undefined): Buffer[] => {
  if (!data) return []
  if (data.json !== undefined) return fromJson(JSON.parse(data.json))
  if (data.bytes !== undefined)
    return [Buffer.from('base64' in data.bytes ? Buffer.from(data.bytes.base64, 'base64') : data.bytes)]
  const text = data.string ?? String(data.int ?? data.double ?? '')
  if (!/^\s*[[{]/.test(text)) return [Buffer.from(text)]
  try {
    return fromJson(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return [Buffer.from(text)]
    throw error
  }
}

/** Makes the sender of all output bindings; clients and links are opened once and kept. */
export const createOutputs = (settings: Record<string, string>): Outputs => {
  const clients = new Map<string, ServiceBusClient>()
  const senders = new Map<string, ServiceBusSender>()

  const senderOf = (binding: Binding): ServiceBusSender => {
    const connection = connectionString(binding, settings)
    const entity = String(binding['queueName'] ?? binding['topicName'])
    const key = `${connection} ${entity}`
    const client = clients.get(connection) ?? new ServiceBusClient(connection)
    clients.set(connection, client)
    const sender = senders.get(key) ?? client.createSender(entity)
    senders.set(key, sender)
    return sender
  }

  const sendOne = async (binding: Binding, data: TypedData | null | undefined): Promise<void> => {
    const bodies = outputBodies(data)
    if (bodies.length > 0) await senderOf(binding).sendMessages(bodies.map((body) => ({ body })))
  }

  return {
    send: async (one, response) => {
      const outputs = Object.entries(one.bindings).filter(
        ([, { type, direction }]) => direction === 'out' && /^serviceBus$/i.test(type),
      )
      await Promise.all(
        outputs.map(([name, binding]) =>
          sendOne(
            binding,
            name === '$return'
              ? response.returnValue
              : response.outputData?.find((output) => output.name === name)?.data,
          ),
        ),
      )
    },
    close: async () => {
      await Promise.allSettled([...clients.values()].map((client) => client.close()))
    },
  }
}
