// The tokens of `$filter` expressions: names, literals and signs.
import { badRequest } from '../base/errors.ts'

export type Token = {
  type: 'word' | 'string' | 'number' | 'guid' | 'date' | 'symbol' | 'alias' | 'end'
  text: string
  at: number
}

const pattern =
  /\s*(?:(?<string>'(?:[^']|'')*'|"[^"]*")|(?<guid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(?<date>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w.]*(?:\/[A-Za-z_]\w*)*)|(?<alias>@[A-Za-z_]\w*)|(?<symbol>[(),:=[\]]))/iy

/** Splits an expression into tokens, ending with one of type `end`. @throws SalesError 400 at what is no token */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const found = Object.entries(match?.groups ?? {}).find(([, value]) => value !== undefined)
    if (!match || !found) throw badRequest(`Syntax error at position ${at} in '${text}'.`)
    at = pattern.lastIndex
    const [type, value] = found as [Token['type'], string]
    tokens.push({ type, text: value, at: at - value.length })
  }
  return [...tokens, { type: 'end', text: '', at: text.length }]
}

/** The text of a string literal, in which a quote is written twice; values of aliases may be in JSON's quotes. */
export const unquote = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1) : text.slice(1, -1).replaceAll("''", "'")
