// Writes XML documents of elements, attributes and text: the same tree gives the same characters.

export type Xml = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number>>
  /** Elements, or characters that are markup already. */
  readonly content: readonly Xml[] | string
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** An element that holds others, or markup as it is. */
export const xml = (name: string, attributes: Xml['attributes'] = {}, content: Xml['content'] = []): Xml => ({
  name,
  attributes,
  content,
})

/** An element that holds text. */
export const textXml = (name: string, text: string | number): Xml => xml(name, {}, escaped(String(text)))

const markup = ({ name, attributes, content }: Xml, indent: string): string => {
  const start = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('')}`
  if (content.length === 0) return `${start} />`
  if (typeof content === 'string') return `${start}>${content}</${name}>`
  return `${start}>\n${content.map((child) => markup(child, `${indent}  `)).join('\n')}\n${indent}</${name}>`
}

/** The document with its declaration, indented by two. */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${markup(root, '')}\n`

/** An element that was read, as markup again. */
export type ReadXml = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly ReadXml[]
  readonly text: string
}

/** The markup of an element that was read; text beside elements is left out. */
export const xmlOf = ({ name, attributes, children, text }: ReadXml): string => {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const inside = children.length > 0 ? children.map(xmlOf).join('') : escaped(text.trim())
  return inside === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inside}</${name}>`
}
