// Runs one call of a function through the app process and tells of it in the log, as the host does for every trigger.
import { randomUUID } from 'node:crypto'
import type { InvocationResult } from './app-child.ts'
import type { IndexedFunction } from './function-index.ts'
import type { HostLog } from './host-log.ts'
import type { RetryContext, TypedData } from './protocol.ts'
import type { Outputs } from './service-bus-output.ts'
import type { Accompany, Worker } from './worker.ts'

export type Call = {
  function: IndexedFunction
  /** Why the function runs, as the log words it. */
  reason: string
  data: TypedData
  body?: Uint8Array | undefined
  triggerMetadata?: Record<string, TypedData>
  /** A W3C `traceparent` of the caller, whose trace is continued. */
  traceParent?: string | undefined
  traceState?: string | undefined
  retry?: RetryContext
  /** An extra line after the first, e.g. which message triggered the call. */
  details?: string
  id?: string
  accompany?: Accompany
}

export type Invoker = {
  /** @throws Error when the function fails; the failure is in the log already */
  run(call: Call): Promise<InvocationResult>
  running(): number
  /** Resolves when no invocation runs. */
  idle(): Promise<void>
}

// Random UUIDs come from a pool, which is much cheaper than asking the system for every few bytes.
const hex = (digits: number): string => randomUUID().replaceAll('-', '').slice(-digits)

/**
 * The trace of a call: the caller's trace id when it sent a valid one, a new span in any case.
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
const childTraceParent = (given: string | undefined): string => {
  const match = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(given ?? '')
  return `00-${match?.[1] ?? hex(32)}-${hex(16)}-${match?.[2] ?? '00'}`
}

/** Makes the one path through which HTTP, timers, queues and the admin API call functions. */
export const createInvoker = (worker: Worker, outputs: Outputs, log: HostLog, now: () => number): Invoker => {
  let running = 0
  let waiting: (() => void)[] = []

  const run = async (call: Call): Promise<InvocationResult> => {
    const { name, triggerName } = call.function
    const id = call.id ?? randomUUID()
    const started = now()
    running += 1
    log.write(`Function.${name}`, 'information', `Executing 'Functions.${name}' (Reason='${call.reason}', Id=${id})`)
    if (call.details) log.write(`Function.${name}`, 'information', call.details)
    try {
      const result = await worker.invoke(
        {
          id,
          name,
          input: { name: triggerName, data: call.data },
          traceParent: childTraceParent(call.traceParent),
          ...(call.traceState && { traceState: call.traceState }),
          ...(call.triggerMetadata && { triggerMetadata: call.triggerMetadata }),
          ...(call.retry && { retry: call.retry }),
        },
        call.body,
        call.accompany,
      )
      await outputs.send(call.function, result.response)
      log.write(
        `Function.${name}`,
        'information',
        `Executed 'Functions.${name}' (Succeeded, Id=${id}, Duration=${now() - started}ms)`,
      )
      return result
    } catch (error) {
      log.write(
        `Function.${name}`,
        'error',
        `Executed 'Functions.${name}' (Failed, Id=${id}, Duration=${now() - started}ms)`,
      )
      if (error instanceof Error) log.write(`Function.${name}`, 'error', error.stack ?? error.message)
      throw error
    } finally {
      running -= 1
      if (running === 0) {
        for (const done of waiting) done()
        waiting = []
      }
    }
  }

  return {
    run,
    running: () => running,
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}
