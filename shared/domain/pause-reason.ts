// Why the bridge does not run, as a code and its parameters, worded where it is shown.

export type PauseReason =
  /** What staff typed, or what an earlier version stored in words. */
  | { readonly code: 'typed'; readonly text: string }
  /** It paused itself: too much was given up in a short time. */
  | { readonly code: 'too-many-errors'; readonly errors: number; readonly minutes: number }
  /** Nobody answers in Sales: it goes on by itself when somebody does. */
  | { readonly code: 'sales-silent' }
