// Codes that customers have of lists in settings: what is wrong with a list or a default is named, new customers get the
// channel's, users the organization's, and staff choose among them.

import { describe, expect, it } from 'vitest'
import { defaultProblems, readTradeLists, tradeCodesOf } from '../../shared/domain/trade-codes.ts'
import { channelsFrom } from '../support/site-samples.ts'
import { tradeLists, tradeTexts } from '../support/trade-lists.ts'

const currencies = ['EUR', 'USD']
const problemsOf = (settings: Partial<typeof tradeTexts>) =>
  readTradeLists({ ...tradeTexts, CURRENCIES: 'EUR', ...settings }, currencies).problems

describe('a list of codes', () => {
  it('has the label that is given, or the code itself', () => {
    expect([...tradeLists.customerGroup]).toEqual([
      ['wholesale', 'Wholesale'],
      ['retail', 'Retail'],
    ])
    expect([...tradeLists.priceGroup]).toEqual([
      ['A', 'A'],
      ['B', 'Group B'],
    ])
  })

  it('may be written with blanks around its parts, and with an equals sign in a label', () => {
    const { lists, problems } = readTradeLists(
      { ...tradeTexts, CURRENCIES: '', PAYMENT_TERMS: ' net30 = 30 = thirty , net60' },
      currencies,
    )
    expect([problems, [...lists.paymentTerms]]).toEqual([
      [],
      [
        ['net30', '30=thirty'],
        ['net60', 'net60'],
      ],
    ])
  })

  it('that is empty has nothing, except that of currencies, which then has every one', () => {
    const none = { CUSTOMER_GROUPS: '', PRICE_GROUPS: '', PAYMENT_TERMS: '', CURRENCIES: '' }
    const { lists, problems } = readTradeLists(none, currencies)
    expect(problems).toEqual([])
    expect(Object.values(lists).map(({ size }) => size)).toEqual([0, 0, 0, 2])
  })

  it.each([
    [{ CUSTOMER_GROUPS: 'a,,b' }, 'CUSTOMER_GROUPS[1]: must be a code of 1 to 20 letters, digits, ".", "_" or "-".'],
    [
      { PRICE_GROUPS: `${'a'.repeat(21)}` },
      'PRICE_GROUPS[0]: must be a code of 1 to 20 letters, digits, ".", "_" or "-".',
    ],
    [
      { PAYMENT_TERMS: `net30=${'a'.repeat(61)}` },
      'PAYMENT_TERMS[0]: must have a label of 1 to 60 characters after "=", or none.',
    ],
    [{ PAYMENT_TERMS: 'net30=' }, 'PAYMENT_TERMS[0]: must have a label of 1 to 60 characters after "=", or none.'],
    [{ PRICE_GROUPS: 'A,B,A=Other' }, 'PRICE_GROUPS[2]: is there twice.'],
    [{ CURRENCIES: 'EUR,XXL' }, 'CURRENCIES[1]: must be a currency of ISO 4217.'],
    [{ CURRENCIES: 'eur' }, 'CURRENCIES[0]: must be a currency of ISO 4217.'],
  ])('that is wrong is named by its place: %o', (settings, problem) => {
    expect(problemsOf(settings)).toEqual([problem])
  })
})

describe('what a channel gives new customers', () => {
  it('is named where no list has it', () => {
    const channels = channelsFrom([
      { name: 'a', defaults: { currency: 'EUR', priceGroup: 'A' } },
      { name: 'b', defaults: { currency: 'GBP', paymentTerms: 'net90', customerGroup: 'retail' } },
    ])
    expect(defaultProblems(channels, tradeLists)).toEqual([
      'CHANNELS[1].defaults.paymentTerms: is not in PAYMENT_TERMS.',
      'CHANNELS[1].defaults.currency: is not in CURRENCIES.',
    ])
  })

  it('is what there is, and nothing else', () => {
    expect(tradeCodesOf({ currency: 'EUR', priceGroup: '', ...{ name: 'Fabrikam' } })).toEqual({ currency: 'EUR' })
  })
})
