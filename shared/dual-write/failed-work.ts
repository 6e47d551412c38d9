// What it means for a piece of work that it threw.

import type { WorkResult } from '../domain/work-result.ts'
import { QueueRefused, QueueUnavailable } from '../platform/queue-failures.ts'
import { StorageRefused, StorageUnavailable } from '../platform/storage-unavailable.ts'
import { UnreadableRow } from '../platform/unreadable-row.ts'
import { SalesRefused, SalesUnavailable } from '../sales/failures.ts'

/** What becomes of work that threw; `undefined` for a mistake of our own. */
export const resultOfFailure = (error: unknown): WorkResult | undefined => {
  if (error instanceof SalesUnavailable)
    return {
      outcome: 'later',
      code: `sales-${error.code}`,
      ...(error.retryAfterSeconds === undefined ? {} : { afterSeconds: error.retryAfterSeconds }),
    }
  if (error instanceof SalesRefused) return { outcome: 'failed', code: `sales-${error.code}` }
  if (error instanceof StorageUnavailable) return { outcome: 'later', code: 'storage-unavailable' }
  if (error instanceof QueueUnavailable) return { outcome: 'later', code: 'queue-unavailable' }
  if (error instanceof StorageRefused) return { outcome: 'failed', code: 'storage-refused' }
  if (error instanceof QueueRefused) return { outcome: 'failed', code: 'message-too-large' }
  if (error instanceof UnreadableRow) return { outcome: 'failed', code: 'unreadable-row' }
  return undefined
}

/** Whether Sales did not answer at all. A Retry-After is an answer: Sales is there and says when. */
export const isSalesSilent = (error: unknown): boolean =>
  error instanceof SalesUnavailable && error.retryAfterSeconds === undefined
