// Goes through the tokens of an expression, one after the other.
import { badRequest, type SalesError } from '../base/errors.ts'
import { type Token, tokenize } from './tokens.ts'

export type Cursor = {
  /** The next token, or the one after it; at the end, one of type `end`. */
  peek(ahead?: 0 | 1): Token
  /** The next token; the cursor goes on to the one after it. */
  take(): Token
  /** Takes the next token if it is the given one. */
  skip(text: string): boolean
  /** Takes the next token. @throws SalesError 400 unless it is the given one */
  expect(text: string): void
  /** The message of a refusal of a token. */
  unexpected(token: Token): string
  /** The refusal of a token. */
  refuse(token: Token): SalesError
}

/** The values of parameter aliases, by their name with its `@`. */
export type Aliases = ReadonlyMap<string, string>

/** The tokens of an expression, in which an alias is what it stands for. */
const resolved = (text: string, aliases: Aliases): Token[] =>
  tokenize(text).flatMap((token) => {
    if (token.type !== 'alias') return [token]
    const value = aliases.get(token.text)
    if (value === undefined) throw badRequest(`The parameter alias '${token.text}' has no value.`)
    return tokenize(value).filter(({ type }) => type !== 'end')
  })

/** @throws SalesError 400 at what is no token, and for an alias without a value */
export const createCursor = (text: string, aliases: Aliases = new Map()): Cursor => {
  const tokens = resolved(text, aliases)
  let next = 0
  const peek = (ahead = 0): Token => tokens[next + ahead] ?? { type: 'end', text: '', at: text.length }
  const take = (): Token => {
    const token = peek()
    next += 1
    return token
  }
  const unexpected = (token: Token): string =>
    `Syntax error: unexpected '${token.text}' at position ${token.at} in '${text}'.`
  const refuse = (token: Token): SalesError => badRequest(unexpected(token))
  return {
    peek,
    take,
    skip: (wanted) => {
      if (peek().text !== wanted) return false
      next += 1
      return true
    },
    expect: (wanted) => {
      const token = take()
      if (token.text !== wanted) throw refuse(token)
    },
    unexpected,
    refuse,
  }
}
