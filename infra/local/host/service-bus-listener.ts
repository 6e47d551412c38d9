// Feeds a queue or subscription to a function: peek-lock, so many calls at once, complete on success, abandon on failure.
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus'
import type { AppConfig } from './app-config.ts'
import type { IndexedFunction } from './function-index.ts'
import type { HostLog } from './host-log.ts'
import type { Invoker } from './invoker.ts'
import type { Listener } from './listener.ts'
import { type Input, inputOfBatch, inputOfMessage } from './service-bus-input.ts'
import { pumpBatches, pumpSingly, type Work } from './service-bus-pumps.ts'
import { keepLocked } from './service-bus-renewal.ts'
import { createSession, type Pump } from './service-bus-session.ts'
import { readTrigger } from './service-bus-trigger.ts'

export type ServiceBusOptions = {
  function: IndexedFunction
  app: AppConfig
  settings: Record<string, string>
  capabilities: Record<string, string>
  invoker: Invoker
  log: HostLog
}

const category = 'Host.Triggers.ServiceBus'
const quietMs = 30_000

/** Writes errors to the log, the same one not again within half a minute: the client tries for ever. */
const createFaultLog = ({ function: one, log }: ServiceBusOptions): ((error: unknown) => void) => {
  const written = new Map<string, number>()
  return (error) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const text = error instanceof Error ? error.message || code || error.name : String(error)
    const kind = code || text
    const last = written.get(kind) ?? Number.NEGATIVE_INFINITY
    if (performance.now() - last < quietMs) return
    written.set(kind, performance.now())
    log.write(
      category,
      'error',
      `Message processing error of the listener for function 'Functions.${one.name}': ${text}`,
    )
  }
}

/**
 * Makes the listener of a Service Bus function.
 * @throws Error when the trigger's options or its connection cannot be used
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export const createServiceBusListener = (options: ServiceBusOptions): Listener => {
  const { function: one, app, settings, invoker } = options
  const { open, batch, maxBatch, concurrency, autoComplete, renewalMs } = readTrigger(one, app, settings)
  const includeEmpty = Boolean(options.capabilities['IncludeEmptyEntriesInMessagePayload'])
  const writeFault = createFaultLog(options)
  let stopping = false

  const fault = (error: unknown): void => {
    if (!stopping) writeFault(error)
  }

  /** A lock that is gone means the broker delivers again, which is what settling as failed would do. */
  const settle = async (
    receiver: ServiceBusReceiver,
    messages: readonly ServiceBusReceivedMessage[],
    succeeded: boolean,
  ): Promise<void> => {
    if (succeeded && !autoComplete) return
    const results = await Promise.allSettled(
      messages.map((message) => (succeeded ? receiver.completeMessage(message) : receiver.abandonMessage(message))),
    )
    for (const result of results) if (result.status === 'rejected') fault(result.reason)
  }

  /** Whether the function succeeded; why it did not is in the log already. */
  const attempt = async (messages: readonly ServiceBusReceivedMessage[]): Promise<boolean> => {
    let input: Input
    try {
      const [message] = messages
      input =
        batch || !message ? inputOfBatch(one.trigger, messages, includeEmpty) : inputOfMessage(one.trigger, message)
    } catch (error) {
      fault(error)
      return false
    }
    return invoker.run({ ...input, function: one, reason: '(null)' }).then(
      () => true,
      () => false,
    )
  }

  const pump = (receiver: ServiceBusReceiver, onBroken: () => void): Pump => {
    const take: Work['take'] = async (messages) => {
      const ends = renewalMs > 0 ? messages.map((message) => keepLocked(receiver, message, renewalMs, fault)) : []
      try {
        await settle(receiver, messages, !stopping && (await attempt(messages)))
      } finally {
        for (const end of ends) end()
      }
    }
    const work = { take, fault, onBroken }
    return batch ? pumpBatches(receiver, maxBatch, work) : pumpSingly(receiver, concurrency, work)
  }

  const session = createSession({ open, pump })
  return {
    start: session.start,
    stop: () => {
      stopping = true
      return session.stop()
    },
  }
}
