// Somebody else changes a row in the moment before it is written on condition: at any one write of any story nothing is lost.

import { expect, it, vi } from 'vitest'
import type { Table, Write } from '../../shared/platform/table.ts'
import { withTable } from '../support/faults/mutant-tools.ts'
import { scenarios } from '../support/faults/scenarios.ts'
import { trial } from '../support/faults/trial.ts'

vi.mock('../../shared/platform/shards.ts', () => import('../support/faults/few-shards.ts'))

/** A mail's row is left out: only the provider's events change it meanwhile, and they bring it to its end. */
const isConditional = (write: Write): boolean =>
  'etag' in write && write.etag !== undefined && !write.key.includes('|m|')

/** Somebody touches a row in the moment before it is written on condition; `at` counts such writes of the table. */
const touchedAt = (name: 'channel' | 'headquarters' | 'errors', at: number) => {
  let seen = 0
  const touch = async (table: Table, partition: string, writes: readonly Write[]): Promise<void> => {
    const guarded = writes.find(isConditional)
    if (!guarded) return
    seen += 1
    if (seen - 1 !== at) return
    const row = await table.read(partition, guarded.key)
    // What yet another one stored meanwhile stays.
    const { key } = guarded
    if (row) await table.write(partition, [{ op: 'replace', key, value: row.value, etag: row.etag }])
  }
  const variant = withTable(name, (table) => ({
    write: async (partition, writes) => {
      await touch(table, partition, writes)
      return table.write(partition, writes)
    },
  }))
  return { variant, seen: () => seen }
}

it.each(Object.entries(scenarios))(
  '%s: at any one write is no reason for anything to be lost',
  async (story, scenario) => {
    let touched = 0
    for (const name of ['channel', 'headquarters', 'errors'] as const) {
      const none = touchedAt(name, -1)
      await trial(scenario, new Map(), { variant: none.variant })
      for (let at = 0; at < none.seen(); at += 1) {
        const { violations } = await trial(scenario, new Map(), { variant: touchedAt(name, at).variant })
        expect({ name, at, violations }).toEqual({ name, at, violations: [] })
        touched += 1
      }
    }
    console.log(`somebody faster, ${story}: ${touched} writes`)
    expect(touched).toBeGreaterThan(0)
  },
)
