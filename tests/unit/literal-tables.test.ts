// What the tables say, word for word. Everything else in the tests reads the tables themselves, and would follow a mistake
// in one of them.

import { describe, expect, it } from 'vitest'
import { customerFields } from '../../shared/domain/customer-fields.ts'
import { languages, matchLanguage } from '../../shared/domain/languages.ts'
import { attributeLimits, onboardingFields } from '../../shared/domain/onboarding-fields.ts'
import { isAlwaysGiven } from '../../shared/domain/onboarding-request.ts'
import type { ProspectStatus } from '../../shared/domain/prospect.ts'
import { type LeadState, type OpportunityState, salesOutcome } from '../../shared/domain/sales-outcome.ts'
import { failureOfConnection, failureOfStatus } from '../../shared/mail/mail-outcome.ts'
import { missing, opportunity, reading } from '../support/domain-samples.ts'

describe('a request', () => {
  it('has these fields, each of this kind and at most this long; an asterisk means required', () => {
    const described = onboardingFields.map(
      ({ path, kind, maxLength, required }) => `${path}${required ? '*' : ''} ${kind} ${maxLength}`,
    )
    expect(described).toEqual([
      'company.name* name 160',
      'company.website website 200',
      'company.registrationNumber code 50',
      'company.taxId code 50',
      'company.phone phone 50',
      'company.address.line1* text 250',
      'company.address.line2 text 250',
      'company.address.city text 80',
      'company.address.stateOrProvince text 50',
      'company.address.postalCode code 20',
      'company.address.country* country 2',
      'requestor.firstName name 50',
      'requestor.lastName* name 50',
      'requestor.email* email 100',
      'requestor.phone phone 50',
      'requestor.jobTitle text 100',
      'comments multiline 1500',
      'language language 35',
      'channel channel 40',
    ])
    expect(attributeLimits).toEqual({ count: 20, nameLength: 40, valueLength: 200 })
  })

  it('that was accepted has a text for what is required, a language and a channel', () => {
    expect(onboardingFields.filter(isAlwaysGiven).map(({ path }) => path)).toEqual([
      'company.name',
      'company.address.line1',
      'company.address.country',
      'requestor.lastName',
      'requestor.email',
      'language',
      'channel',
    ])
  })
})

describe('a customer', () => {
  const described = (type: 'Organization' | 'Person') =>
    customerFields[type].map(
      ({ path, kind, maxLength, required, own }) =>
        `${path}${required ? '*' : ''} ${kind} ${maxLength}${own ? ' own' : ''}`,
    )

  const trade = ['customerGroup', 'priceGroup', 'paymentTerms', 'currency'].map(
    (path) => `${path} code ${path === 'currency' ? 3 : 20} own`,
  )

  it('that is an organization has these fields', () => {
    expect(described('Organization')).toEqual([
      'name* name 160',
      'email email 100',
      'phone phone 50',
      'website website 200',
      'registrationNumber code 50 own',
      'taxId code 50 own',
      'address.line1 text 250',
      'address.line2 text 250',
      'address.postalCode code 20',
      'address.city text 80',
      'address.stateOrProvince text 50',
      'address.country country 80',
      ...trade,
      'credit.limit money 24',
      'credit.onHold hold 20',
      'credit.mandatory yes 20 own',
      'credit.rating code 20 own',
    ])
  })

  it('that is a person has these', () => {
    expect(described('Person')).toEqual([
      'firstName name 50',
      'lastName* name 50',
      'jobTitle text 100',
      'email email 100',
      'phone phone 50',
      'mobilePhone phone 50',
      ...trade,
      'spendingLimit money 24 own',
    ])
  })
})

describe('the languages', () => {
  it('are these six, in this order, under their own names', () => {
    expect(languages.map(({ tag, name }) => [tag, name])).toEqual([
      ['en', 'English'],
      ['tr', 'Türkçe'],
      ['et', 'Eesti'],
      ['ru', 'Русский'],
      ['zh-Hans', '简体中文'],
      ['nl', 'Nederlands'],
    ])
  })

  it.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['TR', 'tr'],
    ['et-EE', 'et'],
    ['ru', 'ru'],
    ['nl-BE', 'nl'],
    ['zh', 'zh-Hans'],
    ['zh-Hans', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['ZH-HANS-SG', 'zh-Hans'],
    ['zh-Hant', undefined],
    ['zh-TW', undefined],
    ['zh-HK', undefined],
    ['zh-MO', undefined],
    ['zh-Hans-TW', 'zh-Hans'],
    ['zh-Hant-CN', undefined],
    ['de', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is served by %s', (tag, language) => {
    expect(matchLanguage(tag)).toBe(language)
  })
})

describe('a mail that could not be handed over', () => {
  it.each([
    ['ECONNREFUSED', 'transient'],
    ['ENOTFOUND', 'transient'],
    ['EAI_AGAIN', 'transient'],
    ['EHOSTUNREACH', 'transient'],
    ['ENETUNREACH', 'transient'],
    ['EADDRNOTAVAIL', 'transient'],
    ['CERT_HAS_EXPIRED', 'transient'],
    ['CERT_NOT_YET_VALID', 'transient'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'transient'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'transient'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'transient'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'transient'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'transient'],
    ['ECONNABORTED', 'unknown'],
    ['ETIMEDOUT', 'unknown'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
    ['ERR_BAD_RESPONSE', 'unknown'],
    ['ERR_NETWORK', 'unknown'],
    ['ERR_INVALID_URL', 'permanent'],
    ['ERR_BAD_OPTION', 'permanent'],
    ['ERR_BAD_OPTION_VALUE', 'permanent'],
  ])('because of %s: %s', (code, kind) => {
    expect(failureOfConnection(code)).toBe(kind)
  })

  it.each([
    [200, 'unknown'],
    [299, 'unknown'],
    [300, 'permanent'],
    [302, 'permanent'],
    [400, 'permanent'],
    [401, 'permanent'],
    [403, 'permanent'],
    [404, 'permanent'],
    [405, 'permanent'],
    [408, 'transient'],
    [413, 'permanent'],
    [415, 'permanent'],
    [418, 'permanent'],
    [425, 'transient'],
    [429, 'transient'],
    [499, 'permanent'],
    [500, 'transient'],
    [501, 'transient'],
    [502, 'unknown'],
    [503, 'transient'],
    [504, 'unknown'],
    [599, 'transient'],
  ] as const)('because of status %i: %s', (status, kind) => {
    expect(failureOfStatus(status)).toBe(kind)
  })
})

/**
 * One row: the prospect's status, the lead, its opportunities → the status it gets, the stage, the flags, whether account
 * and contact belong to headquarters, and whose reason is kept.
 */
type OutcomeRow = readonly [
  ProspectStatus,
  LeadState | 'missing',
  readonly OpportunityState[],
  string,
  string,
  string,
  boolean,
  string,
]

const outcomes: readonly OutcomeRow[] = [
  ['Open', 'Open', [], 'Open', 'Lead open', '', false, ''],
  ['Open', 'Open', ['Won'], 'Open', 'Lead open', '', false, ''],
  ['Open', 'Unknown', ['Won'], 'Open', 'Lead open', 'unknown-state-in-sales', false, ''],
  ['Open', 'Disqualified', [], 'Rejected', 'Lead disqualified', '', false, 'of the lead'],
  ['Open', 'Disqualified', ['Open', 'Lost'], 'Rejected', 'Lead disqualified', '', false, 'of the lead'],
  ['Open', 'Disqualified', ['Won'], 'Open', 'Lead disqualified', 'contradiction-in-sales', false, ''],
  ['Open', 'Qualified', [], 'Open', 'Lead qualified', 'qualified-without-opportunity', true, ''],
  ['Open', 'Qualified', ['Open'], 'Open', 'Opportunity open', '', true, ''],
  ['Open', 'Qualified', ['Lost', 'Open'], 'Open', 'Opportunity open', '', true, ''],
  ['Open', 'Qualified', ['Lost'], 'Rejected', 'Opportunity lost', '', true, 'of Lost'],
  ['Open', 'Qualified', ['Lost', 'Won', 'Open'], 'Approved', 'Opportunity won', '', true, 'of Won'],
  ['Open', 'Qualified', ['Unknown'], 'Open', 'Lead qualified', 'unknown-state-in-sales', true, ''],
  ['Open', 'Qualified', ['Lost', 'Unknown'], 'Open', 'Lead qualified', 'unknown-state-in-sales', true, ''],
  ['Open', 'Qualified', ['Unknown', 'Open'], 'Open', 'Opportunity open', '', true, ''],
  ['Open', 'missing', [], 'Open', 'Lead missing', 'lead-missing', false, ''],
  ['Rejected', 'Open', [], 'Open', 'Lead open', '', false, ''],
  ['Rejected', 'Unknown', [], 'Rejected', 'Lead open', 'unknown-state-in-sales', false, ''],
  ['Rejected', 'Disqualified', [], 'Rejected', 'Lead disqualified', '', false, 'of the lead'],
  ['Rejected', 'Disqualified', ['Won'], 'Rejected', 'Lead disqualified', 'contradiction-in-sales', false, ''],
  ['Rejected', 'Qualified', ['Open'], 'Open', 'Opportunity open', '', true, ''],
  ['Rejected', 'Qualified', ['Won'], 'Approved', 'Opportunity won', '', true, 'of Won'],
  ['Rejected', 'Qualified', ['Unknown'], 'Rejected', 'Lead qualified', 'unknown-state-in-sales', true, ''],
  ['Rejected', 'missing', [], 'Rejected', 'Lead missing', 'lead-missing', false, ''],
  ['Approved', 'Qualified', ['Won'], 'Approved', 'Opportunity won', '', true, 'of Won'],
  ['Approved', 'Qualified', ['Open'], 'Approved', 'Opportunity open', 'changed-after-approval', false, ''],
  ['Approved', 'Qualified', ['Lost'], 'Approved', 'Opportunity lost', 'changed-after-approval', false, ''],
  ['Approved', 'Qualified', [], 'Approved', 'Lead qualified', 'changed-after-approval', false, ''],
  ['Approved', 'Open', [], 'Approved', 'Lead open', 'changed-after-approval', false, ''],
  ['Approved', 'Disqualified', [], 'Approved', 'Lead disqualified', 'changed-after-approval', false, ''],
  ['Approved', 'Disqualified', ['Won'], 'Approved', 'Lead disqualified', 'changed-after-approval', false, ''],
  ['Approved', 'missing', [], 'Approved', 'Lead missing', 'lead-missing', false, ''],
]

describe('what Sales says', () => {
  it.each(outcomes)('of a prospect that is %s: lead %s, opportunities %j → %s, %s, flag %j, customers %s', (...row) => {
    const [before, lead, states, status, stage, flags, writeCustomers, reason] = row
    const opportunities = states.map((state) => opportunity(state, { closing: { reason: `of ${state}` } }))
    const found =
      lead === 'missing' ? missing : reading(lead, { opportunities, lead: { closing: { reason: 'of the lead' } } })
    const outcome = salesOutcome(before, found)
    expect([
      outcome.status,
      outcome.stage,
      outcome.flags.join(),
      outcome.writeCustomers,
      outcome.closing?.reason ?? '',
    ]).toEqual([status, stage, flags, writeCustomers, reason])
  })
})
