// A Service Bus client that is thrown away and opened anew when it can no longer receive: the client library itself
// does not always come back from an entity that was missing or a broker that was away.
import type { ServiceBusClient, ServiceBusReceiver } from '@azure/service-bus'

export type Opened = { client: ServiceBusClient; receiver: ServiceBusReceiver }

export type Pump = {
  /** Stops taking messages; running calls may still settle theirs. */
  stop(): Promise<void>
  /** Resolves when nothing uses the receiver any more. */
  settled(): Promise<void>
}

export type SessionOptions = {
  open: () => Opened
  /** Starts to receive; `onBroken` says that this receiver will bring nothing more. */
  pump: (receiver: ServiceBusReceiver, onBroken: () => void) => Pump
}

const firstWaitMs = 250
const longestWaitMs = 10_000
const calmMs = 30_000
const closeMs = 2_000

/** The client may wait very long for a connection that is gone; nothing is lost by not waiting for it. */
const bounded = async (closing: Promise<unknown>): Promise<void> => {
  const limit = Promise.withResolvers<void>()
  const timer = setTimeout(limit.resolve, closeMs)
  await Promise.race([closing.catch(() => undefined), limit.promise])
  clearTimeout(timer)
}

/** Keeps receiving until it is stopped; the wait between two tries doubles up to ten seconds. */
export const createSession = (options: SessionOptions): { start(): void; stop(): Promise<void> } => {
  const retiring = new Set<Promise<void>>()
  let current: { pump: Pump; opened: Opened } | undefined
  let timer: NodeJS.Timeout | undefined
  let wait = firstWaitMs
  let stopped = false

  const retire = ({ pump, opened }: { pump: Pump; opened: Opened }): void => {
    const work = (async () => {
      await bounded(pump.stop())
      await pump.settled()
      await bounded(opened.client.close())
    })()
    retiring.add(work)
    void work.finally(() => retiring.delete(work))
  }

  const start = (): void => {
    const opened = options.open()
    const since = performance.now()
    let broken = false
    const onBroken = (): void => {
      if (broken || stopped) return
      broken = true
      wait = performance.now() - since > calmMs ? firstWaitMs : Math.min(wait * 2, longestWaitMs)
      // The pump may report while it is being made, so it is retired in a turn of its own.
      timer = setTimeout(() => {
        if (current) retire(current)
        start()
      }, wait)
    }
    current = { pump: options.pump(opened.receiver, onBroken), opened }
  }

  const stop = async (): Promise<void> => {
    stopped = true
    clearTimeout(timer)
    if (current) retire(current)
    await Promise.all(retiring)
  }

  return { start, stop }
}
