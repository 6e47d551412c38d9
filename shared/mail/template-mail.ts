// Writes a mail by the text that staff wrote for it. Values are put between what stands in the template and never read as
// markup or placeholders; all markup is written here.

import { placeholderAt } from '../domain/mail-attributes.ts'
import { type MailElement, type MailNode, placeholdersIn, readMarkup, readSubject } from '../domain/mail-markup.ts'
import type { MailText } from '../domain/mail-templates.ts'
import { namePlaceholders, type Placeholder } from '../domain/mail-types.ts'
import { type HtmlValue, html } from '../platform/html.ts'
import {
  headingStyle,
  linkElement,
  linkStyle,
  linkText,
  type MailFrame,
  type MailLink,
  mailFrame,
  textFooter,
} from './mail-layout.ts'
import type { RenderedMail } from './render-mail.ts'

/** What placeholders stand for in one mail; what is absent has no value there, or may not be named. */
export type MailValues = { readonly [Name in Exclude<Placeholder, 'requests'>]?: string | undefined } & {
  readonly requests?: readonly MailLink[]
}

type Filling = {
  readonly values: MailValues
  readonly frame: MailFrame
  /** The link that is shown as a button. */
  readonly first: MailLink | undefined
}

const textFor = ({ values }: Filling, name: Placeholder): string | undefined =>
  name === 'requests' ? undefined : values[name]

const isBlock = (node: MailNode): node is MailElement =>
  'tag' in node && ['p', 'h1', 'h2', 'li', 'ul', 'ol'].includes(node.tag)

/** Whether something that it is about has no value; a first name may be missing, as some people have one name. */
const isLacking = (filling: Filling, children: readonly MailNode[]): boolean =>
  placeholdersIn(children.filter((child) => !isBlock(child))).some((name) =>
    name === 'requests' ? !filling.values.requests?.length : name !== 'firstname' && !textFor(filling, name),
  )

/** What is left once everything is left out that something is lacking for, lists without entries too. */
const kept = (filling: Filling, nodes: readonly MailNode[]): MailNode[] =>
  nodes.flatMap((node): MailNode[] => {
    if (!isBlock(node)) return [node]
    if (isLacking(filling, node.children)) return []
    const children = kept(filling, node.children)
    const isList = node.tag === 'ul' || node.tag === 'ol'
    return isList && !children.some(isBlock) ? [] : [{ ...node, children }]
  })

const squeezed = (text: string): string => text.replace(/[ \n\t]+/g, ' ')

/** The words of a text, on as many lines as it has. @param withAddresses behind each link where it leads */
const wordsOf = (filling: Filling, nodes: readonly MailNode[], withAddresses = false): string =>
  nodes
    .map((node) => {
      if ('text' in node) return squeezed(node.text)
      if ('placeholder' in node) return textFor(filling, node.placeholder) ?? ''
      if (node.tag === 'br') return '\n'
      if (node.tag === 'img') return node.attributes['alt'] ?? ''
      const words = wordsOf(filling, node.children, withAddresses)
      const address = node.tag === 'a' && withAddresses ? hrefOf(filling, node) : ''
      return address === '' || address === words ? words : `${words} (${address})`
    })
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim()

const hrefOf = (filling: Filling, { attributes }: MailElement): string => {
  const name = placeholderAt(attributes['href'])
  return (name === undefined ? attributes['href'] : textFor(filling, name)) ?? ''
}

/** What stands alone in a paragraph, beside white space. */
const alone = (children: readonly MailNode[]): MailNode | undefined => {
  const [first, ...others] = children.filter((child) => !('text' in child) || child.text.trim() !== '')
  return others.length === 0 ? first : undefined
}

/** The links that a paragraph consists of, if it consists of them. */
const linksOf = (filling: Filling, { tag, children }: MailElement): readonly MailLink[] => {
  const only = tag === 'p' ? alone(children) : undefined
  if (!only || 'text' in only) return []
  if ('placeholder' in only) return only.placeholder === 'requests' ? (filling.values.requests ?? []) : []
  return only.tag === 'a' ? [{ label: wordsOf(filling, only.children), url: hrefOf(filling, only) }] : []
}

const styles = {
  p: 'margin: 0 0 16px;',
  h1: headingStyle,
  h2: 'margin: 24px 0 12px; font-size: 18px; line-height: 1.3; font-weight: 600;',
  ul: 'margin: 0 0 16px; padding: 0 0 0 24px;',
  ol: 'margin: 0 0 16px; padding: 0 0 0 24px;',
  li: 'margin: 0 0 8px;',
} as const

const isSame = (a: MailLink, b: MailLink | undefined): boolean => a.url === b?.url && a.label === b.label

const elementOf = (filling: Filling, node: MailElement): HtmlValue => {
  const { tag, attributes } = node
  const links = linksOf(filling, node)
  if (links.length > 0) return links.map((link) => linkElement(link, isSame(link, filling.first), filling.frame))
  const { alt = '', src, width, height } = attributes
  const content = node.children.map((child) => nodeOf(filling, child))
  switch (tag) {
    case 'br':
      return html`<br>`
    case 'img':
      return html`<img src="${src}" alt="${alt}"${width !== undefined && html` width="${width}"`}${height !== undefined && html` height="${height}"`} style="max-width: 100%; border: 0;">`
    case 'a':
      return html`<a href="${hrefOf(filling, node)}" style="${linkStyle(filling.frame)}">${content}</a>`
    case 'p':
      return html`<p style="${styles.p}">${content}</p>`
    case 'h1':
      return html`<h1 style="${styles.h1}">${content}</h1>`
    case 'h2':
      return html`<h2 style="${styles.h2}">${content}</h2>`
    case 'ul':
      return html`<ul style="${styles.ul}">${content}</ul>`
    case 'ol':
      return html`<ol style="${styles.ol}">${content}</ol>`
    case 'li':
      return html`<li style="${styles.li}">${content}</li>`
    case 'strong':
    case 'b':
      return html`<strong>${content}</strong>`
    case 'em':
    case 'i':
      return html`<em>${content}</em>`
    case 'u':
      return html`<u>${content}</u>`
  }
}

const nodeOf = (filling: Filling, node: MailNode): HtmlValue => {
  if ('text' in node) return squeezed(node.text)
  return 'placeholder' in node ? textFor(filling, node.placeholder) : elementOf(filling, node)
}

/** Plain text, block by block. */
const textBlocks = (filling: Filling, nodes: readonly MailNode[]): string[] =>
  nodes.filter(isBlock).flatMap((node): string[] => {
    const links = linksOf(filling, node)
    if (links.length > 0) return links.map((link) => linkText(link, filling.frame))
    if (node.tag !== 'ul' && node.tag !== 'ol') return [wordsOf(filling, node.children, true)]
    const entries = node.children.filter(isBlock).map(({ children }, at) => {
      const mark = node.tag === 'ol' ? `${at + 1}. ` : '- '
      const own = wordsOf(
        filling,
        children.filter((child) => !isBlock(child)),
        true,
      )
      const inner = textBlocks(filling, children).map((block) => block.replaceAll(/^/gm, '  '))
      return [`${mark}${own}`, ...inner].join('\n')
    })
    return [entries.join('\n')]
  })

/** Whether the mail has to name somebody whom it may not name; the built-in text does without then. */
const isUnnameable = (values: MailValues, nodes: readonly MailNode[]): boolean => {
  const used = placeholdersIn(nodes)
  const wanted = namePlaceholders.filter((name) => used.includes(name) && name !== 'firstname')
  return wanted.some((name) => !values[name]) || (used.includes('firstname') && !values.lastname)
}

/**
 * Writes a mail by a template.
 * @param frame what stands around every mail of the kind
 * @returns nothing where the built-in text has to be sent: somebody may not be named, or the text cannot be read any more
 */
export const renderTemplate = (template: MailText, values: MailValues, frame: MailFrame): RenderedMail | undefined => {
  const [subject, body] = [readSubject(template.subject), readMarkup(template.body)]
  if (subject.problems.length > 0 || body.problems.length > 0) return undefined
  if (isUnnameable(values, [...subject.nodes, ...body.nodes])) return undefined
  const empty: Filling = { values, frame, first: undefined }
  const nodes = kept(empty, body.nodes).filter(isBlock)
  const filling: Filling = { ...empty, first: nodes.flatMap((node) => linksOf(empty, node))[0] }
  const title = wordsOf(filling, subject.nodes)
  if (title === '' || nodes.length === 0) return undefined
  const { templateId, version } = template
  return {
    subject: title,
    html: mailFrame(
      frame,
      title,
      '',
      nodes.map(
        (node) => html`${nodeOf(filling, node)}
`,
      ),
    ),
    text: [...textBlocks(filling, nodes), textFooter(frame)].join('\n\n'),
    language: frame.language,
    template: { templateId, version },
  }
}
