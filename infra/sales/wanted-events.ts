// The webhook endpoint, its steps and their images, as data: by them Sales tells of changes.
// https://learn.microsoft.com/power-apps/developer/data-platform/register-web-hook

import { endpointId, type WantedRow, type WantedStep } from './wanted.ts'

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/**
 * The endpoint that calls ReceiveSalesEvent with the key in a header.
 * @param url absent = whatever is set is right
 * @param key absent = it is not set anew
 */
export const wantedEndpoint = (url: string | undefined, key: string | undefined): WantedRow => ({
  what: 'webhook endpoint',
  set: 'serviceendpoints',
  key: 'serviceendpointid',
  id: endpointId,
  columns: { name: 'Commerce B2B Sales events', contract: 8, authtype: 5, ...(url === undefined ? {} : { url }) },
  ...(key === undefined
    ? {}
    : { secret: { authvalue: `<settings><setting name="x-sales-event-key" value="${xml(key)}"/></settings>` } }),
  component: true,
})

/** An asynchronous step after the operation: it can neither slow down nor refuse what people do in Sales. */
export const wantedStep = (step: WantedStep, messageId: string, filterId: string): WantedRow => ({
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
      id: endpointId,
    },
  ],
  onCreate: {
    'sdkmessageid@odata.bind': `/sdkmessages(${messageId})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${filterId})`,
  },
  stateful: true,
  component: true,
})

/** The columns of the row after the change that travel with the event. */
export const wantedImage = (step: WantedStep, image: NonNullable<WantedStep['image']>): WantedRow => ({
  what: `image of step ${step.message} of ${step.table}`,
  set: 'sdkmessageprocessingstepimages',
  key: 'sdkmessageprocessingstepimageid',
  id: image.id,
  columns: {
    name: 'lead',
    entityalias: 'lead',
    imagetype: 1,
    messagepropertyname: 'Target',
    attributes: image.attributes,
  },
  onCreate: { 'sdkmessageprocessingstepid@odata.bind': `/sdkmessageprocessingsteps(${step.id})` },
})
