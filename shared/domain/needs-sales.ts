// What there is to do only with Sales, and what is left of messages without it.

import { isForSales, type Message, queueOf, type Send } from './messages.ts'

/** Whether a message is work that there is only with Sales. */
export const needsSales = (message: Message): boolean =>
  isForSales(message) && (queueOf(message) === 'sales-writes' || queueOf(message) === 'sales-changes')

/**
 * Sends what there is to do without Sales. What Sales would lack is left out: the rows say it, and it is done from them
 * when there is a Sales again.
 */
export const withoutSales =
  (send: Send): Send =>
  async (messages, delayMs) => {
    const others = messages.filter((message) => !needsSales(message))
    if (others.length > 0) await send(others, delayMs)
  }
