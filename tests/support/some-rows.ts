// Tables full of all kinds of rows, to be backed up and restored.

import { TableClient, TableServiceClient } from '@azure/data-tables'
import { lotsOf } from '../../infra/backup/restore.ts'
import { type BackupRow, createTables, type Tables } from '../../infra/backup/tables.ts'

/** The tables of a storage account in the tests. */
export const tablesOf = (connectionString: string): Tables => {
  const options = { allowInsecureConnection: true }
  const service = TableServiceClient.fromConnectionString(connectionString, options)
  return createTables({
    about: service.url,
    service,
    table: (name) => TableClient.fromConnectionString(connectionString, name, options),
  })
}

/** A row with one property of each type that storage knows, and text that is hard to write. */
export const oddRow = (partition: string, key: string): BackupRow => ({
  partition,
  key,
  properties: {
    Binary: { type: 'Binary', value: Buffer.from([0, 255, 10]).toString('base64') },
    Boolean: { type: 'Boolean', value: false },
    DateTime: { type: 'DateTime', value: '2026-11-28T11:22:33.4567890Z' },
    Double: { type: 'Double', value: 0.1 },
    Guid: { type: 'Guid', value: 'c0ffee00-0000-4000-8000-000000000001' },
    Int32: { type: 'Int32', value: -7 },
    Int64: { type: 'Int64', value: '9007199254740993' },
    String: { type: 'String', value: 'line\nnext "quoted" \\ 你好 😀 \u2028 õäöü' },
    data: { type: 'String', value: 'x'.repeat(30_000) },
  },
})

export const plainRow = (partition: string, key: string, text = key): BackupRow => ({
  partition,
  key,
  properties: { data: { type: 'String', value: text }, op: { type: 'String', value: 'a' } },
})

/** Writes rows of any partitions, whatever their number. */
export const fill = async (tables: Tables, name: string, rows: readonly BackupRow[]): Promise<void> => {
  await tables.make(name)
  const partitions = Map.groupBy(rows, ({ partition }) => partition)
  for (const lot of partitions.values()) for (const rowsAtOnce of lotsOf(lot)) await tables.put(name, rowsAtOnce)
}

/** All rows of a table. */
export const contents = async (tables: Tables, name: string): Promise<BackupRow[]> => {
  const rows: BackupRow[] = []
  for (let next: string | undefined, isFirst = true; isFirst || next !== undefined; isFirst = false) {
    const page = await tables.page(name, 1000, next)
    rows.push(...page.rows)
    next = page.next
  }
  return rows
}

/** The same tables, but the call of this name fails at the given time it is made. */
export const failing = (tables: Tables, call: 'page' | 'put' | 'remove', atCall: number): Tables => {
  let calls = 0
  const fail = () => {
    calls += 1
    if (calls === atCall) throw new Error('cut off')
  }
  return {
    ...tables,
    [call]: async (...args: never[]) => {
      fail()
      return (tables[call] as (...given: never[]) => Promise<unknown>)(...args)
    },
  }
}
