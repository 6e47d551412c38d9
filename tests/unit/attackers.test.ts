// How many attempts each of ten attackers gets through: measured, and told in docs/operate.md as it was measured.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { attackerTable } from '../support/attackers.ts'

const limits = { address: 10, network: 300, total: 6000 }

it('ten attackers get through what the handbook says', async () => {
  const table = await attackerTable(limits)
  console.log(table)
  const handbook = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operate.md'), 'utf8')
  expect(handbook).toContain(table)
}, 120_000)
