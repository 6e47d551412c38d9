// Whether a template that staff wrote can be taken, and every reason against it.

import { type MailNode, type MarkupProblem, placeholdersIn, readMarkup, readSubject } from './mail-markup.ts'
import type { MarkupCode } from './mail-text-parts.ts'
import { mailTypes, type Placeholder } from './mail-types.ts'
import type { MailKind } from './prospect-view.ts'

/** What a mail says in one language, with placeholders; the body is markup. */
export type MailWording = { readonly subject: string; readonly body: string }

export type TemplateCode = MarkupCode | 'required' | 'too-long' | 'other-placeholder' | 'needed-placeholder'

/** @member line from 1 on; of a body or a subject as a whole it is 1. @member what was found, or is missing */
export type TemplateProblem = {
  readonly part: keyof MailWording
  readonly line: number
  readonly code: TemplateCode
  readonly what: string
}

/** In UTF-16 code units. A row that keeps it needs one property of storage, also where each takes two. */
export const longestWording: Readonly<Record<keyof MailWording, number>> = { subject: 150, body: 12_000 }

/** As many reasons as help at a time. */
const mostProblems = 20

/** The line on which a placeholder is used first, in text or as a link. */
const lineOf = (text: string, name: Placeholder): number => {
  const at = text.toLowerCase().indexOf(`%${name}%`)
  return text.slice(0, Math.max(at, 0)).split('\n').length
}

/** A list of links stands alone in its paragraph: its entries are paragraphs of their own. */
const misplacedLists = (nodes: readonly MailNode[], isAlone = false): boolean =>
  nodes.some((node) => {
    if ('placeholder' in node) return node.placeholder === 'requests' && !isAlone
    if ('text' in node) return false
    const { tag, children } = node
    const filled = children.filter((child) => !('text' in child) || child.text.trim() !== '')
    return misplacedLists(filled, tag === 'p' && filled.length === 1)
  })

const inPart = (
  part: keyof MailWording,
  text: string,
  nodes: readonly MailNode[],
  has: readonly Placeholder[],
): TemplateProblem[] =>
  [...new Set(placeholdersIn(nodes))]
    .filter((name) => !has.includes(name))
    .map((name) => ({ part, line: lineOf(text, name), code: 'other-placeholder', what: `%${name}%` }))

const lengthOf = (wording: MailWording, part: keyof MailWording): TemplateProblem[] => {
  const problem = (code: TemplateCode, what: string): TemplateProblem[] => [{ part, line: 1, code, what }]
  if (wording[part].trim() === '') return problem('required', '')
  return wording[part].length > longestWording[part] ? problem('too-long', String(longestWording[part])) : []
}

/** Every reason why a wording cannot be a mail of a type, in the order of its lines; none when it can. */
export const checkMailTemplate = (type: MailKind, wording: MailWording): readonly TemplateProblem[] => {
  const size = [...lengthOf(wording, 'subject'), ...lengthOf(wording, 'body')]
  if (size.length > 0) return size
  const { has, inSubject, needs } = mailTypes[type]
  const subject = readSubject(wording.subject)
  const body = readMarkup(wording.body)
  const of = (part: keyof MailWording, { line, code, what }: MarkupProblem) => ({ part, line, code, what })
  const used = placeholdersIn(body.nodes)
  const inBody: TemplateProblem[] = [
    ...body.problems.map((one) => of('body', one)),
    ...inPart('body', wording.body, body.nodes, has),
    ...(misplacedLists(body.nodes)
      ? [
          {
            part: 'body' as const,
            line: lineOf(wording.body, 'requests'),
            code: 'misplaced' as const,
            what: '%requests%',
          },
        ]
      : []),
    ...needs
      .filter((name) => !used.includes(name))
      .map((name) => ({ part: 'body' as const, line: 1, code: 'needed-placeholder' as const, what: `%${name}%` })),
  ]
  return [
    ...subject.problems.map((one) => of('subject', one)),
    ...inPart('subject', wording.subject, subject.nodes, inSubject),
    ...inBody.sort((a, b) => a.line - b.line),
  ].slice(0, mostProblems)
}
