// The elements that a mail of staff may have, and what may stand in their attributes.

import { decoded, holdsPlaceholder, type MarkupCode, type Tell } from './mail-text-parts.ts'
import { isLink, isPlaceholder, type Placeholder } from './mail-types.ts'

/** The elements of a mail, with their attributes. */
export const mailTags = {
  h1: [],
  h2: [],
  p: [],
  ul: [],
  ol: [],
  li: [],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  strong: [],
  em: [],
  b: [],
  i: [],
  u: [],
  br: [],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type MailTag = keyof typeof mailTags

const secureAddress = /^https:\/\/[^\s"'<>\\@]+$/i
const mailAddress = /^mailto:[^\s"'<>\\?&]+@[^\s"'<>\\?&]+$/i
const onlyPlaceholder = /^%([a-z]+)%$/i
const numberForm = /^\d{1,4}$/

const attributeProblem = (name: string, value: string): MarkupCode | undefined => {
  if (name === 'href') {
    const word = onlyPlaceholder.exec(value)?.[1]?.toLowerCase()
    if (word !== undefined && !isPlaceholder(word)) return 'unknown-placeholder'
    if (word !== undefined) return isLink(word as Placeholder) ? undefined : 'placeholder-in-attribute'
  }
  if (holdsPlaceholder(value)) return 'placeholder-in-attribute'
  if (name === 'href') return secureAddress.test(value) || mailAddress.test(value) ? undefined : 'address-refused'
  if (name === 'src') return secureAddress.test(value) ? undefined : 'address-refused'
  return name === 'alt' || numberForm.test(value) ? undefined : 'attribute-refused'
}

const attribute = /\s+([a-z][a-z-]*)=(?:"([^"]*)"|'([^']*)')/giy

/** Reads what stands behind the name of an element; what may not stand there is told and left out. */
export const attributesOf = (tag: MailTag, given: string, tell: Tell): Record<string, string> => {
  const attributes: Record<string, string> = {}
  let end = 0
  for (const [all, name = '', double, single = ''] of given.matchAll(attribute)) {
    end += all.length
    const lower = name.toLowerCase()
    const value = decoded(double ?? single, tell)
    const isTaken = mailTags[tag].some((one: string) => one === lower) && attributes[lower] === undefined
    const problem = isTaken ? attributeProblem(lower, value) : 'attribute-refused'
    if (problem) tell(problem, `${lower}="…"`)
    else attributes[lower] = value
  }
  const rest = given.slice(end).trim()
  if (rest !== '' && rest !== '/') tell('attribute-refused', rest.slice(0, 20))
  return attributes
}

/** The placeholder that an address is, where it is one. */
export const placeholderAt = (href: string | undefined): Placeholder | undefined => {
  const word = onlyPlaceholder.exec(href ?? '')?.[1]?.toLowerCase() ?? ''
  return isPlaceholder(word) ? word : undefined
}
