// Holds an element against what a schema says of it: names, order, how many, attributes and the form of texts.
import type { Element } from '../base/xml.ts'

export type Part = {
  readonly attributes?: Readonly<Record<string, RegExp>>
  /** Of the attributes, those that must be there. */
  readonly needed?: readonly string[]
  readonly children?: Readonly<Record<string, Child>>
  /** The children come in any order, each once at most; otherwise in that of `children`. */
  readonly anyOrder?: true
  /** The form of its text, which stands for no children. */
  readonly text?: RegExp
  /** What is inside is held against its own rules elsewhere. */
  readonly open?: true
}
type Child = { readonly part: Part; readonly least: 0 | 1; readonly most: number }

export const maybe = (part: Part): Child => ({ part, least: 0, most: 1 })
export const once = (part: Part): Child => ({ part, least: 1, most: 1 })
export const many = (part: Part): Child => ({ part, least: 0, most: Number.POSITIVE_INFINITY })
export const some = (part: Part): Child => ({ part, least: 1, most: Number.POSITIVE_INFINITY })

/** The same kind of child under several names. */
export const each = (child: Child, ...names: readonly string[]): Readonly<Record<string, Child>> =>
  Object.fromEntries(names.map((name) => [name, child]))

const attributeFault = ({ attributes }: Element, part: Part): string | undefined => {
  const missing = part.needed?.find((name) => attributes[name] === undefined)
  if (missing !== undefined) return `The required attribute '${missing}' is missing.`
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('xmlns') || name === 'xsi:nil') continue
    const form = part.attributes?.[name]
    if (!form) return `The '${name}' attribute is not declared.`
    if (!form.test(value)) return `The '${name}' attribute is invalid - The value '${value}' is invalid.`
  }
  return undefined
}

const childrenFault = (element: Element, part: Part): string | undefined => {
  const order = Object.keys(part.children ?? {})
  let last = -1
  for (const { name } of element.children) {
    const at = order.indexOf(name)
    if (at < 0) return `The element '${element.name}' has invalid child element '${name}'.`
    if (!part.anyOrder && at < last)
      return `The element '${element.name}' has invalid child element '${name}': it comes too late.`
    last = at
  }
  for (const [name, { least, most }] of Object.entries(part.children ?? {})) {
    const count = element.children.filter((child) => child.name === name).length
    if (count < least) return `The element '${element.name}' has incomplete content. '${name}' is expected.`
    if (count > most) return `The element '${element.name}' has '${name}' more than once.`
  }
  return undefined
}

/** The first thing in which an element differs from what is said of it, or `undefined`. */
export const faultOf = (element: Element, part: Part): string | undefined => {
  const own = attributeFault(element, part)
  if (own !== undefined || part.open) return own
  if (part.text) {
    const nil = element.attributes['xsi:nil'] === 'true'
    return nil || (element.children.length === 0 && part.text.test(element.text))
      ? undefined
      : `The '${element.name}' element is invalid - The value '${element.text}' is invalid.`
  }
  if (element.text.trim() !== '') return `The element '${element.name}' cannot contain text.`
  const fault = childrenFault(element, part)
  if (fault !== undefined) return fault
  for (const child of element.children) {
    const known = part.children?.[child.name]
    const found = known && faultOf(child, known.part)
    if (found !== undefined) return found
  }
  return undefined
}
