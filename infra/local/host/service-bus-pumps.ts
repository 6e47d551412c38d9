// The two ways to receive: batch after batch, or message after message with several calls at once.
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus'
import type { Pump } from './service-bus-session.ts'

export type Work = {
  /** Calls the function with the messages and settles them. */
  readonly take: (messages: readonly ServiceBusReceivedMessage[]) => Promise<void>
  /** Hears of errors of the connection. */
  readonly fault: (error: unknown) => void
  /** Hears when the receiver will bring nothing more. */
  readonly onBroken: () => void
}

/** Receives up to so many messages at once, batch after batch. */
export const pumpBatches = (receiver: ServiceBusReceiver, most: number, work: Work): Pump => {
  const ending = new AbortController()
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const waiting = { maxWaitTimeInMs: 60_000, abortSignal: ending.signal }
      const messages = await receiver.receiveMessages(most, waiting)
      if (messages.length > 0) await work.take(messages)
    }
  }
  const running = run().catch((error: unknown) => {
    if (ending.signal.aborted) return
    work.fault(error)
    work.onBroken()
  })
  return { stop: async () => ending.abort(), settled: () => running }
}

/** Receives message after message, with so many calls at once. */
export const pumpSingly = (receiver: ServiceBusReceiver, concurrency: number, work: Work): Pump => {
  const running = new Set<Promise<void>>()
  const subscription = receiver.subscribe(
    {
      processMessage: (message) => {
        const call = work.take([message])
        running.add(call)
        return call.finally(() => running.delete(call))
      },
      processError: async ({ error, errorSource }) => {
        work.fault(error)
        if (errorSource === 'receive') work.onBroken()
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: concurrency },
  )
  return {
    stop: () => subscription.close(),
    settled: async () => {
      await Promise.allSettled(running)
    },
  }
}
