// Faults that can be asked of deliveries, to see how receivers bear them.

/** What a webhook delivery can suffer: it never arrives, it arrives twice, or it arrives late. */
export type WebhookFault = {
  readonly lose?: boolean
  readonly duplicate?: boolean
  readonly delayMs?: number
}

/** Asked once for each delivery; undefined means no fault. */
export type WebhookFaults = (event: {
  readonly message: string
  readonly table: string
  readonly id: string
}) => WebhookFault | undefined
