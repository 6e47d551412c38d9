// The shape of a page as a browser reads it: what stays the same whatever text stands in it.

import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

export const elementsOf = (node: Tree.Node): Tree.Element[] => [
  ...('tagName' in node ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elementsOf) : []),
]

export const attributeOf = (element: Tree.Element | undefined, name: string): string | undefined =>
  element?.attrs.find((each) => each.name === name)?.value

/** All text below a node. */
export const textOf = (node: Tree.Node | undefined): string => {
  if (node === undefined) return ''
  if (node.nodeName === '#text' && 'value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

// Where these lead is what an intruder would change; everything else may show what was typed.
const addresses = new Set(['href', 'src', 'action', 'formaction', 'rel', 'method', 'type'])

/** Elements in order with the names of their attributes, and where they lead. Which option is chosen does not count. */
export const shapeOf = (markup: string): string[] =>
  elementsOf(parse(markup)).map(({ tagName, attrs }) => {
    const shown = attrs
      .filter(({ name }) => name !== 'selected')
      .map(({ name, value }) => (addresses.has(name) ? `${name}=${value}` : name))
    return `${tagName} ${shown.sort().join(' ')}`
  })
