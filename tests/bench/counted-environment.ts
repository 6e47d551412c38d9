// The whole local environment with everything that costs money counted: table transactions, Service Bus operations,
// calls of Dataverse by the app and mails.

import { startEnvironment } from '../support/environment.ts'
import { type CountingProxy, type Counts, startCountingProxy, tableRequest } from './counting-proxy.ts'

export type Cost = {
  readonly storage: number
  readonly serviceBus: number
  readonly dataverse: number
  readonly mails: number
  /** Table transactions, Service Bus operations and Dataverse calls by name. */
  readonly parts: Counts
}

const sum = (counts: Counts): number => Object.values(counts).reduce((total, each) => total + each, 0)

const difference = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, value]): [string, number] => [name, value - (before[name] ?? 0)])
      .filter(([, value]) => value !== 0),
  )

export const minus = (cost: Cost, other: Cost): Cost => ({
  storage: cost.storage - other.storage,
  serviceBus: cost.serviceBus - other.serviceBus,
  dataverse: cost.dataverse - other.dataverse,
  mails: cost.mails - other.mails,
  parts: difference(cost.parts, other.parts),
})

// Only people do this, never the app.
const ofSalespeople = ['QualifyLead', 'WinOpportunity']
const token = /token/i

/**
 * Service Bus is billed per operation: a send is one, a locked delivery one, its settlement one.
 * @param settings that differ from those of a laptop
 */
export const startCountedEnvironment = async (settings: Record<string, string> = {}) => {
  let proxy: CountingProxy | undefined
  const env = await startEnvironment(settings, false, {
    detour: async (addresses) => {
      const { storage } = addresses
      const endpoint = /TableEndpoint=(http:\/\/[^/;]+)/.exec(storage)?.[1]
      if (endpoint === undefined) throw new Error('The storage connection names no table endpoint.')
      proxy = await startCountingProxy(endpoint, tableRequest)
      return { ...addresses, storage: storage.replace(`TableEndpoint=${endpoint}`, `TableEndpoint=${proxy.url}`) }
    },
  })
  const total = (): Cost => {
    const tables = proxy?.counts() ?? {}
    const { requests, byOperation } = env.sales.stats()
    const { sends, receives, settles } = env.serviceBus.stats()
    const byPeople = ofSalespeople.reduce((sum, name) => sum + (byOperation[name] ?? 0), 0)
    const byApp = Object.entries(byOperation).filter(([name]) => !ofSalespeople.includes(name) && !token.test(name))
    return {
      storage: sum(tables),
      serviceBus: sends + receives + settles,
      dataverse: requests - byPeople,
      mails: env.inbox.stats().sends,
      parts: { ...tables, ...Object.fromEntries(byApp), sends, receives, settles },
    }
  }
  return {
    env,
    /** What a piece of work costs, with everything it sets off. */
    costOf: async (work: () => Promise<void>): Promise<Cost> => {
      const before = total()
      await work()
      return minus(total(), before)
    },
    close: async () => {
      await env.close()
      await proxy?.close()
    },
  }
}

export type CountedEnvironment = Awaited<ReturnType<typeof startCountedEnvironment>>

/** `storage / Service Bus / Dataverse / mails`, as the budgets have them. */
export const figuresOf = ({ storage, serviceBus, dataverse, mails }: Cost): number[] => [
  storage,
  serviceBus,
  dataverse,
  mails,
]

export const partsOf = ({ parts }: Pick<Cost, 'parts'>): string =>
  Object.entries(parts)
    .map(([name, value]) => `${value} ${name}`)
    .join(', ') || 'nothing'
