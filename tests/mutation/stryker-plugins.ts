// What Stryker loads of ours: it tries the changes that are drawn, and none where only people who read the code or
// the compiler could notice.
// https://stryker-mutator.io/docs/stryker-js/plugins/

import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { changeAt, changeKey, isDrawn, type Position } from './changes.ts'

type Mutant = {
  readonly id: string
  readonly fileName: string
  readonly replacement: string
  readonly location: { readonly start: Position; readonly end: Position }
}
type CheckResult = { readonly status: 'passed' } | { readonly status: 'compileError'; readonly reason: string }

/** Set for each run: the share of changes that is drawn, from 0 to 1, and a file that names the only ones to try. */
const share = Number(process.env['MUTATION_SHARE'] ?? '1')
const file = process.env['MUTATION_KEYS']
const only = file === undefined ? undefined : new Set<string>(JSON.parse(readFileSync(file, 'utf8')))

const fromOne = ({ line, column }: Position): Position => ({ line: line + 1, column: column + 1 })

const check = async (mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> => {
  const results: Record<string, CheckResult> = {}
  for (const { id, fileName, replacement, location } of mutants) {
    const name = relative(process.cwd(), fileName).replaceAll('\\', '/')
    const place = { start: fromOne(location.start), end: fromOne(location.end) }
    const change = changeAt(name, readFileSync(fileName, 'utf8'), place, replacement)
    const isWanted = isDrawn(change, share) && (only === undefined || only.has(changeKey(change)))
    results[id] = isWanted ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' }
  }
  return results
}

const drawn = () => ({
  init: async (): Promise<void> => undefined,
  check,
  group: async (mutants: readonly Mutant[]): Promise<string[][]> => [mutants.map(({ id }) => id)],
})

type Node = { readonly type: string; readonly callee?: { readonly type?: string; readonly name?: string } }
type NodePath = { readonly node: Node; readonly parentPath: NodePath | null }

/** People who mend the code read these words; nothing that it does depends on them. */
const wordsOfErrors = {
  shouldIgnore: ({ node, parentPath }: NodePath): string | undefined => {
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral'
    const call = parentPath?.node
    const isOfError =
      call?.callee?.name?.endsWith('Error') === true ||
      call?.callee?.type === 'Super' ||
      (call?.type === 'NewExpression' && parentPath?.parentPath?.node.type === 'ThrowStatement')
    return isText && isOfError ? 'what a thrown error says of itself' : undefined
  },
}

/** `oneOf({ Open: true, … })` lists names in a way that lets the compiler see whether one is missing. */
const valuesOfNames = {
  shouldIgnore: ({ node, parentPath }: NodePath): string | undefined => {
    const call = parentPath?.node.type === 'ObjectProperty' ? parentPath.parentPath?.parentPath?.node : undefined
    return node.type === 'BooleanLiteral' && call?.callee?.name === 'oneOf' ? 'only its name counts' : undefined
  },
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'drawn', factory: drawn },
  { kind: 'Ignore', name: 'words-of-errors', value: wordsOfErrors },
  { kind: 'Ignore', name: 'values-of-names', value: valuesOfNames },
]
