// Starts the neighbours of the app: storage, Service Bus, Sales and the inbox, and installs in Sales what the app needs.

import { join } from 'node:path'
import { queueSettings } from '../../../functions/queues.ts'
import { createFetchToken, createTokenCache } from '../../../shared/sales/access-token.ts'
import { createDataverse } from '../../../shared/sales/dataverse.ts'
import { readEventsWanted } from '../../sales/cli/read-transport.ts'
import { installInSales } from '../../sales/plan/install.ts'
import { startInbox } from '../inbox/inbox.ts'
import { salesPages } from '../sales/pages/pages.ts'
import { type SalesOptions, startSales } from '../sales/sales.ts'
import { integrationApplicationId } from '../sales/seed.ts'
import { type ServiceBusOptions, startServiceBus } from '../service-bus/service-bus.ts'
import { type Azurite, startAzurite } from '../storage/azurite.ts'

export type NeighbourPorts = {
  readonly blob: number
  readonly queue: number
  readonly table: number
  readonly serviceBus: number
  readonly sales: number
  readonly inbox: number
}

export const anyPorts: NeighbourPorts = { blob: 0, queue: 0, table: 0, serviceBus: 0, sales: 0, inbox: 0 }

export type NeighbourOptions = {
  /** Where everything is kept; absent = in memory. */
  readonly folder?: string
  /** Reports progress. */
  readonly say?: (line: string) => void
  /** How Sales and the broker differ from idle ones nearby. */
  readonly sales?: Partial<SalesOptions>
  readonly serviceBus?: Partial<ServiceBusOptions>
  /** Gives the storage; absent = an Azurite of its own. */
  readonly openStorage?: () => Promise<Azurite>
  /** Called when one of them ended for good. */
  readonly onLost?: (reason: string) => void
}

/** Starts all neighbours but Sales; when one does not start, those that did are closed again. */
export const startWithoutSales = async (ports: NeighbourPorts, options: NeighbourOptions = {}) => {
  const { folder, say = () => undefined, openStorage, onLost } = options
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.reverse()) await closer()
  }
  const at = (name: string) => (folder ? { folder: join(folder, name) } : {})
  try {
    say('Starting storage (Azurite)…')
    const azurite = await (openStorage?.() ?? startAzurite({ ...at('azurite'), ports, say, ...(onLost && { onLost }) }))
    closers.push(azurite.close)
    say('Starting Service Bus…')
    const serviceBus = await startServiceBus({
      port: ports.serviceBus,
      queues: queueSettings,
      ...at('service-bus'),
      ...options.serviceBus,
    })
    closers.push(() => serviceBus.close())
    say('Starting the inbox…')
    const inbox = await startInbox({ port: ports.inbox, ...at('inbox') })
    closers.push(() => inbox.close())
    return { storage: azurite.connectionString, serviceBus, inbox, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Starts all neighbours; when one does not start, those that did are closed again. */
export const startNeighbours = async (ports: NeighbourPorts, options: NeighbourOptions = {}) => {
  const { folder, say = () => undefined } = options
  const others = await startWithoutSales(ports, options)
  try {
    say('Starting Sales…')
    const kept = folder ? { folder: join(folder, 'sales') } : {}
    const sales = await startSales({ port: ports.sales, pages: salesPages, ...kept, ...options.sales })
    const close = async () => {
      await sales.close()
      await others.close()
    }
    return { ...others, sales, close }
  } catch (error) {
    await others.close()
    throw error
  }
}

/** Installs in the Sales stand-in what `infra/sales` installs in a real organization, as its administrator. */
export const installLocally = async (
  salesUrl: string,
  eventsUrl: string,
  eventKey: string,
  settings: Readonly<Record<string, string | undefined>> = {},
): Promise<void> => {
  const secret = {
    authority: salesUrl,
    tenantId: 'local',
    clientId: 'administrator',
    clientSecret: 'administrator',
    resource: salesUrl,
  }
  const call = createDataverse(salesUrl, createTokenCache(createFetchToken(secret, fetch, Date.now), Date.now), fetch)
  await installInSales(call, {
    transport: { name: 'webhook', url: eventsUrl, key: eventKey },
    applicationId: integrationApplicationId,
    ...readEventsWanted(undefined, settings),
  })
}
