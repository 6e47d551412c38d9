// What feeds a function: a timer, a queue, a subscription.

export type Listener = {
  start(): void
  /** Stops feeding and waits for the run in progress. */
  stop(): Promise<void>
}
