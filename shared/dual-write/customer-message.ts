// The message that asks for a customer and its record in Sales to be made equal. It stands by itself, because the process
// that only answers HTTP requests sends it and does not work on it.

import type { Message } from '../platform/message.ts'

/** Asks to look at a customer that was changed here. */
export const writeCustomerMessage = (customerId: string): Message => ({
  type: 'write-customer',
  data: { customerId },
  attempt: 0,
  correlationId: customerId,
})
