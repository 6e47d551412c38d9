// Tells the log of refusals. One place, so that all of them are bounded together.

import type { Log } from '../shared/domain/log-events.ts'
import type { SecurityEvent, SecurityEventIds, SecurityEventKind } from '../shared/domain/security-events.ts'
import { createBoundedEvents } from '../shared/platform/bounded-events.ts'

const mostAMinute = 20

export const createSecurityEvent = (log: Log): SecurityEvent =>
  createBoundedEvents<SecurityEventKind, SecurityEventIds>(
    {
      tell: (kind, ids) => log.warn('security', { kind, ...ids }),
      leftOut: (kind, count) => log.warn('security-left-out', { kind, count }),
    },
    mostAMinute,
    (ms, act) => void setTimeout(act, ms).unref(),
  )
