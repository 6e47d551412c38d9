// The whole local environment for one test file: own ports, nothing on disk, jobs that run only when the test says so.

import { resolve } from 'node:path'
import { timers } from '../../functions/timers.ts'
import { startHost } from '../../infra/local/host/host.ts'
import { localSecrets, localSettings, type Neighbours } from '../../infra/local/start/local-settings.ts'
import { anyPorts, installLocally, type NeighbourOptions, startNeighbours } from '../../infra/local/start/neighbours.ts'
import { freePort } from './free-port.ts'
import { openStorage } from './storage.ts'
import { watchAnswers } from './watched-fetch.ts'

const root = resolve(import.meta.dirname, '..', '..')

// The first of January at midnight: jobs of a test run by hand.
const never = '0 0 0 1 1 *'
const schedules = Object.fromEntries(Object.values(timers).map(({ schedule }) => [schedule, never]))
/** Most tests count the mails of decisions; those of what comes before ask for the mail *Request received*. */
const receipts = { MAIL_RECEIVED: 'false' }
export const secretsInMemory = {
  statusToken: 'status-token-secret-of-the-tests-0123456789',
  salesEventKey: 'sales-event-key-of-the-tests',
}

type EnvironmentOptions = Pick<NeighbourOptions, 'folder' | 'sales' | 'serviceBus'> & {
  /** The addresses given to the app in place of the real ones, such as ones through a proxy. */
  readonly detour?: (addresses: Neighbours) => Promise<Neighbours>
  /** The app that runs; this project, unless a test runs a package of it. */
  readonly appFolder?: string
  /** Whether every answer that fetch gets is held against its description; true, unless the app dies on purpose. */
  readonly holdAnswers?: boolean
}

export type Environment = Awaited<ReturnType<typeof startEnvironment>>

/**
 * Starts everything; whatever was started is closed again, the last first, when something does not start.
 * @param overrides settings that differ from those of a laptop
 * @param enableAuth enforce keys and identities
 */
export const startEnvironment = async (
  overrides: Record<string, string> = {},
  enableAuth = false,
  options: EnvironmentOptions = {},
) => {
  const { folder, detour = async (addresses) => addresses, appFolder = root, holdAnswers = true } = options
  const running = await startNeighbours(anyPorts, { ...options, ...(folder === undefined ? { openStorage } : {}) })
  const closers = [running.close]
  const close = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer()
  }
  try {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const secrets = folder === undefined ? secretsInMemory : localSecrets(folder)
    await installLocally(running.sales.url, `${url}/api/sales/events`, secrets.salesEventKey, overrides)
    const addresses = await detour({
      storage: running.storage,
      serviceBus: running.serviceBus.connectionString,
      salesUrl: running.sales.url,
      inboxUrl: running.inbox.url,
      publicUrl: url,
    })
    const settings: Record<string, string> = {
      ...localSettings(addresses, secrets, enableAuth),
      ...schedules,
      ...receipts,
      ...overrides,
    }
    const lines: string[] = []
    const host = await startHost({ appFolder, port, settings, enableAuth, log: (line) => lines.push(line) })
    closers.push(() => host.close())
    if (holdAnswers) {
      const endWatch = watchAnswers(url)
      // Asked last, when everything is closed.
      closers.unshift(async () => endWatch())
    }
    return {
      url,
      settings,
      secrets,
      host,
      lines,
      storage: running.storage,
      sales: running.sales,
      inbox: running.inbox,
      serviceBus: running.serviceBus,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
