// That a request came, kept with the prospect that it became until job 1010 has told its channel.

export type ArrivalPush = {
  /** The request; the prospect has the same id. */
  readonly arrivedId: string
  readonly channel?: string
}
