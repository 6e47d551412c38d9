// The Dataverse organization that stands in for Dynamics 365 Sales on a laptop and in tests: token endpoint, Web API
// v9.2, webhooks and the salesperson's pages on one loopback port.
import { createServer } from 'node:http'
import { onlyThisMachine } from '../own-host.ts'
import type { SalesApi } from './base/api.ts'
import { addCrowd, type CrowdOptions } from './crowd.ts'
import { applyCustomizations } from './definitions/customizations.ts'
import { raiseEvent } from './events/raise.ts'
import { createCounter } from './http/counter.ts'
import type { SalesFaults } from './http/faults.ts'
import { createLimiter, defaultLimit, type RateLimit } from './http/limits.ts'
import { listen, type Pages } from './http/listener.ts'
import { createTokens } from './http/token.ts'
import type { Org } from './organization/session.ts'
import type { OrganizationTraits } from './organization/traits.ts'
import { type Backup, restore, type TokensAfterRestore } from './restore.ts'
import { createSchema } from './schema/schema.ts'
import { administratorId, integrationUserId, salespersonId, seed } from './seed.ts'
import { createFileJournal, createMemoryJournal } from './store/journal.ts'
import { openStore } from './store/store.ts'
import { handle } from './web-api/handle.ts'
import { startDispatcher } from './webhooks/dispatcher.ts'
import type { WebhookFaults } from './webhooks/faults.ts'

export type SalesOptions = {
  /** 0 takes any free port. */
  port: number
  /** Where rows are kept; without it they are kept in memory only. */
  folder?: string
  now?: () => Date
  /** How long every request of the Web API takes at least; the requests in a batch take it one after the other. */
  latencyMs?: number
  rateLimit?: RateLimit
  /** In what the organization differs from an English one with one business unit. */
  traits?: OrganizationTraits
  faults?: SalesFaults
  webhookFaults?: WebhookFaults
  pages?: Pages
}

export type Sales = {
  url: string
  /** HTTP requests to the Web API, and how often each operation was asked for (parts of batches and tokens included). */
  stats(): { requests: number; byOperation: Record<string, number> }
  /**
   * Puts very many rows of other people into the organization, at once and for next to no memory: they are made when
   * they are read. They answer reads, filters, change tracking and writes as others do; a filter by `modifiedon` or by
   * columns in which they do not differ (such as own columns, which are empty) skips them as an index would. Gone when
   * the organization stops.
   */
  addCrowd(options: CrowdOptions): void
  /** A copy of the whole organization as it is now. */
  backUp(): Backup
  /** Puts the whole organization back to the copy. */
  restore(backup: Backup, tokens?: TokensAfterRestore): void
  /** Resolves when all queued webhook deliveries are done. */
  webhooksIdle(): Promise<void>
  close(): Promise<void>
}

const users = {
  administrator: { id: administratorId },
  integration: { id: integrationUserId },
  salesperson: { id: salespersonId },
}

const clients = {
  administrator: { secret: 'administrator', user: users.administrator },
  integration: { secret: 'integration', user: users.integration },
  salesperson: { secret: 'salesperson', user: users.salesperson },
}

/**
 * Starts the organization on 127.0.0.1.
 * @throws when the port is taken or the folder cannot be written
 */
export const startSales = async (options: SalesOptions): Promise<Sales> => {
  const now = options.now ?? (() => new Date())
  const address = { port: options.port }
  const store = openStore(options.folder === undefined ? createMemoryJournal() : createFileJournal(options.folder))
  const serviceRoot = () => `http://127.0.0.1:${address.port}/api/data/v9.2/`
  const { traits = {} } = options
  const org: Org = { schema: createSchema(traits.secured, traits.dualWrite), store, traits, now, serviceRoot }
  applyCustomizations(org)
  seed(org)
  const engine = { org, raise: raiseEvent }
  const counter = createCounter()
  const pagesApi: SalesApi = async (method, path, body, headers = {}) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    return handle(engine, users.salesperson, { method, path, headers: lower, body })
  }
  const listener = {
    engine,
    tokens: createTokens(clients, now),
    limiter: createLimiter(options.rateLimit ?? defaultLimit, now),
    counter,
    latencyMs: options.latencyMs ?? 0,
    faults: options.faults,
    pages: options.pages,
    pagesApi,
    origins: () => [`http://127.0.0.1:${address.port}`, `http://localhost:${address.port}`],
  }
  const server = onlyThisMachine(
    createServer((request, response) => {
      void listen(listener, request, response)
    }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const bound = server.address()
  if (typeof bound === 'object' && bound) address.port = bound.port
  const dispatcher = startDispatcher(org, { organization: '127.0.0.1', faults: options.webhookFaults })
  return {
    url: `http://127.0.0.1:${address.port}`,
    stats: () => counter.stats(),
    addCrowd: (crowd) => addCrowd(org, crowd),
    backUp: () => store.copy(),
    restore: (backup, tokens = 'refused') => restore(org, backup, tokens),
    webhooksIdle: () => dispatcher.idle(),
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      await closed
      await dispatcher.close()
      store.close()
    },
  }
}
