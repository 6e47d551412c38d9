// The description of what sites are told is AsyncAPI 3.0, and its examples are what is sent: a call of a site and a page of
// the feed are held against the schemas that it publishes.

import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { asyncApi } from '../../functions/async-api.ts'
import { sampleChanges } from '../../functions/event-schemas.ts'
import { cloudEvents } from '../../shared/channel/cloud-events.ts'
import { createChangeFeed } from '../../shared/channel/store/change-feed.ts'
import { createTellSite } from '../../shared/channel/tell-site.ts'
import { siteEventMessage } from '../../shared/domain/messages.ts'
import { memoryTable } from '../support/memory-table.ts'

const publicUrl = 'https://partners.example'
type Members = Record<string, unknown>
const document = JSON.parse(JSON.stringify(asyncApi(publicUrl))) as Members & { readonly components: Members }

const at = (path: string): unknown =>
  path
    .split('/')
    .slice(1)
    .reduce<unknown>((value, name) => (value as Members | undefined)?.[name], document)

const text = { type: 'string' }
const ref = { type: 'object', required: ['$ref'], additionalProperties: false, properties: { $ref: text } }
const refs = { type: 'array', minItems: 1, items: ref }
const all = (of: object) => ({ type: 'object', additionalProperties: of })
/** What the specification says of the objects that are used here. https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
const rules = {
  type: 'object',
  additionalProperties: false,
  required: ['asyncapi', 'info'],
  properties: {
    asyncapi: { const: '3.0.0' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      additionalProperties: false,
      properties: { title: text, version: text, description: text },
    },
    defaultContentType: text,
    servers: all({
      type: 'object',
      required: ['host', 'protocol'],
      additionalProperties: false,
      properties: { host: { type: 'string', pattern: '^[^/]+$' }, protocol: text },
    }),
    channels: all({
      type: 'object',
      additionalProperties: false,
      properties: {
        address: { type: ['string', 'null'], pattern: '^[^?#]*$' },
        description: text,
        servers: refs,
        messages: all(ref),
      },
    }),
    operations: all({
      type: 'object',
      required: ['action', 'channel'],
      additionalProperties: false,
      properties: {
        action: { enum: ['send', 'receive'] },
        channel: ref,
        summary: text,
        security: refs,
        bindings: all({ type: 'object' }),
        messages: refs,
      },
    }),
    components: {
      type: 'object',
      additionalProperties: false,
      properties: {
        messages: all({
          type: 'object',
          additionalProperties: false,
          properties: {
            name: text,
            contentType: text,
            headers: { type: 'object', required: ['type'], properties: { type: { const: 'object' } } },
            payload: ref,
            examples: {
              type: 'array',
              items: {
                type: 'object',
                additionalProperties: false,
                minProperties: 1,
                properties: { name: text, payload: true },
              },
            },
          },
        }),
        schemas: { type: 'object', propertyNames: { pattern: '^[\\w.-]+$' } },
        securitySchemes: all({
          type: 'object',
          required: ['type', 'name', 'in'],
          properties: {
            type: { const: 'httpApiKey' },
            in: { enum: ['user', 'password', 'query', 'header', 'cookie'] },
          },
        }),
      },
    },
  },
}

const ajv = new Ajv({ allErrors: true, strict: false })
formats.default(ajv)
const isBatch = ajv.compile({ $ref: '#/components/schemas/CloudEvents', components: document.components })

/** Every reference in a value, with where it stands. */
const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : refsIn(member),
  )
}

describe('the description of what sites are told', () => {
  it('is AsyncAPI 3.0 by the rules of the specification', () => {
    const isMet = ajv.compile(rules)
    expect([isMet(document), isMet.errors]).toEqual([true, null])
    expect(isMet({ ...document, channels: { feed: { address: 7 } } })).toBe(false)
    expect(refsIn(document).filter((one) => at(one) === undefined)).toEqual([])
    const operations = Object.values(
      document['operations'] as Record<string, { channel: { $ref: string }; messages: { $ref: string }[] }>,
    )
    for (const { channel, messages } of operations)
      expect(messages.every(({ $ref }) => $ref.startsWith(`${channel.$ref}/messages/`))).toBe(true)
  })

  it('names in every event the schema of its data, which is there', () => {
    for (const { dataschema } of cloudEvents('eu', publicUrl, sampleChanges)) {
      const [url, pointer = ''] = dataschema.split('#')
      expect([url, at(pointer)]).toEqual([
        `${publicUrl}/api/asyncapi.json`,
        expect.objectContaining({ type: 'object' }),
      ])
    }
  })

  it('is met by a call of a site and by a page of the feed, which are its examples', async () => {
    const feed = createChangeFeed(memoryTable())
    await feed.append(sampleChanges.map((change) => ({ ...change, channels: ['eu'] })))
    let body = ''
    await createTellSite({
      feed,
      channels: [{ name: 'eu', eventsUrl: 'https://shop.example/events', eventsFormat: 'cloudevents' }],
      publicUrl,
      secrets: new Map([['eu', ['whsec_c2VjcmV0LW9mLXRoZS1zaXRlLW9mLWEtc3Rvcnk=']]]),
      send: async (_, init) => {
        body = String(init?.body)
        return new Response(null, { status: 204 })
      },
      now: () => new Date('2026-11-28T12:00:00.000Z'),
    })(siteEventMessage('eu', 0, sampleChanges.length))
    const told: unknown = JSON.parse(body)
    expect([isBatch(told), isBatch.errors]).toEqual([true, null])
    const page = await feed.read('eu', 0, 100, undefined, true)
    if (page === 'too-old') throw new Error('Nothing was taken away.')
    expect(cloudEvents('eu', publicUrl, page.changes)).toEqual(told)
    const messages = document.components['messages'] as Record<string, { examples: { payload: unknown }[] }>
    expect(Object.values(messages).map(({ examples }) => examples[0]?.payload)).toEqual([told, told])
  })

  it.each([
    ['an address', { email: 'ada@fabrikam.example' }],
    ['another kind of status', { status: 'Sold' }],
  ])('is not met by an event with %s', (_, member) => {
    const [event] = cloudEvents('eu', publicUrl, sampleChanges)
    expect(isBatch([{ ...event, data: { ...event?.data, ...member } }])).toBe(false)
  })
})
