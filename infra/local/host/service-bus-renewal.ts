// Keeps a message locked while its function runs, and no longer: the client library would go on for the whole time
// allowed when nobody settles the message.
import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus'

const longestBufferMs = 10_000
const againMs = 1_000

const isPassing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'retryable' in error && error.retryable === true

/**
 * Renews the lock of a message each time when the half of it, or all but ten seconds, are over.
 * @param mostMs for how long at most
 * @param fault hears why a lock could not be renewed; a lock that is gone stays gone
 * @returns ends it
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/servicebus/Azure.Messaging.ServiceBus/src/Processor/ReceiverManager.cs
 */
export const keepLocked = (
  receiver: ServiceBusReceiver,
  message: ServiceBusReceivedMessage,
  mostMs: number,
  fault: (error: unknown) => void,
): (() => void) => {
  const until = performance.now() + mostMs
  let timer: NodeJS.Timeout | undefined
  let over = false

  const renewIn = (delayMs: number): void => {
    if (!over && performance.now() + delayMs < until) timer = setTimeout(() => void renew(), delayMs)
  }
  const renewBefore = (end: Date | undefined): void => {
    if (!end) return
    const left = Math.max(0, end.getTime() - Date.now())
    renewIn(left - Math.min(left / 2, longestBufferMs))
  }
  const renew = async (): Promise<void> => {
    try {
      renewBefore(await receiver.renewMessageLock(message))
    } catch (error) {
      if (over) return
      fault(error)
      if (isPassing(error)) renewIn(againMs)
    }
  }

  renewBefore(message.lockedUntilUtc)
  return () => {
    over = true
    clearTimeout(timer)
  }
}
