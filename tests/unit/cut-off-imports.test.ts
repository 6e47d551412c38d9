// Imports that were cut off while they were stored: nobody was told of them, and their rows have names, so they go.

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createOutdatedRows } from '../../shared/channel/store/outdated-rows.ts'
import type { ImportRow, PartnerImport } from '../../shared/domain/partner-import.ts'
import { removeOutdatedRows } from '../../shared/headquarters/jobs/remove-outdated-rows.ts'
import { createAuditTrail } from '../../shared/headquarters/store/audit-trail.ts'
import { createPartnerImports } from '../../shared/headquarters/store/partner-imports.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { remove } from '../../shared/platform/table.ts'
import { keptLog } from '../support/http-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const start = Date.parse('2026-11-20T08:00:00.000Z')
const hour = 3_600_000
const rowsOf = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, at) => ({
    line: at + 2,
    name: `Company ${at}`,
    organizationId: deriveId('row', at),
    outcome: 'Waiting',
  }))

const desk = () => {
  const table = memoryTable()
  const imports = createPartnerImports(table)
  const headOf = (name: string, rows: number): PartnerImport => ({
    importId: deriveId('import', name),
    at: new Date(start).toISOString(),
    who: 'kim',
    rows,
    digest: 'd',
  })
  /** An import of which the head was never stored. */
  const cutOff = async (name: string, rows: number) => {
    const head = headOf(name, rows)
    await imports.add(head, rowsOf(rows))
    await table.write('imports', [remove(`import|${head.importId}`)])
    return head.importId
  }
  const run = (at: number) => {
    const job = removeOutdatedRows({
      outdatedRows: createOutdatedRows(memoryTable(), undefined, imports),
      auditTrail: createAuditTrail({ table: memoryTable(), now: () => new Date(at), newId: randomUUID }),
      keepHeldDays: 30,
      now: () => new Date(at),
      log: keptLog().log,
    })
    return job()
  }
  return { imports, headOf, cutOff, run }
}

it('their rows go after a day, however many there are', async () => {
  const { imports, cutOff, run } = desk()
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => cutOff(name, 500)))
  expect(await run(start + 23 * hour)).toEqual({ processed: 0, failed: 0 })
  expect(await run(start + 25 * hour)).toEqual({ processed: 1500, failed: 0 })
  for (const id of ids) expect(await imports.rows(id)).toEqual([])
})

it('an import that was stored whole stays, whatever has become of its rows', async () => {
  const { imports, headOf, cutOff, run } = desk()
  const head = headOf('whole', 3)
  await imports.add(head, rowsOf(3))
  const [first] = rowsOf(1)
  if (first) await imports.end(head.importId, { ...first, outcome: 'Made', number: 'H-000001' })
  await cutOff('cut', 2)
  expect(await run(start + 48 * hour)).toEqual({ processed: 2, failed: 0 })
  expect(await imports.rows(head.importId)).toEqual([
    { ...first, outcome: 'Made', number: 'H-000001' },
    ...rowsOf(3).slice(1),
  ])
})
