// What a channel decides for itself about its requests: its languages, its own fields, the terms that are accepted.

import { describe, expect, it } from 'vitest'
import { createSubmitRequest } from '../../shared/channel/submit-request.ts'
import { acceptOnboardingRequest } from '../../shared/domain/accept-onboarding-request.ts'
import type { IntakeRules } from '../../shared/domain/field-checks.ts'
import { noteRow } from '../../shared/sales/lead-rows.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { aRequest } from '../support/people.ts'
import { channelsFrom } from '../support/site-samples.ts'

const terms = { url: 'https://shop.example/terms', version: '2026-07' }
const channels = channelsFrom([
  { name: 'default' },
  { name: 'benelux', languages: ['nl'] },
  { name: 'terms', terms },
  {
    name: 'fields',
    fields: [
      { name: 'volume', required: true },
      { name: 'trade', type: 'choice', choices: [{ value: 'garden' }, { value: 'wine and spirits' }] },
      { name: 'more', type: 'multiline' },
    ],
  },
])
const rules: IntakeRules = {
  channels: channels.map(({ name }) => name),
  defaultLanguage: 'en',
  byChannel: new Map(channels.map((channel) => [channel.name, channel])),
}
const take = (members: Record<string, unknown>) =>
  acceptOnboardingRequest({ ...aRequest('Fabrikam GmbH'), ...members }, rules)
const errors = (members: Record<string, unknown>) => {
  const result = take(members)
  return result.outcome === 'refused' ? result.errors.map(({ path, code }) => [path, code]) : []
}

describe('the languages of a channel', () => {
  it.each([
    ['default', 'tr', 'tr'],
    ['benelux', 'nl-BE', 'nl'],
    ['benelux', 'tr', 'nl'],
    ['benelux', undefined, 'nl'],
    ['benelux', 'fr', 'nl'],
  ])('are those of its requests: on %s, %s is %s', (channel, language, wanted) => {
    expect(take({ channel, language })).toMatchObject({ request: { language: wanted } })
  })
})

describe('the fields of a channel', () => {
  const attributes = (value: unknown) => errors({ channel: 'fields', attributes: value })

  it('are taken with their texts, in one order', () => {
    const given = { trade: 'wine and spirits', more: 'one\r\ntwo', volume: ' 10 ' }
    expect(take({ channel: 'fields', attributes: given })).toMatchObject({
      request: { attributes: { more: 'one\ntwo', trade: 'wine and spirits', volume: '10' } },
    })
  })

  it('are all looked at, and named', () => {
    expect(attributes({ trade: 'cars', more: 7, color: 'red' })).toEqual([
      ['attributes.color', 'unknown-member'],
      ['attributes.volume', 'required'],
      ['attributes.trade', 'unknown-value'],
      ['attributes.more', 'type'],
    ])
  })

  it.each([undefined, null, {}, { volume: '' }, { volume: null }, { volume: ' ' }])(
    'must be there where they are required, not %j',
    (value) => expect(attributes(value)).toEqual([['attributes.volume', 'required']]),
  )

  it('belong to that channel alone', () => {
    expect(errors({ attributes: { color: 'red' } })).toEqual([])
    expect(errors({ channel: 'fields', attributes: JSON.parse('{"volume":"1","__proto__":"x"}') })).toEqual([
      ['attributes', 'unknown-member'],
    ])
  })
})

describe('the terms of a channel', () => {
  it.each([undefined, null, ''])('are required, so %j is refused', (acceptedTerms) => {
    expect(errors({ channel: 'terms', acceptedTerms })).toEqual([['acceptedTerms', 'required']])
  })

  it.each(['2026-06', true, 7, {}, ['2026-07']])('have one present version, which is not %j', (acceptedTerms) => {
    expect(errors({ channel: 'terms', acceptedTerms })).toEqual([['acceptedTerms', 'unknown-value']])
  })

  it('are not accepted where there are none', () => {
    expect(errors({ acceptedTerms: '2026-07' })).toEqual([['acceptedTerms', 'unknown-member']])
    expect(errors({ acceptedTerms: null })).toEqual([])
  })

  it('stand in what is stored, with document, version, language and moment, and in the note of the lead', async () => {
    const { channel } = memoryStores()
    const now = '2026-11-28T08:00:00.000Z'
    const submit = createSubmitRequest({ requests: channel.requests, rules, now: () => new Date(now) })
    const body = { ...aRequest('Fabrikam GmbH'), channel: 'terms', language: 'nl', acceptedTerms: '2026-07' }
    const result = await submit(body, 'a key')
    if (result.outcome !== 'accepted') throw new Error(result.outcome)
    const accepted = { document: terms.url, version: '2026-07', language: 'nl', at: now }
    const [stored] = await channel.requests.pending(result.requestId.charAt(0), 10, '2026-11-28')
    expect(stored).toMatchObject({ request: { terms: accepted } })
    expect(
      noteRow('n', { number: 'P-000001', prospectId: result.requestId, submittedAt: now, request: result.request })[
        'notetext'
      ],
    ).toContain('Terms accepted: version 2026-07 of https://shop.example/terms, in Nederlands, on 2026-11-28 08:00 UTC')
    // A repeat is the same request, whenever it comes.
    const later = createSubmitRequest({ requests: channel.requests, rules, now: () => new Date('2027-01-01') })
    expect(await later(body, 'a key')).toMatchObject({ outcome: 'accepted', requestId: result.requestId })
  })
})

describe('a browser of a site', () => {
  const submitFrom = (sender: { channels?: string[] }, members: Record<string, unknown>) => {
    const { channel } = memoryStores()
    const submit = createSubmitRequest({ requests: channel.requests, rules, now: () => new Date('2026-11-28') })
    return submit({ ...aRequest('Fabrikam GmbH'), ...members }, undefined, sender)
  }

  it('hands in requests of the channels of its origin alone', async () => {
    const channels = ['benelux']
    expect(await submitFrom({ channels }, { channel: null })).toMatchObject({ request: { channel: 'benelux' } })
    expect(await submitFrom({ channels }, { channel: 'default' })).toMatchObject({
      errors: [{ path: 'channel', code: 'unknown-value' }],
    })
  })
})
