// The listeners of an app's timers and queues: made once, started together, stopped together.
import { randomUUID } from 'node:crypto'
import type { FunctionIndex, IndexedFunction } from './function-index.ts'
import { forwardByHand, streamMetadata } from './http-stream.ts'
import type { Listener } from './listener.ts'
import type { TypedData } from './protocol.ts'
import { createServiceBusListener, type ServiceBusOptions } from './service-bus-listener.ts'
import { bodyData, overlay } from './service-bus-message.ts'
import { createTimerListener, type TimerOptions } from './timer-listener.ts'
import { timerPayload } from './timer-status.ts'
import type { Accompany } from './worker.ts'

export type ListenerOptions = Omit<TimerOptions & ServiceBusOptions, 'function' | 'capabilities'>

/**
 * Prepares the listeners of an index.
 * `prepare` returns the index without the functions whose trigger cannot be used, which it reports as errors.
 */
export const createListeners = (options: ListenerOptions) => {
  const { invoker, log } = options
  let listeners: Listener[] = []
  const usable: (() => Listener | undefined)[] = []
  let isStreaming = false

  const make = (one: IndexedFunction, capabilities: Record<string, string>): Listener | undefined => {
    if (one.type === 'timerTrigger') return createTimerListener({ ...options, function: one })
    if (one.type === 'serviceBusTrigger') return createServiceBusListener({ ...options, capabilities, function: one })
    return undefined
  }

  const prepare = (index: FunctionIndex, capabilities: Record<string, string>): FunctionIndex => {
    const errors = new Map(index.errors)
    isStreaming = capabilities['HttpUri'] !== undefined
    const functions = index.functions.filter((one) => {
      try {
        if (one.disabled) return true
        // Made once to see that it can be, and again for each start.
        if (make(one, capabilities)) usable.push(() => make(one, capabilities))
        return true
      } catch (error) {
        errors.set(one.name, error instanceof Error ? error.message : String(error))
        return false
      }
    })
    return { functions, errors }
  }

  /** The input of a run by hand: a timer ignores it, a message's body is the text, HTTP gets a POST with it. */
  const handMade = (
    one: IndexedFunction,
    input: string,
  ): { data: TypedData; triggerMetadata?: Record<string, TypedData>; body?: Buffer } => {
    if (one.type === 'timerTrigger') return { data: timerPayload(undefined, false) }
    if (one.type === 'serviceBusTrigger') {
      const bytes = Buffer.from(input)
      const many = one.trigger['cardinality'] === 'many'
      const data = many ? { collectionString: { string: [input] } } : bodyData(bytes, one.trigger['dataType'])
      return { data, triggerMetadata: many ? {} : overlay({}, input) }
    }
    const url = `http://localhost/${one.http?.route ?? ''}`
    const headers = { 'content-type': 'application/json' }
    const http = { method: 'POST', url, headers, params: {}, query: {} }
    return { data: { http }, body: Buffer.from(input), ...(isStreaming && { triggerMetadata: streamMetadata(http) }) }
  }

  return {
    prepare,
    start: (): void => {
      listeners = usable.flatMap((create) => create() ?? [])
      for (const listener of listeners) listener.start()
    },
    /** Stops those that run, and waits for their calls. */
    stop: async (): Promise<void> => {
      await Promise.all(listeners.map((listener) => listener.stop()))
      listeners = []
    },
    runByHand: (one: IndexedFunction, input: string): void => {
      const reason = 'This function was programmatically called via the host APIs.'
      const id = randomUUID()
      let end = (): void => undefined
      const accompany: Accompany = (httpUri, fail) => {
        if (one.http && httpUri !== undefined) end = forwardByHand(httpUri, id, Buffer.from(input), fail)
      }
      // The caller has its 202 already; a failure stands in the log alone.
      invoker
        .run({ function: one, reason, id, accompany, ...handMade(one, input) })
        .catch(() => log.write('Host.General', 'debug', `The run by hand of '${one.name}' failed.`))
        .finally(() => end())
    },
  }
}
