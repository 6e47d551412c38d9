// What Azurite answered for outlives its process, however that one ends, and a disk that takes nothing more makes it
// refuse instead of promise.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AzureNamedKeyCredential, TableClient } from '@azure/data-tables'
import { afterEach, describe, expect, it } from 'vitest'
import { type Azurite, startAzurite } from '../../infra/local/storage/azurite.ts'
import { openJournalFiles } from '../../infra/local/storage/journal-files.ts'
import { kill, stateFolder } from '../support/start-support.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const newFolder = (): string => {
  const { folder, remove } = stateFolder()
  closers.push(remove)
  return folder
}

const begin = async (folder: string) => {
  const lines: string[] = []
  const ports = { blob: 0, queue: 0, table: 0 }
  const azurite: Azurite = await startAzurite({ folder, ports, say: (line) => lines.push(line) })
  closers.push(azurite.close)
  const client = TableClient.fromConnectionString(azurite.connectionString, 'rows', {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  })
  return { azurite, client, lines }
}

/** The Azurite process whose location is the folder. */
const processOf = (folder: string): number => {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n')
  const row = rows.find((one) => one.includes('azurite-process') && one.includes(folder))
  return Number(row?.trim().split(' ')[0])
}

const valuesOf = async (client: TableClient): Promise<Record<string, unknown>> => {
  const found: Record<string, unknown> = {}
  for await (const row of client.listEntities<{ text: string }>()) found[`${row.partitionKey}/${row.rowKey}`] = row.text
  return found
}

// The account of every Azurite; its key is published.
const developmentAccount = new AzureNamedKeyCredential(
  'devstoreaccount1',
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
)
const processFile = join(import.meta.dirname, '..', '..', 'infra', 'local', 'storage', 'azurite-process.ts')

const table = '__azurite_db_table__.json'
const journals = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith(`${table}.journal-`))

describe('storage on a laptop', () => {
  it('is started again after a kill, with every row, change, deletion and batch it had answered for', async () => {
    const folder = newFolder()
    const { azurite, client, lines } = await begin(folder)
    await client.createTable()
    await client.createEntity({ partitionKey: 'a', rowKey: '1', text: 'first' })
    await client.createEntity({ partitionKey: 'a', rowKey: '2', text: 'gone' })
    await client.upsertEntity({ partitionKey: 'a', rowKey: '1', text: 'changed' }, 'Replace')
    await client.updateEntity({ partitionKey: 'a', rowKey: '1', more: 7 }, 'Merge')
    await client.deleteEntity('a', '2')
    await client.submitTransaction([
      ['create', { partitionKey: 'b', rowKey: '1', text: 'together' }],
      ['create', { partitionKey: 'b', rowKey: '2', text: 'together' }],
    ])
    await expect(
      client.submitTransaction([
        ['create', { partitionKey: 'b', rowKey: '3', text: 'never' }],
        ['create', { partitionKey: 'b', rowKey: '1', text: 'never' }],
      ]),
    ).rejects.toThrow()
    const expected = { 'a/1': 'changed', 'b/1': 'together', 'b/2': 'together' }

    kill(processOf(folder))
    await expect.poll(() => lines).toContain('Storage (Azurite) runs again.')
    expect(lines).toEqual(['Storage (Azurite) ended (SIGKILL); it is started again.', 'Storage (Azurite) runs again.'])
    expect(await valuesOf(client)).toEqual(expected)
    expect((await client.getEntity('a', '1'))['more']).toBe(7)

    // What was read back can be changed as before, and an end in order leaves one whole copy and no journal.
    await client.createEntity({ partitionKey: 'a', rowKey: '2', text: 'new' })
    await client.updateEntity({ partitionKey: 'b', rowKey: '1', text: 'apart' }, 'Merge')
    await azurite.close()
    expect(journals(folder)).toEqual([])
    const again = await begin(folder)
    expect(await valuesOf(again.client)).toEqual({ ...expected, 'a/2': 'new', 'b/1': 'apart' })
  })

  it.runIf(existsSync('/usr/bin/prlimit'))(
    'refuses all when the disk takes nothing more, and goes on when it does',
    async () => {
      const folder = newFolder()
      const { client, lines } = await begin(folder)
      await client.createTable()
      await client.createEntity({ partitionKey: 'a', rowKey: '1', text: 'before' })
      const pid = processOf(folder)
      const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])

      limit('64')
      const attempts = [2, 3, 4].map((row) =>
        client.createEntity({ partitionKey: 'a', rowKey: String(row), text: 'full' }),
      )
      expect((await Promise.allSettled(attempts)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'))
      // A row that may not be there after the next kill is not shown either.
      await expect(client.getEntity('a', '2')).rejects.toMatchObject({ statusCode: 503 })
      expect(lines.filter((line) => line.startsWith('Storage cannot be written'))).toHaveLength(1)

      limit('unlimited')
      await client.createEntity({ partitionKey: 'a', rowKey: '5', text: 'after' })
      await expect.poll(() => lines.at(-1)).toBe('Storage can be written again.')
      const held = await valuesOf(client)
      expect(held).toMatchObject({ 'a/1': 'before', 'a/5': 'after' })
      kill(pid)
      await expect.poll(() => lines.at(-1)).toBe('Storage (Azurite) runs again.')
      expect(await valuesOf(client)).toEqual(held)
    },
  )
})

describe('a journal', () => {
  const written = (): string => {
    const database = join(newFolder(), 'db.json')
    const files = openJournalFiles(database)
    for (const at of [1, 2, 3]) files.append({ at })
    return database
  }

  it('leaves out a last line that was cut off, wherever it was cut', () => {
    const database = written()
    const whole = readFileSync(`${database}.journal-1`)
    for (let length = 0; length <= whole.length; length += 1) {
      writeFileSync(`${database}.journal-1`, whole.subarray(0, length))
      const entries = openJournalFiles(database).read()
      const complete = whole.subarray(0, length).toString().split('\n').length - 1
      expect(entries).toEqual([{ at: 1 }, { at: 2 }, { at: 3 }].slice(0, complete))
    }
  })

  it('names the file and what to do when it is damaged elsewhere', () => {
    const database = written()
    const whole = readFileSync(`${database}.journal-1`, 'utf8')
    writeFileSync(`${database}.journal-1`, whole.replace('"at":2', '"at":9'))
    const damaged = `${database}.journal-1 is damaged in line 2. Put back a copy of the folder, or begin anew with npm start -- --fresh.`
    expect(() => openJournalFiles(database).read()).toThrow(damaged)
  })

  it('begins a new file with each process and each whole copy, and removes the older ones only then', () => {
    const database = written()
    appendFileSync(`${database}.journal-1`, '0000')
    const files = openJournalFiles(database)
    files.append({ at: 4 })
    const removeOlder = files.turn()
    files.append({ at: 5 })
    expect(files.read()).toEqual([1, 2, 3, 4, 5].map((at) => ({ at })))
    removeOlder()
    expect(openJournalFiles(database).read()).toEqual([{ at: 5 }])
  })
})

it('leaves no process behind when the one that started it is gone and its last copy never ends', {
  timeout: 60_000,
}, async () => {
  const folder = newFolder()
  const services = ['--blobPort', '0', '--queuePort', '0', '--tablePort', '0']
  const child = fork(processFile, ['--silent', '--disableTelemetry', ...services, '--location', folder], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  })
  closers.push(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  await expect.poll(() => said.match(/successfully listening/gi)?.length ?? 0, { timeout: 30_000 }).toBe(3)
  const address = `http://127.0.0.1:${/Table service is successfully listening at .*:(\d+)/.exec(said)?.[1]}/devstoreaccount1`
  const client = new TableClient(address, 'rows', developmentAccount, { allowInsecureConnection: true })
  await client.createTable()
  // Whatever opens a pipe that nobody reads waits for ever.
  execFileSync('mkfifo', [join(folder, `${table}~`)])
  const ended = once(child, 'exit')
  child.disconnect()
  expect((await ended)[1]).toBe('SIGKILL')
})
