// Storage for one environment of a test: an account of its own in the one Azurite that all files of a run share, since
// starting one takes longer than most tests. Outside of a test run, an Azurite of its own.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAzurite } from '../../infra/local/storage/azurite.ts'

export type Storage = { readonly connectionString: string; readonly close: () => Promise<void> }

// The file that starts the tests tells its workers by the environment, which they inherit.
const variable = 'SHARED_TEST_STORAGE'
const accounts = Array.from({ length: 600 }, (_, at) => `account${at}`)
const accountKey = Buffer.from('the key of every account in the tests').toString('base64')
const ports = { blob: 0, queue: 0, table: 0 }

/** Starts the storage that is shared by the tests of a run. @returns ends it */
export const startSharedStorage = async (): Promise<() => Promise<void>> => {
  const claims = mkdtempSync(join(tmpdir(), 'storage-'))
  process.env['AZURITE_ACCOUNTS'] = accounts.map((name) => `${name}:${accountKey}`).join(';')
  const azurite = await startAzurite({ ports })
  // What starts an Azurite of its own finds the account that is always there.
  delete process.env['AZURITE_ACCOUNTS']
  process.env[variable] = JSON.stringify({ claims, connectionString: azurite.connectionString })
  return async () => {
    await azurite.close()
    rmSync(claims, { recursive: true })
  }
}

/** Takes an account that nobody in this run took yet; making a folder succeeds for one process only. */
const claim = (claims: string): string => {
  for (const account of accounts) {
    try {
      mkdirSync(join(claims, account))
      return account
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
  throw new Error(`All ${accounts.length} accounts of the shared storage are taken.`)
}

/** Opens storage in memory in which nothing is yet. */
export const openStorage = async (): Promise<Storage> => {
  const shared = process.env[variable]
  if (shared === undefined) return startAzurite({ ports })
  const { claims, connectionString } = JSON.parse(shared) as { claims: string; connectionString: string }
  const account = claim(claims)
  return {
    connectionString: connectionString
      .replace(/AccountKey=[^;]+/, `AccountKey=${accountKey}`)
      .replaceAll('devstoreaccount1', account),
    // The account goes with the storage at the end of the run.
    close: async () => undefined,
  }
}
