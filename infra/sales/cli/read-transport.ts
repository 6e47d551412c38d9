// Reads which way Sales announces changes, and where to.

import { queueOf } from '../../../shared/domain/messages.ts'
import type { Environment } from '../organization/environment.ts'
import { type Events, eventsNames } from '../wanted/steps.ts'
import type { QueueAddress, Transport, TransportName } from '../wanted/transport.ts'

/** The queue that changes in Sales come through. */
const queue = queueOf({ type: 'sales-change' })

/** Where the app receives events. */
const eventsPath = '/api/sales/events'

const isHere = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === 'localhost'

/** The first key of SALES_EVENT_KEYS: while two are accepted, the new one stands first. @throws Error when it is unfit */
const firstEventKey = (keys: string | undefined): string => {
  const key = keys?.split(',')[0]?.trim() ?? ''
  if (/^\S{16,}$/.test(key)) return key
  throw new Error(
    'Set SALES_EVENT_KEYS as for the app: one key of at least 16 characters, or two separated by a comma; the webhook gets the first.',
  )
}

/** @throws Error unless Dataverse can send to it: https on its standard port, or this machine for a local organization */
export const eventsAddress = (text: string | undefined, env: Environment): string => {
  const given = text ?? (env['PUBLIC_URL'] ? new URL(eventsPath, env['PUBLIC_URL']).href : undefined)
  if (!given) throw new Error('Say where the app receives events: --events-url https://<app>/api/sales/events')
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || (!isHere(url) && (url.protocol !== 'https:' || url.port !== '')))
    throw new Error(`Dataverse sends events to https addresses without a port only; ${given} is none.`)
  // The address of the app alone is meant as where it receives events.
  return url.pathname === '/' && url.search === '' ? new URL(eventsPath, url).href : url.href
}

/**
 * Reads the connection string of a shared access policy with the right Send.
 * https://learn.microsoft.com/power-apps/developer/data-platform/azure-integration
 * @throws Error when it is missing or incomplete; the message does not repeat it
 */
const queueAddress = (text: string | undefined): QueueAddress => {
  const fields = new Map(
    (text ?? '').split(';').map((part) => {
      const at = part.indexOf('=')
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()] as const
    }),
  )
  const [namespace, keyName, key] = ['endpoint', 'sharedaccesskeyname', 'sharedaccesskey'].map((name) =>
    fields.get(name),
  )
  if (!namespace?.startsWith('sb://') || !keyName || !key)
    throw new Error(
      `Set SALES_SERVICEBUS_CONNECTION to the connection string of a shared access policy that may send to the queue ${queue} (Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…).`,
    )
  const entity = fields.get('entitypath')
  if (entity !== undefined && entity !== queue)
    throw new Error(`SALES_SERVICEBUS_CONNECTION is for the queue ${entity}; the app reads ${queue}.`)
  return { namespace: namespace.endsWith('/') ? namespace : `${namespace}/`, queue, keyName, key }
}

/** @throws Error for another name */
export const readTransportName = (text: string): TransportName => {
  if (text === 'webhook' || text === 'servicebus') return text
  throw new Error(`--transport is webhook or servicebus; ${text} is neither.`)
}

/** @throws Error for another name */
const readEventsName = (text: string): Events => {
  const name = eventsNames.find((each) => each === text)
  if (name) return name
  throw new Error(`--events is ${eventsNames.join(', ')}; ${text} is none of them.`)
}

/**
 * Of what Sales is to tell: as an option says, or as the app needs it; absent where neither says anything.
 * @throws Error for another name
 */
export const readEventsWanted = (option: string | undefined, env: Environment): { readonly events?: Events } => {
  if (option !== undefined) return { events: readEventsName(option) }
  return env['CUSTOMERS_FROM_SALES'] === 'all' ? { events: 'customers' } : {}
}

/**
 * What the installation needs to know of the way that was chosen.
 * @param eventsUrl where the webhook calls; absent = below PUBLIC_URL
 * @throws Error naming what is missing or wrong
 */
export const readTransportSettings = (
  name: TransportName,
  eventsUrl: string | undefined,
  env: Environment,
): Transport =>
  name === 'servicebus'
    ? { name, address: queueAddress(env['SALES_SERVICEBUS_CONNECTION']) }
    : { name, url: eventsAddress(eventsUrl, env), key: firstEventKey(env['SALES_EVENT_KEYS']) }
