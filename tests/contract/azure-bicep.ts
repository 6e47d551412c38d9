// Reads templates through their syntax tree, with the grammar that editors use. It knows the language and not what the
// names mean; the workflow Check runs the genuine compiler. https://github.com/tree-sitter-grammars/tree-sitter-bicep

import { createRequire } from 'node:module'
import { Language, type Node as ParsedNode, Parser } from 'web-tree-sitter'

/** A node of the tree: `kind` is the grammar's name of it, `signs` are the words and signs between its children. */
export type Node = {
  readonly kind: string
  readonly text: string
  readonly line: number
  readonly signs: readonly string[]
  readonly children: readonly Node[]
}

export type Template = {
  readonly root: Node
  readonly parameters: readonly Parameter[]
  readonly variables: readonly { readonly name: string; readonly value: Node }[]
  readonly resources: readonly Declared[]
  readonly modules: readonly Declared[]
  readonly outputs: readonly string[]
}

/** A parameter, with the text of its default (absent when it must be given) and of its decorators. */
export type Parameter = { readonly name: string; readonly default?: string; readonly decorators: string }

/** A resource (whose `type` is type and version) or a module (whose `type` is its path). */
export type Declared = {
  readonly name: string
  readonly type: string
  readonly isExisting: boolean
  readonly body: Node
}

await Parser.init()
const require = createRequire(import.meta.url)
const parser = new Parser()
parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')))

const nodeOf = (node: ParsedNode): Node => {
  if (node.isError || node.isMissing)
    throw new Error(`line ${node.startPosition.row + 1}: ${node.isMissing ? `${node.type} is missing` : 'unreadable'}`)
  const all = node.children.filter((child) => child.type !== 'comment')
  return {
    kind: node.type,
    text: node.text,
    line: node.startPosition.row + 1,
    signs: all.filter((child) => !child.isNamed).map((child) => child.text),
    children: all.filter((child) => child.isNamed || child.isMissing).map(nodeOf),
  }
}

/** All nodes of one kind at or below a node, in the order of the text. */
export const nodesOf = (node: Node, kind: string): Node[] => [
  ...(node.kind === kind ? [node] : []),
  ...node.children.flatMap((child) => nodesOf(child, kind)),
]

/** The value of a string; what is filled in stands as `{}`. */
export const stringOf = (node: Node): string =>
  node.children.map((part) => (part.kind === 'string_content' ? part.text : '{}')).join('')

export type Member = { readonly name: string; readonly value: Node }

/** The members of an object; none when the node is something else. */
export const membersOf = (node: Node | undefined): Member[] =>
  (node?.kind === 'object' ? node.children : []).flatMap(({ kind, children: [key, value] }) =>
    kind === 'object_property' && key && value
      ? [{ name: key.kind === 'string' ? stringOf(key) : key.text, value }]
      : [],
  )

/** The value at a path such as `properties.sku.name`. */
export const valueAt = (object: Node | undefined, path: string): Node | undefined =>
  path
    .split('.')
    .reduce<Node | undefined>((at, name) => membersOf(at).find((member) => member.name === name)?.value, object)

const missing = (line: number, what: string): never => {
  throw new Error(`line ${line}: ${what} is missing`)
}

const readOnce = (source: string): Template => {
  const tree = parser.parse(source)
  if (!tree) throw new Error('The parser gave up.')
  const root = nodeOf(tree.rootNode)
  tree.delete()
  const declared = (kind: string) =>
    root.children
      .filter((node) => node.kind === kind)
      .map((node) => ({ node, name: node.children.find((child) => child.kind === 'identifier')?.text ?? '' }))
  const blocks = (kind: string): Declared[] =>
    declared(kind).map(({ node, name }) => ({
      name,
      type: stringOf(node.children.find((child) => child.kind === 'string') ?? missing(node.line, 'the type')),
      isExisting: node.signs.includes('existing'),
      body: nodesOf(node, 'object')[0] ?? missing(node.line, 'the body'),
    }))
  return {
    root,
    parameters: declared('parameter_declaration').map(({ node, name }) => {
      const before = root.children[root.children.indexOf(node) - 1]
      return {
        name,
        ...(node.signs.includes('=') ? { default: node.children.at(-1)?.text ?? '' } : {}),
        decorators: before?.kind === 'decorators' ? before.text : '',
      }
    }),
    variables: declared('variable_declaration').map(({ node, name }) => ({
      name,
      value: node.children.at(-1) ?? missing(node.line, 'the value'),
    })),
    resources: blocks('resource_declaration'),
    modules: blocks('module_declaration'),
    outputs: declared('output_declaration').map(({ name }) => name),
  }
}

const known = new Map<string, Template>()

/**
 * Reads a template; the same text is read once.
 * @throws Error with the line, where something cannot be read
 */
export const readTemplate = (source: string): Template => {
  const template = known.get(source) ?? readOnce(source)
  known.set(source, template)
  return template
}
