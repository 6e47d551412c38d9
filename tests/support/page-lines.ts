// What a page says to somebody who reads it, whatever it is marked up with.

import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

const unread = new Set(['head', 'script', 'style', 'template'])
const inline = new Set(['a', 'abbr', 'b', 'bdi', 'code', 'em', 'span', 'strong', 'time'])

const read = (node: Tree.Node): string => {
  if (node.nodeName === '#text') return 'value' in node ? node.value.replace(/\s+/g, ' ') : ''
  if (unread.has(node.nodeName)) return ''
  const inner = 'childNodes' in node ? node.childNodes.map(read).join('') : ''
  return inline.has(node.nodeName) ? inner : `\n${inner}\n`
}

/** The text of a page's body, a line for each block of it. */
export const linesOfPage = (html: string): string[] =>
  read(parse(html))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
