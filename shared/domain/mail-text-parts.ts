// What stands between the elements of a mail that staff wrote, and in its subject: text and placeholders.

import { isPlaceholder, type Placeholder } from './mail-types.ts'
import { textProblem } from './text.ts'

/** Why a text is refused. */
export type MarkupCode =
  | 'unknown-placeholder'
  | 'placeholder-in-attribute'
  | 'no-element'
  | 'tag-refused'
  | 'attribute-refused'
  | 'address-refused'
  | 'unbalanced'
  | 'misplaced'
  | 'unknown-character'
  | 'unseen-character'

export type Tell = (code: MarkupCode, what: string) => void

export type TextPart = { readonly text: string } | { readonly placeholder: Placeholder }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }
const entity = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z][a-z\d]*));/gi

/** Text as a browser reads it. Of the names of characters only those that markup cannot do without are taken. */
export const decoded = (text: string, tell: Tell): string =>
  text.replace(entity, (all: string, hex?: string, decimal?: string, name?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const character = name === undefined ? code > 31 && code <= 0x10ffff && String.fromCodePoint(code) : entities[name]
    if (character) return character
    tell('unknown-character', all)
    return ''
  })

const word = /%([a-z][a-z\d.-]*)%/i

/** Parts of a text: what stands between two percent signs without a space is meant as a placeholder. */
export const partsOf = (text: string, tell: Tell): TextPart[] => {
  const found = word.exec(text)
  if (!found) return text === '' ? [] : [{ text }]
  const [all, typed = ''] = found
  const name = typed.toLowerCase()
  const rest = text.slice(found.index + all.length)
  const before = text.slice(0, found.index)
  if (!isPlaceholder(name)) tell('unknown-placeholder', all)
  return [
    ...(before === '' ? [] : [{ text: before }]),
    ...(isPlaceholder(name) ? [{ placeholder: name }] : []),
    ...partsOf(rest, tell),
  ]
}

/** Whether a text has something that is meant as a placeholder. */
export const holdsPlaceholder = (text: string): boolean => word.test(text)

/** Whether a text holds characters that nobody sees, such as those that turn the direction of writing round. */
export const isUnseen = (text: string, multiline: boolean): boolean =>
  textProblem(text, text.length, multiline) !== undefined
