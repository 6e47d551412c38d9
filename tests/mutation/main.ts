// npm run mutation: changes the code in small ways, a drawn sample in each folder, and lists those that the fast tests do
// not notice. `npm run mutation -- shared/domain functions/serve.ts` tries these alone, `--share=1` every
// change, `--again` only those that went unnoticed the last time.

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { changeKey } from './changes.ts'
import { createCompiler } from './compiles.ts'
import equivalents from './equivalents.json' with { type: 'json' }
import { folders } from './folders.ts'
import { runStryker, type Tried } from './run-stryker.ts'

const root = resolve(import.meta.dirname, '..', '..')
const { values, positionals } = parseArgs({
  options: { share: { type: 'string' }, again: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.find((name) => !folders.some((folder) => folder.name === name))
if (unknown !== undefined)
  throw new Error(`There is no "${unknown}"; there are ${folders.map(({ name }) => name).join(', ')}.`)

// Changes that change nothing anybody could see, each with the reason.
const known = new Set(equivalents.map(changeKey))
const oneLine = (code: string): string => code.replaceAll(/\s+/g, ' ').slice(0, 100)
const tellSurvivor = ({ file, start, code, replacement }: Tried): string =>
  `  ${file}:${start.line}:${start.column}  ${oneLine(code)}  →  ${oneLine(replacement)}`

const table: string[] = []
const survivors: string[] = []
for (const folder of folders) {
  if (positionals.length > 0 && !positionals.includes(folder.name)) continue
  const share = values.share === undefined ? folder.share : Number(values.share)
  const drawn = await runStryker(root, { ...folder, share }, values.again)
  const compiles = createCompiler(root)
  const equivalent = drawn.filter((change) => !change.noticed && known.has(changeKey(change)))
  const refused = drawn.filter((change) => !change.noticed && !equivalent.includes(change) && !compiles(change))
  const tried = drawn.filter((change) => !equivalent.includes(change) && !refused.includes(change))
  const unnoticed = tried.filter((change) => !change.noticed)
  const noticed = tried.length - unnoticed.length
  const reached = tried.length === 0 ? 1 : noticed / tried.length
  if (reached < folder.bar) process.exitCode = 1
  const cells = [folder.name.padEnd(20), drawn.length, refused.length, equivalent.length, tried.length, noticed]
  const percent = `${(reached * 100).toFixed(1)} %`
  table.push([...cells, percent, `${folder.bar * 100} %`].map((cell) => String(cell).padStart(9)).join(' '))
  survivors.push(folder.name, ...unnoticed.map(tellSurvivor))
}

console.log(survivors.join('\n'))
const heads = ['drawn', 'no types', 'equal', 'tried', 'noticed', 'share', 'bar']
console.log([`\n${'folder'.padEnd(20)}`, ...heads.map((head) => head.padStart(9))].join(' '))
console.log(table.join('\n'))
