// Reads the part of Bicep that the templates here use: tokens, declarations, and what is passed to modules. It is no
// compiler; the workflow Check runs the genuine one. https://learn.microsoft.com/azure/azure-resource-manager/bicep/file
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how the templates spell what they fill in.

export type Token = { readonly kind: 'name' | 'text' | 'number' | 'sign'; readonly text: string; readonly line: number }

const patterns = [
  ['space', /\s+|\/\/[^\n]*/y],
  ['name', /[A-Za-z_]\w*/y],
  ['number', /\d+/y],
  ['sign', /=>|==|!=|>=|<=|&&|\|\||[{}[\]().,:?=!<>@+\-*/%]/y],
] as const

/**
 * Splits a template into tokens. What is interpolated into a string follows the string's own token.
 * @throws Error with the line, where something cannot be read or a bracket has no partner
 */
export const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  const open: { sign: string; line: number }[] = []
  let at = 0
  const line = () => source.slice(0, at).split('\n').length
  const fail = (what: string): never => {
    throw new Error(`line ${line()}: ${what}`)
  }
  const bracket = (sign: string): void => {
    if ('{[('.includes(sign)) open.push({ sign, line: line() })
    else if ('}])'.includes(sign) && open.pop()?.sign !== '{[('['}])'.indexOf(sign)]) fail(`unexpected ${sign}`)
  }
  const text = (): void => {
    const start = line()
    const literal: string[] = []
    const inner: Token[] = []
    for (at += 1; source[at] !== "'"; at += 1) {
      const sign = source[at]
      if (sign === undefined || sign === '\n') fail('a string has no end')
      else if (sign === '\\') at += 1
      else if (sign === '$' && source[at + 1] === '{') {
        const from = at + 2
        for (let depth = 1; depth > 0; at += 1) {
          if (source[at + 2] === undefined || source[at + 2] === '\n') fail('an interpolation has no end')
          depth += source[at + 2] === '{' ? 1 : source[at + 2] === '}' ? -1 : 0
        }
        at += 1
        inner.push(...tokensOf(source.slice(from, at)).map((token) => ({ ...token, line: start })))
        literal.push('${}')
        continue
      }
      literal.push(source[at] ?? '')
    }
    at += 1
    tokens.push({ kind: 'text', text: literal.join(''), line: start }, ...inner)
  }
  while (at < source.length) {
    if (source[at] === "'") {
      text()
      continue
    }
    const found = patterns.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at
      const match = pattern.exec(source)?.[0]
      return match ? [{ kind, match }] : []
    })[0]
    if (!found) return fail(`${source[at]} cannot be read`)
    if (found.kind === 'sign') bracket(found.match)
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.match, line: line() })
    at += found.match.length
  }
  const left = open.pop()
  if (left) throw new Error(`line ${left.line}: ${left.sign} is never closed`)
  return tokens
}

export type Module = {
  readonly name: string
  readonly path: string
  readonly passed: readonly string[]
}

export type Template = {
  readonly tokens: readonly Token[]
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[]
  readonly variables: readonly string[]
  readonly resources: readonly { readonly name: string; readonly type: string }[]
  readonly modules: readonly Module[]
  readonly outputs: readonly string[]
}

/** The tokens of the block that opens at or after a place, without its braces. */
export const blockAt = (tokens: readonly Token[], from: number): readonly Token[] => {
  const start = tokens.findIndex(({ kind, text }, at) => at >= from && kind === 'sign' && text === '{')
  let depth = 0
  for (let at = start; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? { kind: 'sign', text: '' }
    if (kind === 'sign') depth += text === '{' ? 1 : text === '}' ? -1 : 0
    if (depth === 0) return tokens.slice(start + 1, at)
  }
  return []
}

/** Names of the members of a block, without those of inner objects and lists. */
export const membersOf = (block: readonly Token[]): string[] => {
  const names: string[] = []
  let depth = 0
  for (const [at, { kind, text }] of block.entries()) {
    if (kind === 'sign') depth += '{[('.includes(text) ? 1 : '}])'.includes(text) ? -1 : 0
    const next = block[at + 1]
    if (depth === 0 && kind === 'name' && next?.text === ':' && block[at - 1]?.text !== '?') names.push(text)
  }
  return names
}

/** Finds what a template declares. */
export const readTemplate = (source: string): Template => {
  const tokens = tokensOf(source)
  const declared = (keyword: string) =>
    [...tokens.entries()].flatMap(([at, { kind, text, line }]) =>
      kind === 'name' && text === keyword && tokens[at - 1]?.line !== line
        ? [{ at, name: tokens[at + 1]?.text ?? '' }]
        : [],
    )
  return {
    tokens,
    parameters: declared('param').map(({ at, name }) => ({ name, required: tokens[at + 3]?.text !== '=' })),
    variables: declared('var').map(({ name }) => name),
    resources: declared('resource').map(({ at, name }) => ({ name, type: tokens[at + 2]?.text ?? '' })),
    modules: declared('module').map(({ at, name }) => {
      const body = blockAt(tokens, at)
      const params = body.findIndex(({ text }, place) => text === 'params' && body[place + 1]?.text === ':')
      return { name, path: tokens[at + 2]?.text ?? '', passed: params < 0 ? [] : membersOf(blockAt(body, params)) }
    }),
    outputs: declared('output').map(({ name }) => name),
  }
}
