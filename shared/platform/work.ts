// The outcome of one piece of queued work.

export type WorkResult =
  | { readonly outcome: 'done' }
  /** Not now: try again, no earlier than the given number of seconds when there is one. */
  | { readonly outcome: 'later'; readonly code: string; readonly afterSeconds?: number }
  /** Never by itself: somebody has to look at it. */
  | { readonly outcome: 'failed'; readonly code: string }

export const done: WorkResult = { outcome: 'done' }
