// The languages of the shop, and what it says of what it is told in codes.

import { en, type Texts } from './texts-en.ts'
import { tr } from './texts-tr.ts'

const all = { en, tr } as const satisfies Record<string, Texts>
export type Language = keyof typeof all

const isOurs = (tag: string): tag is Language => Object.hasOwn(all, tag)

/** The first of some BCP 47 tags that the shop speaks, else English. A user's own language stands before the browser's. */
export const languageOf = (...tags: readonly string[]): Language => {
  const wanted = tags.flatMap((list) => list.slice(0, 500).split(',')).map((tag) => tag.trim().split(/[-;]/)[0] ?? '')
  return wanted.find(isOurs) ?? 'en'
}

export const textsIn = (language: Language): Texts => all[language]

/** A text with its `{places}` filled in. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The text of a code; of one that the shop does not know, the other one. */
export const textOf = (texts: Readonly<Record<string, string>>, code: string, other: string): string =>
  Object.hasOwn(texts, code) ? (texts[code] ?? other) : other
