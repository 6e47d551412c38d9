// The rows of the service endpoint, of its steps and of their images: by them Sales tells of changes.
// https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook

import { type Events, endpointIds, eventsExplained, type WantedStep } from './steps.ts'
import type { QueueAddress, Transport, TransportName } from './transport.ts'
import type { WantedRow } from './wanted-row.ts'

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const common = {
  set: 'serviceendpoints',
  key: 'serviceendpointid',
  component: true,
  ifRefused: { connectionmode: 1, userclaim: 1, messageformat: 2, solutionnamespace: 'commerceb2b' },
} as const

/** The endpoint that calls ReceiveSalesEvent with the key in a header. */
const webhookEndpoint = (url: string | undefined, key: string | undefined, description: string): WantedRow => ({
  what: 'webhook endpoint',
  id: endpointIds.webhook,
  ...common,
  ifRefused: { ...common.ifRefused, path: 'sales-events' },
  columns: {
    name: 'Commerce B2B Sales events',
    description,
    contract: 8,
    authtype: 5,
    ...(url === undefined ? {} : { url }),
  },
  ...(key === undefined
    ? {}
    : { secret: { authvalue: `<settings><setting name="x-sales-event-key" value="${xml(key)}"/></settings>` } }),
})

/**
 * The endpoint that puts events onto the queue as JSON: contract 6, a persistent queue, authorized by a SAS key.
 * https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/serviceendpoint
 */
const queueEndpoint = (address: QueueAddress | undefined, description: string): WantedRow => ({
  what: 'Service Bus endpoint',
  id: endpointIds.servicebus,
  ...common,
  columns: {
    name: 'Commerce B2B Sales events (queue)',
    description,
    contract: 6,
    authtype: 2,
    connectionmode: 1,
    messageformat: 2,
    userclaim: 1,
    namespaceformat: 2,
    ...(address === undefined
      ? {}
      : { namespaceaddress: address.namespace, path: address.queue, saskeyname: address.keyName }),
  },
  ...(address === undefined ? {} : { secret: { saskey: address.key } }),
})

export const wantedEndpoint = (transport: Transport, events: Events = 'all'): WantedRow =>
  transport.name === 'webhook'
    ? webhookEndpoint(transport.url, transport.key, eventsExplained[events])
    : queueEndpoint(transport.address, eventsExplained[events])

/** An asynchronous step after the operation: it can neither slow down nor refuse what people do in Sales. */
export const wantedStep = (
  step: WantedStep,
  messageId: string,
  filterId: string,
  transport: TransportName,
): WantedRow => ({
  what: `step ${step.message} of ${step.table}`,
  set: 'sdkmessageprocessingsteps',
  key: 'sdkmessageprocessingstepid',
  id: step.id,
  columns: {
    name: `Commerce B2B: ${step.message} of ${step.table}`,
    stage: 40,
    mode: 1,
    rank: 1,
    supporteddeployment: 0,
    asyncautodelete: true,
    ...(step.filter === undefined ? {} : { filteringattributes: step.filter }),
  },
  links: [
    {
      property: 'eventhandler_serviceendpoint',
      column: '_eventhandler_value',
      set: 'serviceendpoints',
      id: endpointIds[transport],
    },
  ],
  onCreate: {
    'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
  },
  stateful: true,
  component: true,
})

/** The columns of the row that travel with the event: as they are after a change, as they were before a deletion. */
export const wantedImage = (step: WantedStep, image: NonNullable<WantedStep['image']>): WantedRow => ({
  what: `image of step ${step.message} of ${step.table}`,
  set: 'sdkmessageprocessingstepimages',
  key: 'sdkmessageprocessingstepimageid',
  id: image.id,
  columns: {
    name: 'lead',
    entityalias: 'lead',
    imagetype: step.message === 'Delete' ? 0 : 1,
    messagepropertyname: 'Target',
    attributes: image.attributes,
  },
  onCreate: { 'sdkmessageprocessingstepid@odata.bind': `/sdkmessageprocessingsteps(${step.id})` },
})
