// What staff read of flags: the shape of it, which the compiler holds every language to.

import type { ProspectFlag } from '../../domain/flags.ts'

type Words = {
  /** For lists. */
  readonly name: string
  readonly sentence: string
  /** What ends it, and where. */
  readonly whatToDo: string
}

export type FlagWords = Readonly<Record<ProspectFlag, Words>>

/** Makes the function that gives the short name of a flag by its code; text that is no code stays as it is. */
export const createFlagName =
  (words: FlagWords) =>
  (code: string): string =>
    Object.hasOwn(words, code) ? words[code as ProspectFlag].name : code
