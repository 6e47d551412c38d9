// How much of what strangers cause an instance tells the log, and how: one place, so that all of it is bounded together.

import { type FloodLogEvent, floodLogEvents, type Log, type LogFields } from '../shared/domain/log-events.ts'
import type { SecurityEvent, SecurityEventIds, SecurityEventKind } from '../shared/domain/security-events.ts'
import { createBoundedEvents, type FloodBound, type Later } from '../shared/platform/bounded-events.ts'

/** Five minutes: as often as alerts look. The arithmetic of it stands in docs/operate.md, *A flood*. */
export const floodBound: FloodBound = { most: 5, withinMs: 300_000 }

const later: Later = (ms, act) => void setTimeout(act, ms).unref()

/** Tells the log of refusals. */
export const createSecurityEvent = (log: Log): SecurityEvent =>
  createBoundedEvents<SecurityEventKind, SecurityEventIds>(
    {
      tell: (kind, ids) => log.warn('security', { kind, ...ids }),
      leftOut: (kind, count) => log.warn('security-left-out', { kind, count }),
    },
    floodBound,
    later,
  )

const isFlood = (event: string): event is FloodLogEvent => Object.hasOwn(floodLogEvents, event)

/** The same log, of which lines that anybody can cause are bounded; all others pass as they are. */
export const boundLog = (log: Log): Log => {
  const bounded = (level: keyof Log) =>
    createBoundedEvents<FloodLogEvent, LogFields>(
      {
        tell: (event, fields) => log[level](event, fields),
        leftOut: (event, count) => log.warn('lines-left-out', { type: event, count }),
      },
      floodBound,
      later,
    )
  const levelOf = (level: keyof Log): Log[typeof level] => {
    const tell = bounded(level)
    return (event, fields) => (isFlood(event) ? tell(event, fields) : log[level](event, fields))
  }
  return { info: levelOf('info'), warn: levelOf('warn'), error: levelOf('error') }
}
