// What arrives on the queue of changes in Sales: our own messages, and events that Dataverse put there itself.

import { salesChangeMessage } from '../../shared/domain/messages.ts'
import { salesHint } from '../../shared/sales/sales-event.ts'

type Work = (body: unknown) => Promise<void>

/** Takes an event of Dataverse as the hint that it is, and passes everything else on as it came. */
export const createSalesChangeWork =
  (work: Work): Work =>
  async (body) => {
    const hint = salesHint(body)
    if (hint === 'irrelevant') return
    await work(hint === 'unreadable' ? body : salesChangeMessage(hint))
  }
