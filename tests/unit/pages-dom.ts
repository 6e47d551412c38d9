// Reads pages the way a browser does, so that tests look at elements and not at text.

import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { wordJoiner } from '../../shared/languages/kept-together.ts'
import type { Html } from '../../shared/platform/html.ts'

export type Element = Tree.Element

const isElement = (node: Tree.Node): node is Element => 'tagName' in node

const childrenOf = (node: Tree.Node): readonly Tree.Node[] => ('childNodes' in node ? node.childNodes : [])

/** A node, when it is an element, and all elements below it, in document order. */
export const within = (node: Tree.Node): Element[] => [
  ...(isElement(node) ? [node] : []),
  ...childrenOf(node).flatMap(within),
]

const read = new WeakMap<Html, readonly Element[]>()

/** All elements of a page in document order. A page is read once, however many tests look at it. */
export const elementsOf = (page: Html): readonly Element[] => {
  const elements = read.get(page) ?? within(parse(page.toString()))
  read.set(page, elements)
  return elements
}

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((attr) => attr.name === name)?.value

export const textOf = (node: Tree.Node): string =>
  'value' in node && node.nodeName === '#text' ? node.value : childrenOf(node).map(textOf).join('')

export const named = (elements: readonly Element[], ...tags: string[]): Element[] =>
  elements.filter((element) => tags.includes(element.tagName))

const wordy = 'p ul ol dl dt dd li section form nav span strong bdi time h1 h2 h3 label legend summary th'.split(' ')

/** Elements that are there to say something or to be used, and do not, by their names and classes: each leaves a gap. */
export const emptyPlaces = (elements: readonly Element[]): string[] => {
  const isRow = (one: Element) => attribute(one, 'class')?.split(' ').includes('actions') === true
  const isSeen = (one: Element) =>
    ['select', 'textarea', 'img', 'svg', 'progress', 'meter'].includes(one.tagName) ||
    (one.tagName === 'input' && attribute(one, 'type') !== 'hidden')
  return elements
    .filter((one) => wordy.includes(one.tagName) || isRow(one))
    .filter((one) => textOf(one).trim() === '' && !within(one).some(isSeen))
    .map((one) => [one.tagName, attribute(one, 'class')].filter(Boolean).join('.'))
}

/** Nesting of elements with the names of their attributes, and the values of those that are never a stranger's. */
export const shapeOf = (page: Html): string => {
  const own = new Set(['class', 'type', 'role', 'method', 'rel', 'scope', 'for', 'name', 'tabindex', 'aria-hidden'])
  const draw = (node: Tree.Node): string => {
    const inner = childrenOf(node).map(draw).join('')
    if (!isElement(node)) return node.nodeName === '#comment' ? '<!---->' : inner
    const attrs = node.attrs.map(({ name, value }) => (own.has(name) ? `${name}=${value}` : name))
    return `<${[node.tagName, ...attrs].join(' ')}>${inner}</>`
  }
  return draw(parse(page.toString()))
}

/**
 * A page as its reader gets it, line by line: each element that says something or can be used, with all that a browser
 * and a screen reader make of it.
 */
export const readingOf = (page: Html): string => {
  const squeezed = (text: string): string => text.replaceAll(wordJoiner, '').replace(/\s+/g, ' ').trim()
  const own = (element: Element): string =>
    squeezed(
      childrenOf(element)
        .flatMap((node) => (node.nodeName === '#text' ? [textOf(node)] : [' … ']))
        .join(''),
    )
  const lines = (node: Tree.Node, depth: number): string[] => {
    const inner = childrenOf(node).flatMap((child) => lines(child, depth + 1))
    if (!isElement(node)) return inner
    const attributes = node.attrs.map(({ name, value }) => (value === '' ? name : `${name}="${squeezed(value)}"`))
    return [`${' '.repeat(depth)}${[node.tagName, ...attributes].join(' ')}: ${own(node)}`.trimEnd(), ...inner]
  }
  return `${childrenOf(parse(page.toString()))
    .flatMap((node) => lines(node, 0))
    .join('\n')}\n`
}
