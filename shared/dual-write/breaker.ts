// Pauses the bridge by itself when too much of its work is refused: going on would only pile up errors.
// https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/errors-and-alerts

import type { FailureCode } from '../domain/failures.ts'
import type { Log } from '../domain/log-events.ts'
import { bridgePausedMailMessage, type Send } from '../domain/messages.ts'
import type { Table } from '../platform/table.ts'
import { pauseBridge, readBridge } from './bridge.ts'
import { type CatchUpError, catchUpErrors } from './catch-up-errors.ts'

export type BreakerSettings = { readonly errors: number; readonly minutes: number }

export type BreakerDeps = {
  readonly table: Table
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
  readonly settings: BreakerSettings
}

/** Looks after a recorded error whether it was one too many. */
export type Breaker = () => Promise<void>

// What is no message of ours, or of another queue, can come from anybody and says nothing of Sales.
const notWorkedOn: readonly FailureCode[] = ['unreadable-message', 'message-type-unknown']

const isRefusal = ({ queue, code }: CatchUpError): boolean => queue !== 'mail' && !notWorkedOn.includes(code)

export const createBreaker =
  ({ table, send, now, log, settings }: BreakerDeps): Breaker =>
  async () => {
    const since = new Date(now().getTime() - settings.minutes * 60_000).toISOString()
    const recent = (await catchUpErrors(table)).filter(({ value }) => value.lastAt >= since && isRefusal(value))
    if (recent.length < settings.errors || (await readBridge(table)).state === 'paused') return
    const at = now().toISOString()
    // The mail is asked for first: once the bridge is paused, nothing comes here again to ask for it.
    await send([bridgePausedMailMessage(at, recent.length)])
    await pauseBridge(table, 'breaker', `${recent.length} errors within ${settings.minutes} minutes`, at)
    log.error('bridge-paused', { errors: recent.length })
  }
