// Planted mistakes in how memory ends.

import type { Variant } from './app.ts'
import { withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

/** Rows that are never taken away. */
const left = (form: RegExp): Variant =>
  withWrites('headquarters', (write) => (write.op === 'delete' && form.test(write.key) ? undefined : write))

type Value = Readonly<Record<string, unknown>>

const rule = 'I22 what was erased stays erased'
const shows = 'memory ends'

export const memoryMutants: Readonly<Record<string, Mutant>> = {
  'search key left': { variant: left(/^person\|/), shows, caughtBy: rule },
  'key of an address left': { variant: left(/^address\|/), shows, caughtBy: rule },
  'holder of a company left': { variant: left(/^(domain|email|name)\|/), shows, caughtBy: rule },
  'line of a mail left': { variant: left(/^list\|Mails/), shows, caughtBy: rule },
  'mail left': { variant: left(/\|m\|/), shows, caughtBy: rule },
  'names left in a list': {
    variant: withWrites('headquarters', (write) =>
      /^list\|Rejected\|/.test(write.key) && write.op === 'put' && (write.value as Value)['erased'] ? undefined : write,
    ),
    shows,
    caughtBy: rule,
  },
  'erasure begun without an intent': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('wait|') ? undefined : write)),
    shows: 'memory ends, cut off',
    caughtBy: rule,
  },
}
