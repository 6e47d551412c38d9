// The listeners of an app's timers and queues: made once, started together, stopped together.
import type { FunctionIndex, IndexedFunction } from './function-index.ts'
import type { Listener } from './listener.ts'
import type { TypedData } from './protocol.ts'
import { createServiceBusListener, type ServiceBusOptions } from './service-bus-listener.ts'
import { bodyData, overlay } from './service-bus-message.ts'
import { createTimerListener, type TimerOptions } from './timer-listener.ts'
import { timerPayload } from './timer-status.ts'

export type ListenerOptions = Omit<TimerOptions & ServiceBusOptions, 'function' | 'capabilities'>

/**
 * Prepares the listeners of an index.
 * `prepare` returns the index without the functions whose trigger cannot be used, which it reports as errors.
 */
export const createListeners = (options: ListenerOptions) => {
  const { invoker, log } = options
  const listeners: Listener[] = []

  const make = (one: IndexedFunction, capabilities: Record<string, string>): Listener | undefined => {
    if (one.type === 'timerTrigger') return createTimerListener({ ...options, function: one })
    if (one.type === 'serviceBusTrigger') return createServiceBusListener({ ...options, capabilities, function: one })
    return undefined
  }

  const prepare = (index: FunctionIndex, capabilities: Record<string, string>): FunctionIndex => {
    const errors = new Map(index.errors)
    const functions = index.functions.filter((one) => {
      try {
        if (one.disabled) return true
        const listener = make(one, capabilities)
        if (listener) listeners.push(listener)
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
    return { data: { http: { method: 'POST', url, headers, params: {}, query: {} } }, body: Buffer.from(input) }
  }

  return {
    prepare,
    start: (): void => {
      for (const listener of listeners) listener.start()
    },
    stop: async (): Promise<void> => {
      await Promise.all(listeners.map((listener) => listener.stop()))
    },
    runByHand: (one: IndexedFunction, input: string): void => {
      const reason = 'This function was programmatically called via the host APIs.'
      // The caller has its 202 already; a failure stands in the log alone.
      invoker
        .run({ function: one, reason, ...handMade(one, input) })
        .catch(() => log.write('Host.General', 'debug', `The run by hand of '${one.name}' failed.`))
    },
  }
}
