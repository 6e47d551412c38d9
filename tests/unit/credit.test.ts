import { describe, expect, it } from 'vitest'
import { isCreditPath, readProposedCredit, toldCredit } from '../../shared/domain/credit.ts'
import { needsSecondPerson, readCreditBounds } from '../../shared/domain/credit-bounds.ts'
import { readCredit } from '../../shared/domain/credit-form.ts'
import { currencyCodes, decimalsOf, isCurrencyCode } from '../../shared/domain/currencies.ts'
import { cleanMoney, isMore, moneyProblem, readMoney } from '../../shared/domain/money.ts'

describe('an amount', () => {
  it.each([
    ['5000 EUR', '5000.00 EUR'],
    ['05000.5 eur', '5000.50 EUR'],
    ['0 EUR', '0.00 EUR'],
    ['10 JPY', '10 JPY'],
    ['1.5 KWD', '1.500 KWD'],
    ['100000000000 EUR', '100000000000.00 EUR'],
    ['0.1 USD', '0.10 USD'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(cleanMoney(typed)).toBe(kept)
    expect(moneyProblem(kept)).toBeUndefined()
    expect(cleanMoney(kept)).toBe(kept)
  })

  it.each([
    ['-1 EUR', 'format'],
    ['1e309 EUR', 'format'],
    ['1e2 EUR', 'format'],
    ['0.001 EUR', 'format'],
    ['5.000 EUR', 'format'],
    ['5,000 EUR', 'format'],
    ['10.5 JPY', 'format'],
    ['Infinity EUR', 'format'],
    ['NaN EUR', 'format'],
    ['100000000000.01 EUR', 'format'],
    ['9999999999999 EUR', 'format'],
    ['5.00 ABC', 'unknown-value'],
    ['5.00 DEM', 'unknown-value'],
    ['5', 'format'],
    ['EUR', 'format'],
    ['', 'format'],
  ])('%s is refused as %s, and stays as it was typed', (typed, code) => {
    expect(moneyProblem(typed)).toBe(code)
    expect(cleanMoney(typed)).toBe(typed)
    expect(readMoney(typed)).toBeUndefined()
  })

  it('is compared digit by digit', () => {
    expect(isMore('10.01', '10')).toBe(true)
    expect(isMore('10.00', '10')).toBe(false)
    expect(isMore('99999999999.99', '99999999999.98')).toBe(true)
    expect(isMore('9', '10')).toBe(false)
  })

  it('keeps its digits as a number in JSON, the largest one too', () => {
    for (const text of ['99999999999.99', '100000000000.00', '99999999999.999', '0.01'])
      expect(JSON.stringify(Number(text))).toBe(String(Number(text)))
    expect(Number('99999999999.99')).toBe(99999999999.99)
  })

  it('has as many decimals as ISO 4217 gives its currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'HUF', 'ISK', 'TND'].map(decimalsOf)).toEqual([2, 0, 3, 2, 0, 3])
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code) && isCurrencyCode(code))).toBe(true)
    expect(currencyCodes.toSorted()).toEqual(currencyCodes)
  })
})

describe('the form of the credit', () => {
  const errorsOf = (typed: Parameters<typeof readCredit>[0]) => {
    const read = readCredit(typed)
    return 'errors' in read ? read.errors.map(({ path, code }) => `${path} ${code}`) : []
  }

  it('gives what it says by path, and nothing for what is empty', () => {
    const typed = { limit: ' 5000 ', currency: 'eur', mandatory: 'Yes', onHold: 'Invoice', rating: 'A' }
    expect(readCredit(typed)).toEqual({
      values: {
        'credit.limit': '5000.00 EUR',
        'credit.mandatory': 'Yes',
        'credit.onHold': 'Invoice',
        'credit.rating': 'A',
      },
    })
    expect(readCredit({ limit: '', currency: 'EUR', mandatory: '', onHold: 'No', rating: '' })).toEqual({ values: {} })
    expect(readCredit({ limit: '0', currency: 'EUR' })).toEqual({ values: { 'credit.limit': '0.00 EUR' } })
  })

  it.each([
    [{ limit: '-1', currency: 'EUR' }, ['credit.limit format']],
    [{ limit: '1e309', currency: 'EUR' }, ['credit.limit format']],
    [{ limit: '0.001', currency: 'EUR' }, ['credit.limit format']],
    [{ limit: '10.5', currency: 'JPY' }, ['credit.limit format']],
    [{ limit: '10', currency: 'ABC' }, ['credit.currency unknown-value']],
    [{ limit: '10' }, ['credit.currency required']],
    [{ mandatory: 'maybe', onHold: 'Sometimes' }, ['credit.mandatory unknown-value', 'credit.onHold unknown-value']],
    [{ rating: 'x'.repeat(21) }, ['credit.rating too-long']],
    [{ rating: 'a\u0000b' }, ['credit.rating control-characters']],
  ])('refuses %j with the member and its code', (typed, errors) => {
    expect(errorsOf(typed).toSorted()).toEqual(errors)
  })
})

describe('a limit for which one person is not enough', () => {
  it('is above the amount of its currency; without amounts there is none', () => {
    const bounds = readCreditBounds('10000 EUR, 12000 USD')
    if (!bounds) throw new Error('The amounts were not read.')
    expect(needsSecondPerson(bounds, '10000.00 EUR')).toBe(false)
    expect(needsSecondPerson(bounds, '10000.01 EUR')).toBe(true)
    expect(needsSecondPerson(bounds, '12000.00 USD')).toBe(false)
    expect(needsSecondPerson(bounds, undefined)).toBe(false)
    expect(needsSecondPerson(new Map(), '99999999999.00 EUR')).toBe(false)
  })

  it('is any in a currency without an amount, so that nobody passes by naming another one', () => {
    const bounds = readCreditBounds('10000 EUR')
    if (!bounds) throw new Error('The amounts were not read.')
    expect(needsSecondPerson(bounds, '1 JPY')).toBe(true)
    expect(needsSecondPerson(bounds, '0 JPY')).toBe(false)
  })

  it.each(['10000', '10000 ABC', '-1 EUR', '1 EUR, 2 EUR', '1.005 EUR'])('cannot be set as %s', (text) => {
    expect(readCreditBounds(text)).toBeUndefined()
  })

  it('is none where the setting is empty', () => {
    expect(readCreditBounds('')?.size).toBe(0)
  })
})

describe('what a site is told', () => {
  it('has the limit apart from its currency, and no rating', () => {
    expect(toldCredit({ 'credit.limit': '5000.00 EUR', 'credit.onHold': 'All', 'credit.rating': 'A' })).toEqual({
      limit: '5000.00',
      currency: 'EUR',
      mandatory: false,
      onHold: 'All',
    })
    expect(toldCredit({ 'credit.mandatory': 'Yes' })).toEqual({ mandatory: true, onHold: 'No' })
  })

  it('is nothing where there is nothing of it', () => {
    expect(toldCredit({ name: 'Fabrikam', 'credit.rating': 'A' })).toBeUndefined()
  })
})

it('a proposal is read as it is stored, and nothing else is', () => {
  const proposal = {
    changes: [{ path: 'credit.limit', after: '50000.00 EUR' }],
    by: 'sales',
    at: '2026-11-29T10:00:00.000Z',
  }
  expect(readProposedCredit(proposal)).toEqual(proposal)
  expect(readProposedCredit({ ...proposal, by: 'nobody' })).toBeUndefined()
  expect(isCreditPath('credit.limit')).toBe(true)
  expect(isCreditPath('name')).toBe(false)
})
