// What staff read of why the bridge does not run: the shape of it, which the compiler holds every language to.

import type { PauseReason } from '../../domain/pause-reason.ts'

/** A sentence for each code; what was typed stays as it is. */
export type PauseWords = {
  readonly [C in Exclude<PauseReason['code'], 'typed'>]: (reason: Extract<PauseReason, { readonly code: C }>) => string
}

/** Makes the function that puts a reason into words. */
export const createPauseText =
  (words: PauseWords) =>
  (reason: PauseReason): string => {
    switch (reason.code) {
      case 'typed':
        return reason.text
      case 'too-many-errors':
        return words['too-many-errors'](reason)
      case 'sales-silent':
        return words['sales-silent'](reason)
    }
  }
