// The description of a request for those who send one by program.

import { describe, expect, it } from 'vitest'
import { onboardingRequestSchema } from '../../shared/channel/open-api-request.ts'

const rules = { channels: ['default', 'benelux'], defaultLanguage: 'en' } as const
type Described = { required: string[]; properties: Record<string, Described & Record<string, unknown>> }
const described = (more: object = {}) => onboardingRequestSchema({ ...rules, ...more }) as unknown as Described

describe('the schema of a request', () => {
  it('says what must be there', () => {
    const { required, properties } = described()
    expect(required).toEqual(['company', 'requestor'])
    expect(properties['company']?.required).toEqual(['name', 'address'])
    expect(properties['company']?.properties['address']?.required).toEqual(['line1', 'country'])
    expect(properties['requestor']?.required).toEqual(['lastName', 'email'])
    expect(Object.keys(properties)).toEqual([
      'company',
      'requestor',
      'comments',
      'language',
      'channel',
      'attributes',
      'acceptedTerms',
    ])
  })

  it('says what each member looks like', () => {
    const { properties } = described()
    const { company, requestor } = properties
    expect(company?.properties['name']).toEqual({ type: 'string', minLength: 1, maxLength: 160 })
    expect(company?.properties['taxId']).toEqual({ type: ['string', 'null'], maxLength: 50 })
    expect(company?.properties['website']).toEqual({
      type: ['string', 'null'],
      maxLength: 200,
      description: 'Address of a web site; https:// is put before one without a scheme.',
    })
    expect(company?.properties['address']?.properties['country']).toEqual({
      type: 'string',
      minLength: 1,
      maxLength: 2,
      description: 'ISO 3166-1 alpha-2 code, or XK for Kosovo.',
      examples: ['DE'],
    })
    expect(requestor?.properties['email']).toMatchObject({ format: 'email', maxLength: 100 })
    expect(properties['language']).toEqual({
      type: ['string', 'null'],
      maxLength: 35,
      description: 'Language tag. Mails and pages exist in en, tr, et, ru, zh-Hans, nl; others get en.',
      default: 'en',
    })
    expect(properties['channel']).toEqual({
      type: ['string', 'null'],
      maxLength: 40,
      description: 'One of: default, benelux.',
      default: 'default',
    })
  })

  it('says which fields of its own the site has, or which names they may have', () => {
    expect(described().properties['attributes']).toEqual({
      type: ['object', 'null'],
      description: 'Form fields of the site’s own.',
      maxProperties: 20,
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]*$', maxLength: 40 },
      additionalProperties: { type: 'string', maxLength: 200 },
    })
    expect(described({ attributes: ['industry'] }).properties['attributes']).toEqual({
      type: ['object', 'null'],
      description: 'Form fields of the site’s own.',
      maxProperties: 20,
      additionalProperties: false,
      properties: { industry: { type: 'string', maxLength: 200 } },
    })
  })
})
