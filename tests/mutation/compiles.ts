// Whether the types allow a change. One that does not compile can reach nobody, so no test has to notice it.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tried } from './run-stryker.ts'

/** Puts the change into the source of its file. */
const changed = (source: string, { start, end, replacement }: Tried): string => {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  const offset = ({ line, column }: Tried['start']) => (starts[line - 1] ?? 0) + column - 1
  return source.slice(0, offset(start)) + replacement + source.slice(offset(end))
}

/** A copy of the code that is deployed, to compile changes in. */
export const createCompiler = (root: string) => {
  const folder = join(root, '.mutation', 'compile')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of ['functions', 'shared']) cpSync(join(root, name), join(folder, name), { recursive: true })
  const options = { incremental: true, tsBuildInfoFile: 'state' }
  const config = { extends: '../../tsconfig.json', compilerOptions: options, include: ['functions', 'shared'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const compile = (): boolean => spawnSync(process.execPath, [tsc, '-p', folder]).status === 0
  if (!compile()) throw new Error('The code does not compile as it is.')

  return (change: Tried): boolean => {
    const file = join(folder, change.file)
    const source = readFileSync(file, 'utf8')
    writeFileSync(file, changed(source, change))
    try {
      return compile()
    } finally {
      writeFileSync(file, source)
    }
  }
}
