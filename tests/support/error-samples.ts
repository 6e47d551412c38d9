// Numbered catch-up errors, for tests of what staff do with them.

import type { Message } from '../../shared/domain/messages.ts'
import type { CatchUpError } from '../../shared/dual-write/store/catch-up-error.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { now } from './domain-samples.ts'

export const messageOf = (n: number): Message => ({
  type: 'write-lead',
  data: { prospectId: deriveId('prospect', n) },
  attempt: 7,
  correlationId: 'c',
  since: now,
})

export const errorOf = (n: number, more: Partial<CatchUpError> = {}): CatchUpError => ({
  errorId: deriveId('error', n),
  queue: 'sales-writes',
  code: 'sales-down',
  message: messageOf(n),
  tries: 3,
  firstAt: now,
  lastAt: now,
  state: 'Open',
  ...more,
})
