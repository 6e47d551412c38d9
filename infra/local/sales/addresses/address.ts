// Reads the address of a request: the segments of its path and its query options.
import { badRequest } from '../base/errors.ts'

/** Query options by their name. */
export type Query = ReadonlyMap<string, string>

export type Segment = { readonly name: string; readonly key: string | undefined }
export type Address = { readonly segments: readonly Segment[]; readonly query: Query }

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) throw badRequest('Bad Request - Error in query syntax.')
    throw error
  }
}

const readSegment = (text: string): Segment => {
  const match = /^([^()]+)(?:\((.*)\))?$/s.exec(decode(text))
  if (!match?.[1]) throw badRequest('Bad Request - Error in query syntax.')
  return { name: match[1], key: match[2] }
}

/** Splits at a separator that stands outside of quotes and brackets. */
export const splitTop = (text: string, separator: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quote) quote = character === quote ? '' : quote
    else if (character === "'" || character === '"') quote = character
    else if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth -= 1
    else if (character === separator && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter((part) => part !== '')
}

/** An address of the Web API, absolute or not, as the path below the service root. */
export const belowRoot = (address: string): string =>
  address.replace(/^https?:\/\/[^/]+/i, '').replace(/^\/?(?:api\/data\/v\d+\.\d+\/)?/i, '')

/**
 * Reads a path below the service root.
 * @throws SalesError 400 when it cannot be read
 */
export const readAddress = (path: string): Address => {
  const at = path.indexOf('?')
  const before = at < 0 ? path : path.slice(0, at)
  const after = at < 0 ? '' : path.slice(at + 1)
  const pairs = after
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const middle = pair.indexOf('=')
      const [name, value] = middle < 0 ? [pair, ''] : [pair.slice(0, middle), pair.slice(middle + 1)]
      return [decode(name), decode(value.replaceAll('+', ' '))]
    })
  return { segments: splitTop(before, '/').map(readSegment), query: new Map(pairs) }
}
