// Reads the markup of a mail that staff wrote: a few elements, each closed, a few attributes, each quoted, and placeholders.
// Whatever else there is is refused with its line, so that what a mail program makes of the rest is known.

import { attributesOf, type MailTag, mailTags, placeholderAt } from './mail-attributes.ts'
import { decoded, isUnseen, type MarkupCode, partsOf, type Tell, type TextPart } from './mail-text-parts.ts'
import type { Placeholder } from './mail-types.ts'

export type MailElement = {
  readonly tag: MailTag
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly MailNode[]
}
export type MailNode = MailElement | TextPart

/** @member line from 1 on. @member what was found there, as short as can be: a placeholder, an element, an attribute */
export type MarkupProblem = { readonly line: number; readonly code: MarkupCode; readonly what: string }

export type Markup = { readonly nodes: readonly MailNode[]; readonly problems: readonly MarkupProblem[] }

type Open = { readonly tag: MailTag; readonly attributes: Record<string, string>; children: MailNode[]; line: number }

const blocks: ReadonlySet<MailTag | undefined> = new Set(['h1', 'h2', 'p', 'ul', 'ol'] as const)
const lists: ReadonlySet<MailTag | undefined> = new Set(['ul', 'ol'] as const)
const empty: ReadonlySet<MailTag> = new Set(['br', 'img'] as const)

/** Whether an element may stand directly in another, or at the outermost place: browsers move what may not. */
const mayStand = (tag: MailTag, inside: MailTag | undefined): boolean => {
  if (inside === undefined) return blocks.has(tag)
  if (lists.has(inside)) return tag === 'li'
  if (tag === 'li') return false
  if (lists.has(tag)) return inside === 'li'
  return !blocks.has(tag)
}

/** The parts of a subject, which knows no markup. */
export const readSubject = (subject: string): Markup => {
  const problems: MarkupProblem[] = []
  const tell: Tell = (code, what) => void problems.push({ line: 1, code, what })
  if (isUnseen(subject, false)) tell('unseen-character', '')
  return { nodes: partsOf(subject, tell), problems }
}

const isTag = (name: string): name is MailTag => Object.hasOwn(mailTags, name)
// A sign that begins no element is written &lt;, so that no reader can take it for one.
const token = /<(\/?)([a-z][a-z\d]{0,9})((?:"[^"<>]*"|'[^'<>]*'|[^"'<>])*)>|<|[^<]+/gi
const lineBreaks = (text: string): number => text.split('\n').length - 1

/** Reads a body. What cannot be read is left out of the nodes and named among the problems. */
export const readMarkup = (body: string): Markup => {
  const problems: MarkupProblem[] = []
  const root: MailNode[] = []
  const open: Open[] = []
  let line = 1
  const tell: Tell = (code, what) => void problems.push({ line, code, what })
  const place = () => open.at(-1)?.children ?? root
  const close = (name: MailTag) => {
    if (open.at(-1)?.tag !== name) return tell('unbalanced', `</${name}>`)
    const done = open.pop()
    if (done) place().push({ tag: done.tag, attributes: done.attributes, children: done.children })
  }
  const begin = (tag: MailTag, given: string) => {
    const inside = open.at(-1)?.tag
    if (!mayStand(tag, inside) || (tag === 'a' && open.some((one) => one.tag === 'a'))) tell('misplaced', `<${tag}>`)
    const attributes = attributesOf(tag, given, tell)
    if ((tag === 'a' && !attributes['href']) || (tag === 'img' && !attributes['src']))
      tell('attribute-refused', `<${tag}>`)
    if (empty.has(tag)) place().push({ tag, attributes, children: [] })
    else if (given.endsWith('/')) tell('unbalanced', `<${tag}/>`)
    else open.push({ tag, attributes, children: [], line })
  }
  const addText = (text: string) => {
    const lines = text.split('\n')
    lines.forEach((each, at) => {
      if (at > 0) line += 1
      const read = decoded(each, tell)
      if (isUnseen(read, true)) tell('unseen-character', '')
      const inside = open.at(-1)?.tag
      if (read.trim() !== '' && (inside === undefined || lists.has(inside))) tell('misplaced', read.trim().slice(0, 20))
      place().push(...partsOf(at > 0 ? `\n${read}` : read, tell))
    })
  }
  for (const [all, slash, name, given = ''] of body.replace(/\r\n?/g, '\n').matchAll(token)) {
    if (name === undefined && all !== '<') {
      addText(all)
      continue
    }
    const tag = name?.toLowerCase() ?? ''
    if (name === undefined) tell('no-element', '<')
    else if (!isTag(tag)) tell('tag-refused', `<${slash}${tag}>`)
    else if (slash === '') begin(tag, given)
    else if (given.trim() !== '' || empty.has(tag)) tell('unbalanced', `</${tag}>`)
    else close(tag)
    line += lineBreaks(all)
  }
  for (const left of open) problems.push({ line: left.line, code: 'unbalanced', what: `<${left.tag}>` })
  return { nodes: root, problems }
}

/** Every placeholder that is used, in links too. */
export const placeholdersIn = (nodes: readonly MailNode[]): Placeholder[] =>
  nodes.flatMap((node): Placeholder[] => {
    if ('placeholder' in node) return [node.placeholder]
    if ('text' in node) return []
    const link = placeholderAt(node.attributes['href'])
    return [...(link === undefined ? [] : [link]), ...placeholdersIn(node.children)]
  })
