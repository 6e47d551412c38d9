// What may be registered: webhook and Service Bus endpoints, the steps that call them, and the images that go along.
// https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook
import { invalidArgument, notFound, SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import type { Values } from '../schema/types.ts'
import { isReference } from '../schema/types.ts'
import { readSettings } from './webhook-settings.ts'

const webhook = 8
/** Queue, Topic and Queue (Persistent). */
const brokered: ReadonlySet<unknown> = new Set([2, 5, 6])
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

const checkUrl = (text: unknown): void => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalidArgument('The url of a webhook must be an absolute http or https address.')
  }
  if (loopback.has(url.hostname) || url.port === '') return
  throw invalidArgument('Webhooks can only be sent to ports 80 and 443.')
}

const checkQueue = (values: Values): void => {
  if (!/^sb:\/\/[^/]+\/?$/.test(String(values['namespaceaddress'] ?? '')))
    throw invalidArgument('The namespace address of a Service Bus endpoint must be sb://<namespace>/.')
  if (!values['path']) throw new SalesError(400, '0x80040200', "Required field 'path' is missing.")
  if (values['authtype'] !== 2) throw invalidArgument('A Service Bus endpoint uses the authentication type SASKey (2).')
  if (!values['saskeyname'] || !values['saskey'])
    throw new SalesError(400, '0x80050203', 'The SAS key of a Service Bus endpoint and its name are required.')
}

/**
 * Checks a service endpoint.
 * @throws SalesError 400: no usable address, or an authvalue that does not fit the authtype (0x80050203, 0x80050204)
 */
export const checkEndpoint = ({ traits }: Org, values: Values): void => {
  const missing = traits.wholeEndpoints && ['path', 'solutionnamespace'].find((name) => !values[name])
  if (missing) throw new SalesError(400, '0x80040200', `Required field '${missing}' is missing.`)
  if (brokered.has(values['contract'])) checkQueue(values)
  if (values['contract'] !== webhook) return
  checkUrl(values['url'])
  const type = values['authtype']
  const value = values['authvalue']
  if (type !== 4 && type !== 5 && type !== 6) {
    throw invalidArgument(
      'A webhook uses the authentication types WebhookKey (4), HttpHeader (5) or HttpQueryString (6).',
    )
  }
  if (typeof value !== 'string') throw new SalesError(400, '0x80050203', 'The authvalue of a webhook is required.')
  if (type !== 4 && !readSettings(value)) {
    throw new SalesError(
      400,
      '0x80050204',
      'The authvalue must be <settings> with at least one <setting name="" value="" />.',
    )
  }
}

const required = (values: Values, name: string) => {
  const value = values[name]
  if (isReference(value)) return value
  throw new SalesError(400, '0x80040200', `Required field '${name}' is missing.`)
}

const checkFiltering = (org: Org, message: unknown, tableName: string, names: string): void => {
  const table = org.schema.byName(tableName)
  if (!table || message !== 'Update') throw invalidArgument('Filtering attributes are for Update of one table only.')
  for (const name of names.split(',').map((part) => part.trim())) {
    if (!table.columns[name]) throw invalidArgument(`The table '${tableName}' has no column '${name}' to filter by.`)
  }
}

/**
 * Checks a step: asynchronous steps run after the operation only, a webhook needs an endpoint, and the filter must
 * belong to the message.
 */
export const checkStep = (org: Org, values: Values): void => {
  const message = required(values, 'sdkmessageid')
  required(values, 'eventhandler')
  if (values['mode'] === 1 && values['stage'] !== 40) {
    throw invalidArgument('Asynchronous steps can only be registered in the PostOperation stage (40).')
  }
  if (values['mode'] !== 1) {
    throw invalidArgument('This organization calls webhooks asynchronously only (mode 1).')
  }
  const messageName = org.store.get('sdkmessage', message.id)?.values['name']
  const filter = values['sdkmessagefilterid']
  const filterRow = isReference(filter) ? org.store.get('sdkmessagefilter', filter.id) : undefined
  const owner = filterRow?.values['sdkmessageid']
  if (filterRow && (!isReference(owner) || owner.id !== message.id)) {
    throw invalidArgument('The message filter does not belong to the message.')
  }
  const filtering = values['filteringattributes']
  if (typeof filtering === 'string') {
    checkFiltering(org, messageName, String(filterRow?.values['primaryobjecttypecode'] ?? ''), filtering)
  }
}

// Which property of each message an image is taken of.
// https://learn.microsoft.com/power-apps/developer/data-platform/register-plug-in
const imageProperties: Readonly<Record<string, readonly string[]>> = {
  Assign: ['Target'],
  Create: ['Target', 'Id', 'id'],
  Delete: ['Target'],
  SetState: ['EntityMoniker'],
  Update: ['Target'],
}

/** Checks an image: the message must support it, and there is no row before a create nor after a delete. */
export const checkImage = (org: Org, values: Values): void => {
  const step = required(values, 'sdkmessageprocessingstepid')
  const row = org.store.get('sdkmessageprocessingstep', step.id)
  if (!row) throw notFound('sdkmessageprocessingstep', step.id)
  const message = row.values['sdkmessageid']
  const name = isReference(message) ? String(org.store.get('sdkmessage', message.id)?.values['name']) : ''
  const properties = imageProperties[name]
  if (!properties) throw new SalesError(400, '0x8004416d', `The message ${name} does not support images.`)
  if (!properties.includes(String(values['messagepropertyname']))) {
    const given = String(values['messagepropertyname'])
    throw new SalesError(400, '0x8004416b', `Message property name '${given}' is not valid on message ${name}.`)
  }
  // Which of the codes about images stands for this one is not documented.
  if (name === 'Create' && values['imagetype'] !== 1)
    throw new SalesError(400, '0x80044189', 'There is no pre-image on Create.')
  if (name === 'Delete' && values['imagetype'] !== 0)
    throw new SalesError(400, '0x80044189', 'There is no post-image on Delete.')
}
