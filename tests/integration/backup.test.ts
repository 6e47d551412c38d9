// A backup holds every row as it was, and a restore brings exactly that back, or says why not.

import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../infra/backup/backup.ts'
import { type BackupStore, folderStore } from '../../infra/backup/backup-store.ts'
import { lotsOf, restore } from '../../infra/backup/restore.ts'
import type { Tables } from '../../infra/backup/tables.ts'
import { contents, failing, fill, oddRow, plainRow, tablesOf } from '../support/some-rows.ts'
import { openStorage } from '../support/storage.ts'

let folder = ''
let store: BackupStore
let source: Tables
let target: Tables
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  store = folderStore(folder)
  source = tablesOf((await openStorage()).connectionString)
  target = tablesOf((await openStorage()).connectionString)
})
afterEach(() => rmSync(folder, { recursive: true }))

const now = () => new Date('2030-01-02T03:04:05Z')
const said: string[] = []
const say = (line: string) => said.push(line)
const back = (tables = source) => backUp(tables, store, now, say)
const bring = (tables = target, replace = false) => restore(tables, store, { replace, say })
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => plainRow(`p${at % 7}`, `k${String(at).padStart(5, '0')}`))

describe('backing up and restoring', () => {
  it('brings back every row and every type, of all tables but the host’s', async () => {
    await fill(source, 'Channel', [oddRow('a', '1'), oddRow('a', "2'%"), oddRow('ä 中', '')])
    await fill(source, 'Headquarters', many(2300))
    await fill(source, 'DualWrite', [])
    await fill(source, 'AzureFunctionsDiagnosticEvents202611', [plainRow('a', '1')])
    const manifest = await back()
    expect(manifest.tables.map(({ name, parts }) => [name, parts.map(({ rows }) => rows)])).toEqual([
      ['Channel', [3]],
      ['DualWrite', []],
      ['Headquarters', [1000, 1000, 300]],
    ])
    await bring()
    for (const name of ['Channel', 'Headquarters', 'DualWrite'])
      expect(await contents(target, name)).toEqual(await contents(source, name))
    expect((await target.names()).sort()).toEqual(['Channel', 'DualWrite', 'Headquarters'])
    expect(statSync(join(folder, 'manifest.json')).mode & 0o077).toBe(0)
  })

  it('tells how many rows changed meanwhile', async () => {
    await fill(source, 'Channel', many(5))
    const manifest = await backUp(source, store, () => new Date(0), say)
    expect(manifest.tables[0]?.changedMeanwhile).toBe(5)
  })

  it('takes rows that are as large as storage allows', async () => {
    const large = Array.from({ length: 12 }, (_, at) => ({
      ...plainRow('a', String(at).padStart(2, '0')),
      properties: Object.fromEntries(
        Array.from({ length: 15 }, (__, piece) => [`data${piece}`, { type: 'String', value: 'ä'.repeat(32_000) }]),
      ),
    }))
    await source.make('Channel')
    for (const row of large) await source.put('Channel', [row])
    await back()
    await bring()
    expect(await contents(target, 'Channel')).toEqual(await contents(source, 'Channel'))
  })

  it('puts rows into transactions that storage takes', () => {
    const lots = lotsOf([...many(250)].sort((a, b) => (a.partition < b.partition ? -1 : 1)))
    expect(lots.flat()).toHaveLength(250)
    for (const lot of lots) expect(new Set(lot.map(({ partition }) => partition)).size).toBe(1)
    expect(lotsOf(Array.from({ length: 250 }, (_, at) => plainRow('a', String(at)))).map((lot) => lot.length)).toEqual([
      100, 100, 50,
    ])
    const heavy = Array.from({ length: 10 }, (_, at) => plainRow('a', String(at), 'x'.repeat(900_000)))
    expect(lotsOf(heavy).map((lot) => lot.length)).toEqual([2, 2, 2, 2, 2])
  })
})

describe('a run that is cut off', () => {
  it('of a backup goes on where it was', async () => {
    await fill(source, 'Channel', many(2500))
    await fill(source, 'Headquarters', many(10))
    await expect(back(failing(source, 'page', 4))).rejects.toThrow('cut off')
    let pages = 0
    const counted: Tables = {
      ...source,
      page: (...args) => {
        pages += 1
        return source.page(...args)
      },
    }
    const manifest = await back(counted)
    expect(manifest.tables.map(({ parts }) => parts.length)).toEqual([3, 1])
    // One page asks for the mark of a restore, one was left of the first table, one is the second table.
    expect(pages).toBe(3)
    await bring()
    expect(await contents(target, 'Channel')).toHaveLength(2500)
  })

  it('of a restore goes on where it was, without being told to replace anything', async () => {
    await fill(source, 'Channel', many(2500))
    await back()
    await expect(bring(failing(target, 'put', 24))).rejects.toThrow('cut off')
    await expect(backUp(target, folderStore(join(folder, 'other')), now, say)).rejects.toThrow('is not finished')
    let puts = 0
    const counted: Tables = {
      ...target,
      put: (...args) => {
        if (args[0] === 'Channel') puts += 1
        return target.put(...args)
      },
    }
    await bring(counted)
    expect(await contents(target, 'Channel')).toEqual(await contents(source, 'Channel'))
    const whole = lotsOf(await contents(source, 'Channel')).length
    expect(puts).toBeLessThanOrEqual(whole - 10)
  })

  it('of a restore that takes out what was there goes on with that', async () => {
    await fill(source, 'Channel', many(20))
    await fill(target, 'Channel', [plainRow('old', 'a'), plainRow('older', 'b'), plainRow('oldest', 'c')])
    await back()
    await expect(bring(failing(target, 'remove', 2), true)).rejects.toThrow('cut off')
    await bring()
    expect(await contents(target, 'Channel')).toEqual(await contents(source, 'Channel'))
  })

  it('of another backup is not mixed with this one', async () => {
    await fill(source, 'Channel', many(2500))
    await back()
    await expect(bring(failing(target, 'put', 14))).rejects.toThrow('cut off')
    const other = folderStore(join(folder, 'other'))
    await backUp(source, other, () => new Date('2031-01-01'), say)
    await expect(restore(target, other, { replace: false, say })).rejects.toThrow('of another backup was begun')
    await restore(target, other, { replace: true, say })
    expect(await contents(target, 'Channel')).toHaveLength(2500)
  })
})

describe('what is refused', () => {
  it('writing over something, unless told to; then nothing of it stays', async () => {
    await fill(source, 'Channel', many(3))
    await back()
    await fill(target, 'Other', [plainRow('a', '1')])
    await fill(target, 'Channel', [plainRow('stray', '1')])
    await expect(bring()).rejects.toThrow('There is something in the table')
    expect(await contents(target, 'Channel')).toHaveLength(1)
    await bring(target, true)
    expect(await contents(target, 'Channel')).toEqual(await contents(source, 'Channel'))
    expect(await contents(target, 'Other')).toEqual([])
  })

  it('a place in which a backup is finished, or one of another storage was begun', async () => {
    await fill(source, 'Channel', many(1500))
    await fill(target, 'Channel', many(1))
    await expect(back(failing(source, 'page', 3))).rejects.toThrow('cut off')
    await expect(back(target)).rejects.toThrow('holds the beginning of a backup of')
    await expect(bring()).rejects.toThrow('was not finished')
    await back()
    await expect(back()).rejects.toThrow('holds a finished backup')
  })

  it('storage without tables, and a place without a backup', async () => {
    await expect(back()).rejects.toThrow('There are no tables')
    await expect(bring()).rejects.toThrow('There is no backup')
  })

  it.each([
    ['a part that was changed', (file: string) => writeFileSync(file, readFileSync(file).reverse())],
    ['a part that was cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 20))],
    ['a part that is missing', (file: string) => rmSync(file)],
  ])('%s, before anything is written', async (_, spoil) => {
    await fill(source, 'Channel', many(3))
    await back()
    const part = readdirSync(folder).find((name) => name.endsWith('.gz')) ?? ''
    spoil(join(folder, part))
    await expect(bring()).rejects.toThrow(part)
    expect(await target.names()).toEqual([])
  })

  it.each([
    ['no JSON', '{"v":'],
    ['another version', '{"v":2,"tables":[]}'],
  ])('a manifest that is %s', async (_, text) => {
    writeFileSync(join(folder, 'manifest.json'), text)
    await expect(bring()).rejects.toThrow('manifest.json')
  })

  it('a manifest whose order of parts was changed', async () => {
    await fill(source, 'Channel', many(2300))
    const manifest = await back()
    const tables = manifest.tables.map((table) => ({ ...table, parts: table.parts.toReversed() }))
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, tables }))
    await expect(bring()).rejects.toThrow('is not what was written')
  })

  it('to call it done when storage holds something else afterwards', async () => {
    await fill(source, 'Channel', many(30))
    await back()
    const losing: Tables = {
      ...target,
      put: (name, rows) => target.put(name, name === 'Channel' ? rows.slice(0, -1) : rows),
    }
    await expect(bring(losing)).rejects.toThrow('rows instead of 30')
    const busy: Tables = {
      ...target,
      put: (name, rows) =>
        target.put(name, name === 'Channel' ? rows.map((row) => plainRow(row.partition, row.key, 'x')) : rows),
    }
    await expect(bring(busy, true)).rejects.toThrow('does the app still run')
  })

  it('a folder that nobody may write to, with the reason', async () => {
    await fill(source, 'Channel', many(1))
    const file = join(folder, 'file')
    writeFileSync(file, '')
    chmodSync(file, 0o400)
    await expect(backUp(source, folderStore(join(file, 'inside')), now, say)).rejects.toThrow(/ENOTDIR/)
  })
})
