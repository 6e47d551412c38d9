// What Stryker loads of ours: it tries the changes that are drawn, and none in what a thrown error says of itself.
// https://stryker-mutator.io/docs/stryker-js/plugins/

import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { changeAt, isDrawn, type Position } from './changes.ts'

type Mutant = {
  readonly id: string
  readonly fileName: string
  readonly replacement: string
  readonly location: { readonly start: Position; readonly end: Position }
}
type CheckResult = { readonly status: 'passed' } | { readonly status: 'compileError'; readonly reason: string }

/** Set for each run by main.ts: from 0 to 1. */
const share = Number(process.env['MUTATION_SHARE'] ?? '1')

const fromOne = ({ line, column }: Position): Position => ({ line: line + 1, column: column + 1 })

const check = async (mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> => {
  const results: Record<string, CheckResult> = {}
  for (const { id, fileName, replacement, location } of mutants) {
    const file = relative(process.cwd(), fileName).replaceAll('\\', '/')
    const place = { start: fromOne(location.start), end: fromOne(location.end) }
    const drawn = isDrawn(changeAt(file, readFileSync(fileName, 'utf8'), place, replacement), share)
    results[id] = drawn ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' }
  }
  return results
}

const drawn = () => ({
  init: async (): Promise<void> => undefined,
  check,
  group: async (mutants: readonly Mutant[]): Promise<string[][]> => [mutants.map(({ id }) => id)],
})

type Node = { readonly type: string; readonly callee?: { readonly name?: string } }
type NodePath = { readonly node: Node; readonly parent: Node | null }

/** People who mend the code read these words; nothing that it does depends on them. */
const wordsOfErrors = {
  shouldIgnore: ({ node, parent }: NodePath): string | undefined => {
    const isText = node.type === 'StringLiteral' || node.type === 'TemplateLiteral'
    const isOfError = parent?.type === 'NewExpression' && parent.callee?.name?.endsWith('Error') === true
    return isText && isOfError ? 'what a thrown error says of itself' : undefined
  },
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'drawn', factory: drawn },
  { kind: 'Ignore', name: 'words-of-errors', value: wordsOfErrors },
]
