// Describes what sites are told of changes, for programs that read such descriptions: the feed that they ask, and the calls
// of their own address. https://www.asyncapi.com/docs/reference/specification/v3.0.0

import { cloudEvents, cloudEventsBatch } from '../shared/channel/cloud-events.ts'
import { reference, type Schema, string } from '../shared/platform/json-schema.ts'
import { eventSchemas, sampleChanges } from './event-schemas.ts'
import { siteParameters } from './open-api-sites.ts'
import { routes } from './routes.ts'

const to = (path: string): Schema => ({ $ref: `#/${path}` })
const http = (more: Schema): Schema => ({ http: { ...more, bindingVersion: '0.3.0' } })
const headersOf = (names: Readonly<Record<string, string>>): Schema => ({
  type: 'object',
  required: Object.keys(names),
  properties: Object.fromEntries(
    Object.entries(names).map(([name, description]) => [name, { ...string, description }]),
  ),
})

/**
 * The AsyncAPI 3.0 document.
 * @param publicUrl origin under which the app is reached
 */
export const asyncApi = (publicUrl: string) => {
  const { host, protocol } = new URL(publicUrl)
  const examples = [{ name: 'oneOfEach', payload: cloudEvents('eu', publicUrl, sampleChanges) }]
  const batch = { contentType: cloudEventsBatch, payload: reference('CloudEvents'), examples }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'B2B partner onboarding: changes',
      version: '1.0.0',
      description:
        'Every change of a request, partner, user and mail of a channel as CloudEvents 1.0, with ids alone: at least once, and in order for each id. Leave out what has an id that is known.',
    },
    defaultContentType: cloudEventsBatch,
    servers: { app: { host, protocol: protocol.replace(':', '') } },
    channels: {
      feed: {
        address: `/${routes.ReadChannelChanges.route}`,
        description: `What a site asks for, with the header Accept: ${cloudEventsBatch}.`,
        servers: [to('servers/app')],
        messages: { changes: to('components/messages/Page') },
      },
      site: {
        address: null,
        description: 'The eventsUrl of a channel whose eventsFormat is cloudevents.',
        messages: { changes: to('components/messages/Call') },
      },
    },
    operations: {
      readChanges: {
        action: 'send',
        channel: to('channels/feed'),
        summary: 'Changes since a cursor, a hundred at the most.',
        security: [to('components/securitySchemes/site')],
        bindings: http({
          method: 'GET',
          query: {
            type: 'object',
            properties: Object.fromEntries(siteParameters.changes.map(({ name, schema }) => [name, schema] as const)),
          },
        }),
        messages: [to('channels/feed/messages/changes')],
      },
      tellChanges: {
        action: 'send',
        channel: to('channels/site'),
        summary: 'A signed call, repeated for three days with the same webhook-id and body until the site answers 2xx.',
        bindings: http({ method: 'POST' }),
        messages: [to('channels/site/messages/changes')],
      },
    },
    components: {
      messages: {
        Page: {
          ...batch,
          name: 'Page',
          headers: headersOf({ link: 'The address of the next call: <…>; rel="next".' }),
        },
        Call: {
          ...batch,
          name: 'Call',
          headers: headersOf({
            'webhook-id': 'The same for each repeat.',
            'webhook-timestamp': 'Seconds since 1970 at which it was signed.',
            'webhook-signature':
              'v1, and HMAC-SHA256 in base64 over id.timestamp.body; two where there are two secrets.',
          }),
        },
      },
      schemas: eventSchemas(publicUrl),
      securitySchemes: {
        site: { type: 'httpApiKey', in: 'header', name: 'x-site-key', description: 'Key of the site.' },
      },
    },
  }
}
