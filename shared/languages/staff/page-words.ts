// What the pages of headquarters say. English says it first; the compiler holds every other language to what is said there.

import type { pages } from './en/pages.ts'

/** A sentence around something that the page draws, such as a link or a moment. */
export type Around = <T>(drawn: T) => readonly (string | T)[]

/** The shape of words, whatever they are. */
type Shape<Words> = Words extends string
  ? string
  : Words extends (...given: never) => unknown
    ? Words
    : { readonly [Name in keyof Words]: Shape<Words[Name]> }

export type PageWords = Shape<typeof pages>
