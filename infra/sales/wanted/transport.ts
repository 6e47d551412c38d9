// By which way Sales tells of changes: it calls the app's webhook, or it puts its events straight onto the app's queue.

export type TransportName = 'webhook' | 'servicebus'

/** Where a Service Bus queue is, and the key with which Dataverse may send to it. */
export type QueueAddress = {
  /** `sb://…/` */
  readonly namespace: string
  readonly queue: string
  readonly keyName: string
  readonly key: string
}

export type Transport =
  /** `url` and `key` absent = whatever is set is right. */
  | { readonly name: 'webhook'; readonly url?: string; readonly key?: string }
  /** `address` absent = whatever is set is right. */
  | { readonly name: 'servicebus'; readonly address?: QueueAddress }
