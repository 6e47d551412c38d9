// The same code tells the same random stories wherever it is run, and every change of it new ones: whoever has seen a commit
// pass knows what the next machine sees of it.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What random stories depend on, from the project's folder. */
const rooms = ['shared', 'functions', 'tests/support/faults', 'tests/proofs']

/** @returns a seed of 31 bits that stands for all files of what is tried and of what tries it */
export const seedOfCode = (root: string): number => {
  const hash = createHash('sha256')
  for (const room of rooms)
    for (const name of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.ts')) hash.update(readFileSync(join(root, room, name)))
  return hash.digest().readUInt32BE() & 0x7fff_ffff
}
