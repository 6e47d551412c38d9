// Finds the storage and the place of the backup, from what the app itself is given: a connection string, or an identity.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { TableClient, TableServiceClient } from '@azure/data-tables'
import { DefaultAzureCredential } from '@azure/identity'
import { readPorts } from '../local/start/ports.ts'
import { runningOn } from '../local/start/run-file.ts'
import { startAzurite } from '../local/storage/azurite.ts'
import { type BackupStore, folderStore } from './backup-store.ts'
import { containerStore, type Wait } from './container-store.ts'
import { createTables, type Tables } from './tables.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const retryOptions = { maxRetries: 6, retryDelayInMs: 500, maxRetryDelayInMs: 20_000 }

const byConnectionString = (connection: string): Omit<Connected, 'close'> => {
  const options = { allowInsecureConnection: true, retryOptions }
  const service = TableServiceClient.fromConnectionString(connection, options)
  const open = (name: string) => TableClient.fromConnectionString(connection, name, options)
  return { tables: createTables({ about: service.url, service, table: open }), open }
}

export type Connected = {
  readonly tables: Tables
  /** Opens one table by its name. */
  readonly open: (name: string) => TableClient
  readonly close: () => Promise<void>
}

const stays = async (): Promise<void> => undefined

const byIdentity = (url: string): Omit<Connected, 'close'> => {
  const credential = new DefaultAzureCredential()
  const open = (name: string) => new TableClient(url, name, credential, { retryOptions })
  const service = new TableServiceClient(url, credential, { retryOptions })
  return { tables: createTables({ about: url, service, table: open }), open }
}

/** The storage of `npm start`: the one that runs, else its files, served for as long as this takes. */
const connectLocally = async ({ environment, stateFolder, writes }: Wanted): Promise<Connected> => {
  const { AZURITE_TABLE_PORT: table } = readPorts(environment)
  const isRunning = (await runningOn(stateFolder)) !== undefined
  if (isRunning && writes) throw new Error('npm start runs: stop it first, because it would write at the same time.')
  const folder = join(stateFolder, 'azurite')
  if (!isRunning && !writes && !existsSync(folder)) throw new Error(`There is no state of npm start in ${stateFolder}.`)
  const azurite = await startOrUse(isRunning ? table : undefined, folder)
  return { ...byConnectionString(azurite.connectionString), close: azurite.close }
}

// The account every Azurite has: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
const local = (port: number) =>
  `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=http://127.0.0.1:${port}/devstoreaccount1;`

const startOrUse = async (runningPort: number | undefined, folder: string) =>
  runningPort === undefined
    ? startAzurite({ folder, ports: { blob: 0, queue: 0, table: 0 } })
    : { connectionString: local(runningPort), close: stays }

export type Wanted = {
  /** Address of the table service, such as https://account.table.core.windows.net; opened as who is signed in. */
  readonly address: string | undefined
  readonly environment: Environment
  /** Where `npm start` keeps its state. */
  readonly stateFolder: string
  /** Whether something will be written. */
  readonly writes: boolean
}

/**
 * The tables: of the address that is given, else of the app's own settings, else of `npm start` on this machine.
 * @throws Error when the address is none, or `npm start` would write at the same time
 */
export const connectTables = async (wanted: Wanted): Promise<Connected> => {
  const { address, environment } = wanted
  const resource = address ?? environment['AzureWebJobsStorage__tableServiceUri']
  const connection = environment['AzureWebJobsStorage']
  if (resource === undefined)
    return connection ? { ...byConnectionString(connection), close: stays } : connectLocally(wanted)
  if (!URL.canParse(resource) || new URL(resource).protocol !== 'https:')
    throw new Error(`${resource} is not the address of a table service, which begins with https://`)
  return { ...byIdentity(resource.replace(/\/$/, '')), close: stays }
}

const loopback = /^(localhost|127\.0\.0\.1)$/

/**
 * The place of a backup: a folder, or an address of blob storage with a container in its path.
 * @throws Error when the address names no container, or is not encrypted
 */
export const openPlace = (place: string, send: typeof fetch, wait: Wait): BackupStore => {
  if (!/^https?:\/\//.test(place)) return folderStore(place)
  const url = new URL(place)
  if (url.protocol !== 'https:' && !loopback.test(url.hostname)) throw new Error('Backups are sent encrypted only.')
  if (url.pathname.split('/').filter(Boolean).length < 2)
    throw new Error('Name the container and the backup: https://account.blob.core.windows.net/backups/2026-12-01')
  const credential = url.searchParams.has('sig') ? undefined : new DefaultAzureCredential()
  const getToken = async () => (await credential?.getToken('https://storage.azure.com/.default'))?.token
  return containerStore(url, getToken, send, wait)
}
