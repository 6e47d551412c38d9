// A work queue of which the work ends as a test says, with everything it leaves behind.

import { type Message, queueOf as queueOfMessage, writeLeadMessage } from '../../shared/domain/messages.ts'
import type { WorkResult } from '../../shared/domain/work-result.ts'
import { createCatchUpErrorStore } from '../../shared/dual-write/store/catch-up-errors.ts'
import { createWorkQueue } from '../../shared/dual-write/work-queue.ts'
import type { Table } from '../../shared/platform/table.ts'
import { leadId, now } from './domain-samples.ts'
import { keptLog } from './http-samples.ts'
import { keptErrors } from './kept-errors.ts'
import { memoryTable } from './memory-table.ts'

export const message = { ...writeLeadMessage(leadId), correlationId: 'c-1' }

type Sent = { queue: string; messages: readonly Message[]; delayMs: number | undefined }

/** A queue whose work ends as told; an error is thrown. */
export const queueOf = (end: WorkResult | Error, broken: { send?: Error; errors?: Table } = {}) => {
  const errors = createCatchUpErrorStore(broken.errors ?? memoryTable())
  const sent: Sent[] = []
  const worked: Message[] = []
  const { log, lines } = keptLog()
  const handle = createWorkQueue(
    'sales-writes',
    async (each) => {
      worked.push(each)
      if (end instanceof Error) throw end
      return end
    },
    {
      errors,
      send: async (messages, delayMs) => {
        if (broken.send) throw broken.send
        const [first] = messages
        if (first) sent.push({ queue: queueOfMessage(first), messages, delayMs })
      },
      now: () => new Date(now),
      random: () => 0.5,
      log,
    },
  )
  const recorded = () => keptErrors(errors)
  return { handle, sent, worked, lines, recorded }
}
