// Stages without targets, for what asks nothing of them.

import { createCalendar } from '../../shared/domain/working-time.ts'

export const noClocks = {
  calendar: createCalendar({ days: new Set([1]), opens: 0, closes: 1440, zone: 'UTC' }),
  targets: new Map(),
  at: 0,
}
