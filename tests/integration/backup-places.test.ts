// Where backups lie and what they are taken of: a blob container, a folder, a running `npm start` or its files.

import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupCommand, type CommandContext, restoreCommand } from '../../infra/backup/commands.ts'
import { connectTables, openPlace } from '../../infra/backup/connect.ts'
import { containerStore } from '../../infra/backup/container-store.ts'
import { takeFolder } from '../../infra/local/start/run-file.ts'
import { startAzurite } from '../../infra/local/storage/azurite.ts'
import { createNumberSequences } from '../../shared/headquarters/store/number-sequences.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'
import { contents, fill, plainRow, tablesOf } from '../support/some-rows.ts'
import { openStorage } from '../support/storage.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const rows = Array.from({ length: 30 }, (_, at) => plainRow('a', `k${at}`, 'Ada Roth'))
const said: string[] = []
const context = (env: Record<string, string>): CommandContext => ({
  env,
  now: () => new Date('2030-01-02T03:04:05Z'),
  send: fetch,
  wait: async () => undefined,
  say: (line) => said.push(line),
  root: folder,
})

/** A shared access signature of the whole account: https://learn.microsoft.com/rest/api/storageservices/create-account-sas */
const signed = (connectionString: string): { blobs: string; query: string } => {
  const at = (name: string) => new RegExp(`${name}=([^;]+)`).exec(connectionString)?.[1] ?? ''
  const fields = { sv: '2023-11-03', ss: 'b', srt: 'sco', sp: 'rwlc', se: '2035-01-01T00:00:00Z' }
  const { sv, ss, srt, sp, se } = fields
  const text = [at('AccountName'), sp, ss, srt, '', se, '', '', sv, '', ''].join('\n')
  const sig = createHmac('sha256', Buffer.from(at('AccountKey'), 'base64'))
    .update(text)
    .digest('base64')
  return { blobs: at('BlobEndpoint'), query: new URLSearchParams({ ...fields, sig }).toString() }
}

describe('a blob container', () => {
  it('holds a backup that can be restored, and no folder is needed', async () => {
    const source = await openStorage()
    const target = await openStorage()
    await fill(tablesOf(source.connectionString), 'Channel', rows)
    const { blobs, query } = signed(source.connectionString)
    const made = await fetch(`${blobs}/backups?restype=container&${query}`, {
      method: 'PUT',
      headers: { 'x-ms-version': '2023-11-03' },
    })
    expect(made.status).toBe(201)
    const place = `${blobs}/backups/2030-01-02?${query}`
    said.length = 0
    expect(await backupCommand(['--to', place], context({ AzureWebJobsStorage: source.connectionString }))).toBe(0)
    expect(await restoreCommand(['--from', place], context({ AzureWebJobsStorage: target.connectionString }))).toBe(0)
    expect(await contents(tablesOf(target.connectionString), 'Channel')).toHaveLength(30)
    expect(said.join('\n')).toContain('30 rows are back')
    expect(said.join('\n')).toContain('Left out 1000 numbers from P-000001, C-000001, H-000001 on')
    const take = createNumberSequences(tablesOf(target.connectionString).asApp('Headquarters'))
    expect(await take('prospect')).toBe('P-001001')
    // Neither the signature nor anything of a row is said.
    expect(said.join('\n')).not.toMatch(/sig=|Ada/)
    expect(readdirSync(folder)).toEqual([])
  })

  const answering = async (statuses: readonly number[]) => {
    const left = [...statuses]
    const seen: string[] = []
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
      response.writeHead(left.shift() ?? 200).end('x')
    })
    const port = await listenLocally(server)
    return {
      seen,
      address: new URL(`http://127.0.0.1:${port}/account/backups/b?sig=secret`),
      close: () => closeLocally(server),
    }
  }

  it('is asked again when it is busy, with the token of who is signed in', async () => {
    const { address, seen, close } = await answering([503, 429, 200])
    const store = containerStore(
      address,
      async () => 'token',
      fetch,
      async () => undefined,
    )
    expect((await store.read('manifest.json'))?.toString()).toBe('x')
    expect(seen).toEqual(
      Array.from({ length: 3 }, () => 'GET /account/backups/b/manifest.json?sig=secret Bearer token'),
    )
    await close()
  })

  it('says what is refused, and nothing secret', async () => {
    const { address, close } = await answering([403, 404, 500, 500, 500, 500])
    const store = containerStore(
      address,
      async () => undefined,
      fetch,
      async () => undefined,
    )
    const refusal = store.write('a', Buffer.from('x'))
    await expect(refusal).rejects.toThrow('Storage Blob Data Contributor')
    await expect(refusal).rejects.not.toThrow('secret')
    expect(await store.read('a')).toBeUndefined()
    await expect(store.read('a')).rejects.toThrow('answered 500')
    await close()
    await expect(store.read('a')).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:\d+\/account\/backups\/b cannot be reached\.$/,
    )
  })

  it.each([
    ['http://storage.example/backups/b', 'encrypted'],
    ['https://storage.example/backups', 'Name the container'],
  ])('is not %s', (place, message) => {
    expect(() => openPlace(place, fetch, async () => undefined)).toThrow(message)
  })
})

describe('the storage of npm start', () => {
  const state = () => join(folder, 'state')
  const backups = () => join(state(), 'backups')

  it('is backed up while it runs and restored while it does not, without naming anything', async () => {
    const azurite = await startAzurite({ folder: join(state(), 'azurite'), ports: { blob: 0, queue: 0, table: 0 } })
    const { giveBack } = await takeFolder(state())
    const port = /TableEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(azurite.connectionString)?.[1] ?? ''
    const env = { LOCAL_STATE: 'state', AZURITE_TABLE_PORT: port }
    const tables = tablesOf(azurite.connectionString)
    try {
      await fill(tables, 'Channel', rows)
      expect(await backupCommand([], context(env))).toBe(0)
      await tables.remove('Channel', rows)
      const [name = ''] = readdirSync(backups())
      said.length = 0
      expect(await restoreCommand(['--from', join(backups(), name)], context(env))).toBe(1)
      expect(said).toEqual([expect.stringContaining('stop it first')])
    } finally {
      giveBack()
      await azurite.close()
    }
    const [name = ''] = readdirSync(backups())
    said.length = 0
    const code = await restoreCommand(['--from', join(backups(), name)], context(env))
    expect({ code, said: code === 0 ? [] : said }).toEqual({ code: 0, said: [] })
    const again = await startAzurite({ folder: join(state(), 'azurite'), ports: { blob: 0, queue: 0, table: 0 } })
    try {
      expect(await contents(tablesOf(again.connectionString), 'Channel')).toHaveLength(30)
    } finally {
      await again.close()
    }
  }, 60_000)

  it('is not made up where there is none', async () => {
    said.length = 0
    expect(await backupCommand([], context({ LOCAL_STATE: 'state' }))).toBe(1)
    expect(said).toEqual([expect.stringContaining('There is no state of npm start')])
    expect(existsSync(state())).toBe(false)
  })
})

describe('the commands', () => {
  it.each([
    [[], 'Say which backup'],
    [['--from', 'nowhere', '--storage', 'http://account.table.core.windows.net'], 'begins with https://'],
    [['--everything'], 'everything'],
    [['--from', 'nowhere', '--skip-numbers', 'many'], '--skip-numbers'],
  ])('restore %j is refused', async (args, message) => {
    said.length = 0
    expect(await restoreCommand(args, context({}))).toBe(1)
    expect(said.join('\n')).toContain(message)
  })

  it('prefer the address that is given, then the identity, then the connection string of the app', async () => {
    const about = async (address: string | undefined, environment: Record<string, string>) =>
      (await connectTables({ address, environment, stateFolder: folder, writes: false })).tables.about
    const identity = { AzureWebJobsStorage__tableServiceUri: 'https://app.table.core.windows.net/' }
    const text = 'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=aa==;TableEndpoint=http://127.0.0.1:9/a;'
    expect(await about('https://other.table.core.windows.net', identity)).toBe('https://other.table.core.windows.net')
    expect(await about(undefined, identity)).toBe('https://app.table.core.windows.net')
    expect(await about(undefined, { AzureWebJobsStorage: text })).toBe('http://127.0.0.1:9/a')
  })
})
