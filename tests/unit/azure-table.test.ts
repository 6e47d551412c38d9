// What is asked of the client of Azure Table storage, and what each of its answers and failures means. Against the real
// protocol the same table stands in the integration tests.

import { RestError, type TableClient } from '@azure/data-tables'
import { describe, expect, it } from 'vitest'
import { createAzureTable } from '../../shared/platform/azure-table.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { create, put, remove, removeUnchanged, replace } from '../../shared/platform/table.ts'
import { failureOf } from '../support/scripted-fetch.ts'

const row = { key: 'k', etag: 'W/"1"' }
const codes: Readonly<Record<number, string>> = {
  404: 'ResourceNotFound',
  409: 'EntityAlreadyExists',
  412: 'UpdateConditionNotSatisfied',
}
const single = (statusCode: number, code = codes[statusCode] ?? 'x') =>
  Object.assign(new RestError('refused', { statusCode }), { details: { odataError: { code } } })
const ofTransaction = (statusCode: number, code: string) => new RestError('refused', { statusCode, code })

/** A client that answers each call of a method in order, and notes what it was asked. */
const client = (answers: Partial<Record<string, readonly unknown[]>> = {}) => {
  const asked: unknown[][] = []
  const counts: Record<string, number> = {}
  const method =
    (name: string) =>
    async (...what: unknown[]) => {
      asked.push([name, ...what])
      const count = counts[name] ?? 0
      counts[name] = count + 1
      const answer = answers[name]?.[count]
      if (answer instanceof Error) throw answer
      // The SDK gives at least the headers of every answer, and of a transaction one for each row.
      return answer ?? { subResponses: [{ etag: 'W/"first"' }, { etag: 'W/"second"' }] }
    }
  const names = [
    'createEntity',
    'upsertEntity',
    'updateEntity',
    'deleteEntity',
    'submitTransaction',
    'getEntity',
    'createTable',
  ]
  const listEntities = (options: unknown) => ({
    byPage: async function* (settings: unknown) {
      asked.push(['listEntities', options, settings])
      for (const page of answers['pages'] ?? []) {
        if (page instanceof Error) throw page
        yield page
      }
    },
  })
  const made = { ...Object.fromEntries(names.map((name) => [name, method(name)])), listEntities }
  return { table: createAzureTable(made as unknown as TableClient, () => 'op-1'), asked }
}
const entity = (rowKey: string, data: unknown, more: object = {}) => ({
  rowKey,
  data: JSON.stringify(data),
  etag: 'W/"1"',
  ...more,
})
const sent = (rowKey: string, value: unknown) => ({
  partitionKey: 'p',
  rowKey,
  data: JSON.stringify(value),
  op: 'op-1',
})

describe('one change', () => {
  it.each([
    [create('k', { a: 1 }), ['createEntity', sent('k', { a: 1 })]],
    [put('k', { a: 1 }), ['upsertEntity', sent('k', { a: 1 }), 'Replace']],
    [replace(row, { a: 1 }), ['updateEntity', sent('k', { a: 1 }), 'Replace', { etag: 'W/"1"' }]],
    [remove('k'), ['deleteEntity', 'p', 'k', {}]],
    [removeUnchanged(row), ['deleteEntity', 'p', 'k', { etag: 'W/"1"' }]],
  ])('%j is one call', async (write, call) => {
    const { table, asked } = client()
    expect(await table.write('p', [write])).toBe('written')
    expect(asked).toEqual([call])
  })
})

describe('several changes', () => {
  it('are one transaction', async () => {
    const { table, asked } = client()
    expect(await table.write('p', [create('a', 1), put('b', 2), replace(row, 3), remove('d')])).toBe('written')
    expect(asked).toEqual([
      [
        'submitTransaction',
        [
          ['create', sent('a', 1)],
          ['upsert', sent('b', 2), 'Replace'],
          ['update', sent('k', 3), 'Replace', { etag: 'W/"1"' }],
          ['delete', { partitionKey: 'p', rowKey: 'd' }],
        ],
      ],
    ])
  })

  it('cannot hold a deletion of what must be unchanged', async () => {
    await expect(client().table.write('p', [put('a', 1), removeUnchanged(row)])).rejects.toThrow()
  })

  it('of none are no call', async () => {
    const { table, asked } = client()
    expect([await table.write('p', []), asked]).toEqual(['written', []])
  })
})

describe('a change on its own', () => {
  it('gives the ETag that the row has then', async () => {
    const { table, asked } = client({ createEntity: [{ etag: 'W/"2"' }] })
    expect([await table.writeOne('p', create('k', 1)), asked.length]).toEqual([{ etag: 'W/"2"' }, 1])
  })

  it('with others in its transaction gives the ETag of the one', async () => {
    const { table, asked } = client()
    expect(await table.writeOne('p', replace(row, 1), [put('b', 2)])).toEqual({ etag: 'W/"first"' })
    expect(asked.map(([name]) => name)).toEqual(['submitTransaction'])
  })

  it('gives the ETag of the row also after a lost answer', async () => {
    const { table } = client({ updateEntity: [single(412)], getEntity: [entity('a', 1, { op: 'op-1' })] })
    expect(await table.writeOne('p', replace(row, 1))).toEqual({ etag: 'W/"1"' })
  })

  it('says that it met another’s', async () => {
    const { table } = client({ updateEntity: [single(412)], getEntity: [entity('a', 1, { op: 'op-0' })] })
    expect(await table.writeOne('p', replace(row, 1))).toBe('conflict')
  })
})

describe('a refused change', () => {
  it.each([404, 409, 412])('with status %i is a conflict when the row there is another’s, or gone', async (status) => {
    const others = client({ createEntity: [single(status)], getEntity: [entity('k', 1, { op: 'op-0' })] })
    expect(await others.table.write('p', [create('k', 1)])).toBe('conflict')
    const gone = client({ createEntity: [single(status)], getEntity: [single(404)] })
    expect(await gone.table.write('p', [create('k', 1)])).toBe('conflict')
  })

  it('was our own success when the row bears our mark', async () => {
    const { table, asked } = client({
      submitTransaction: [ofTransaction(409, 'EntityAlreadyExists')],
      getEntity: [entity('b', 1, { op: 'op-1' })],
    })
    expect(await table.write('p', [remove('a'), create('b', 1)])).toBe('written')
    expect(asked.at(-1)).toEqual(['getEntity', 'p', 'b'])
  })

  it('of deletions alone is a conflict without another look', async () => {
    const { table, asked } = client({ deleteEntity: [single(412)] })
    expect([await table.write('p', [removeUnchanged(row)]), asked.length]).toEqual(['conflict', 1])
  })

  it.each([
    ['cannot be reached', new Error('ECONNRESET'), true],
    ['is too slow', single(408), true],
    ['is too busy', single(429), true],
    ['has a fault', single(500), true],
    ['is busy', single(503), true],
    ['does not know us', single(401, 'NoAuthenticationInformation'), true],
    ['does not let us in', single(403, 'AuthorizationPermissionMismatch'), true],
    ['is disabled', single(403, 'AccountIsDisabled'), true],
    ['is being deleted', single(409, 'TableBeingDeleted'), true],
    ['stands behind a page', single(404, ''), true],
    ['stands behind another page', new RestError('<html>', { statusCode: 409 }), true],
    ['stands behind a third', new RestError('<html>', { statusCode: 412 }), true],
    ['finds the request wrong', single(400), false],
    ['finds the request too large', single(413), false],
  ])('of a storage that %s throws, with the cause', async (_, cause, mayPass) => {
    for (const failing of [
      client({ createEntity: [cause] }).table.write('p', [create('k', 1)]),
      client({ getEntity: [cause] }).table.read('p', 'k'),
      client({ pages: [cause] }).table.range('p', 'a', 'b'),
    ]) {
      const error = await failureOf(failing)
      expect(error).toBeInstanceOf(Error)
      expect([error instanceof StorageUnavailable, (error as Error).cause]).toEqual([mayPass, cause])
    }
  })
})

describe('a table that is not there yet', () => {
  it.each([
    ['one change', single(404, 'TableNotFound'), [create('k', 1)], 'createEntity'],
    ['several', ofTransaction(404, 'TableNotFound'), [create('k', 1), put('l', 2)], 'submitTransaction'],
  ] as const)('is made for %s, which is then made again', async (_, refusal, writes, name) => {
    const { table, asked } = client({ [name]: [refusal] })
    expect(await table.write('p', writes)).toBe('written')
    expect(asked.map(([method]) => method)).toEqual([name, 'createTable', name])
  })

  it('is made once for one change, and then it is a conflict', async () => {
    const refusal = single(404, 'TableNotFound')
    const { table, asked } = client({ createEntity: [refusal, refusal], getEntity: [refusal] })
    expect(await table.write('p', [create('k', 1)])).toBe('conflict')
    expect(asked.filter(([method]) => method === 'createTable')).toHaveLength(1)
  })

  it('that cannot be made leaves storage unavailable', async () => {
    const { table } = client({ createEntity: [single(404, 'TableNotFound')], createTable: [single(409)] })
    await expect(table.write('p', [create('k', 1)])).rejects.toThrow()
  })

  it('has no rows', async () => {
    const refusal = single(404, 'TableNotFound')
    expect(await client({ getEntity: [refusal] }).table.read('p', 'k')).toBeUndefined()
    expect(await client({ pages: [refusal] }).table.range('p', 'a', 'b')).toEqual([])
  })
})

describe('a row', () => {
  it('is read with its key, ETag and value', async () => {
    const { table, asked } = client({ getEntity: [entity('k', { a: [1] })] })
    expect(await table.read('p', 'k')).toEqual({ key: 'k', etag: 'W/"1"', value: { a: [1] } })
    expect(asked).toEqual([['getEntity', 'p', 'k']])
  })

  it('that is not there is none', async () => {
    expect(await client({ getEntity: [single(404)] }).table.read('p', 'k')).toBeUndefined()
  })

  it('that is no JSON is given as the text that it is', async () => {
    const { table } = client({ getEntity: [{ rowKey: 'k', data: '{"cut' }] })
    expect(await table.read('p', 'k')).toEqual({ key: 'k', etag: '', value: '{"cut' })
  })
})

describe('a range of rows', () => {
  const pages = [[entity('a', 1), entity('b', 2)], [], [entity('c', 3), entity('d', 4)]]

  it('is asked for by partition and keys, quoted, and read page after page', async () => {
    const { table, asked } = client({ pages })
    expect((await table.range("p'1", "a'", "z'")).map(({ value }) => value)).toEqual([1, 2, 3, 4])
    expect(asked).toEqual([
      [
        'listEntities',
        { queryOptions: { filter: "PartitionKey eq 'p''1' and RowKey ge 'a''' and RowKey lt 'z'''" } },
        { maxPageSize: 1000 },
      ],
    ])
  })

  it.each([
    [1, [1]],
    [2, [1, 2]],
    [3, [1, 2, 3]],
    [9, [1, 2, 3, 4]],
  ])('ends after %i rows when no more are wanted', async (limit, values) => {
    const { table, asked } = client({ pages })
    expect((await table.range('p', 'a', 'z', limit)).map(({ value }) => value)).toEqual(values)
    expect(asked[0]?.[2]).toEqual({ maxPageSize: limit })
  })

  it('does not ask for a page more than it needs', async () => {
    const { table } = client({ pages: [[entity('a', 1), entity('b', 2)], new Error('asked for more')] })
    expect(await table.range('p', 'a', 'z', 2)).toHaveLength(2)
  })

  it('of nothing is empty', async () => {
    expect(await client({ pages: [single(404)] }).table.range('p', 'a', 'b')).toEqual([])
  })
})
