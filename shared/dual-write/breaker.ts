// Pauses the bridge by itself when too much of its work is refused: going on would only pile up errors.
// https://learn.microsoft.com/dynamics365/fin-ops-core/dev-itpro/data-entities/dual-write/errors-and-alerts

import type { FailureCode } from '../domain/failures.ts'
import type { Log } from '../domain/log-events.ts'
import { bridgePausedMailMessage, type Send } from '../domain/messages.ts'
import type { CatchUpError } from './store/catch-up-error.ts'
import type { DualWriteStore } from './store/dual-write-store.ts'
import type { SwitchBridge } from './switch-bridge.ts'

export type BreakerSettings = { readonly errors: number; readonly minutes: number }

export type BreakerDeps = {
  readonly dualWrite: Pick<DualWriteStore, 'bridge' | 'errors'>
  readonly switchBridge: SwitchBridge
  readonly send: Send
  readonly now: () => Date
  readonly log: Log
  readonly settings: BreakerSettings
}

/** Looks after a recorded error whether it was one too many. */
export type Breaker = () => Promise<void>

// What is no message of ours, or of another queue, can come from anybody and says nothing of Sales. Neither do our own
// rows and queues.
const saysNothingOfSales: readonly FailureCode[] = [
  'unreadable-message',
  'message-type-unknown',
  'storage-refused',
  'message-too-large',
  'unreadable-row',
]

const countedOfAPart = 200

const isRefusal = ({ queue, code }: CatchUpError): boolean => queue !== 'mail' && !saysNothingOfSales.includes(code)

export const createBreaker =
  ({ dualWrite, switchBridge, send, now, log, settings }: BreakerDeps): Breaker =>
  async () => {
    const since = new Date(now().getTime() - settings.minutes * 60_000).toISOString()
    // What somebody has retried meanwhile is no failure of now.
    const recent = (await dualWrite.errors.openSince(since, countedOfAPart)).filter(isRefusal)
    if (recent.length < settings.errors) return
    let before = await dualWrite.bridge.read()
    if (before.state === 'paused') return
    const at = now().toISOString()
    // The mail is asked for first: once the bridge is paused, nothing comes here again to ask for it.
    await send([bridgePausedMailMessage(at, recent.length)])
    const reason = { code: 'too-many-errors', errors: recent.length, minutes: settings.minutes } as const
    // Whoever paused it meanwhile has the word; what only began to wait is paused all the same.
    while ((await switchBridge(before, { state: 'paused', at, by: 'breaker', reason })) === 'conflict') {
      before = await dualWrite.bridge.read()
      if (before.state === 'paused') return
    }
    log.error('bridge-paused', { errors: recent.length })
  }
