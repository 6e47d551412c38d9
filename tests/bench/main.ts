// npm run bench: holds the system against its budgets. Everything is a count, a size or a ratio of two things measured in
// the same run, so that the machine matters little. `npm run bench -- sizes operations` runs some of it only.

import { availableParallelism, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { buildApp } from '../../infra/local/build/build.ts'
import { catchUp } from './catch-up.ts'
import { coldStart } from './cold-start.ts'
import { leadWrites } from './lead-writes.ts'
import { manyPartners } from './many-partners.ts'
import { manyProspects } from './many-prospects.ts'
import { operations } from './operations.ts'
import { siteCalls } from './site-calls.ts'
import { sizes } from './sizes.ts'
import { type Line, printTable } from './table.ts'
import { throughput } from './throughput.ts'
import { waitingProspects } from './waiting-prospects.ts'

const root = resolve(import.meta.dirname, '..', '..')
const sections: Readonly<Record<string, () => Promise<Line[]>>> = {
  operations,
  'site-calls': siteCalls,
  sizes: () => sizes(root),
  'cold-start': () => coldStart(root),
  throughput: () => throughput(root),
  'lead-writes': leadWrites,
  'waiting-prospects': waitingProspects,
  'catch-up': catchUp,
  'many-partners': manyPartners,
  'many-prospects': manyProspects,
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in sections))
if (unknown !== undefined) throw new Error(`There is no "${unknown}"; there are ${Object.keys(sections).join(', ')}.`)

await buildApp(root)
const before = `Node.js ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`
const lines: Line[] = []
for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stderr.write(`Measuring ${name}…\n`)
  try {
    lines.push(...(await measure()))
  } catch (error) {
    console.error(`${name} could not be measured:`, error)
    process.exitCode = 1
  }
}
console.log(`${before} at the start, ${loadavg()[0]?.toFixed(1)} at the end`)
printTable(lines, (line) => console.log(line), process.stdout.isTTY)
