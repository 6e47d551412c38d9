// Reads the small XML documents that are stored in Dataverse rows: views and webhook settings. Only elements,
// attributes and character data; no document types, so nothing can be included or expanded.

export type Element = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
    if (entity.startsWith('#x')) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16))
    if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)))
    return named[entity] ?? whole
  })

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

type Open = { name: string; attributes: Record<string, string>; children: Element[]; text: string }

const open = (name: string, attributes: string): Open => ({
  name,
  attributes: Object.fromEntries(
    [...attributes.matchAll(attribute)].map((match) => [match[1] ?? '', decode(match[2] ?? match[3] ?? '')]),
  ),
  children: [],
  text: '',
})

/** Parses a document. @returns its root element, or undefined when the text is not well-formed */
export const parseXml = (document: string): Element | undefined => {
  const top = open('', '')
  const stack = [top]
  let at = 0
  while (at < document.length) {
    token.lastIndex = at
    const match = token.exec(document)
    const current = stack.at(-1)
    if (!match || !current) return undefined
    at = token.lastIndex
    const [whole, closing, opening, attributes = '', empty] = match
    if (closing !== undefined) {
      if (stack.length < 2 || current.name !== closing) return undefined
      stack.pop()
    } else if (opening !== undefined) {
      const element = open(opening, attributes)
      current.children.push(element)
      if (!empty) stack.push(element)
    } else if (!whole.startsWith('<')) {
      current.text += decode(whole)
    }
  }
  const [root, ...others] = top.children
  return stack.length === 1 && others.length === 0 && top.text.trim() === '' ? root : undefined
}
