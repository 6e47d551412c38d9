// Which requests are of the same company, tried with a labelled set of pairs. What is not found, or found wrongly, is listed here.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { companyKey } from '../../shared/domain/likely/company-key.ts'
import { likelyDuplicates } from '../../shared/domain/likely/likely-duplicates.ts'
import { type Compared, matchKeys } from '../../shared/domain/likely/match-keys.ts'

const linesOf = (name: string): string[][] =>
  readFileSync(resolve(import.meta.dirname, '..', 'fixtures', 'likely', `${name}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|').map((part) => part.trim()))

type Pair = { readonly same: boolean; readonly one: Compared; readonly other: Compared; readonly said: string }

let strangers = 0
/** A request that shares nothing with any other but what is given. */
const requestWith = (country: string, field: string, value: string): Compared => {
  strangers += 1
  const isMail = value.includes('@')
  return {
    company: {
      name: field === 'name' ? value : `Company ${strangers} of nobody`,
      address: { line1: 'Street 1', city: 'Berlin', country },
      ...(field === 'taxId' ? { taxId: value } : {}),
      ...(field === 'registrationNumber' ? { registrationNumber: value } : {}),
      ...(field === 'phone' ? { phone: value } : {}),
      ...(field === 'domain' && !isMail ? { website: value } : {}),
    },
    requestor: {
      email: ['email', 'domain'].includes(field) && isMail ? value : `person@nobody-${strangers}.example`,
    },
  } as Compared
}

const pairsOf = (file: string, same: boolean): Pair[] =>
  linesOf(file).map((parts) => {
    const [field = '', country = '', one = '', other = ''] = parts.length === 3 ? ['name', ...parts] : parts
    return {
      same,
      one: requestWith(country, field, one),
      other: requestWith(country, field, other),
      said: `${field} ${country}: ${one} / ${other}`,
    }
  })

const asTexts = (request: Compared): string[] =>
  matchKeys(request).map(({ kind, value, within }) => `${kind} ${value} ${within}`)
const doMatch = ({ one, other }: Pair): boolean => {
  const keys = new Set(asTexts(one))
  return asTexts(other).some((key) => keys.has(key))
}

// Legal forms are left out, because people leave them out.
const foundWrongly = ['name DE: Nova GmbH / Nova AG', 'name RU: ООО «Весна» / АО «Весна»']
// Abbreviations, translations and other ways of transliterating stay apart: other keys may find these.
const notFound = [
  'name DE: Deutsche Gartenbau AG / Dt. Gartenbau AG',
  'name RU: ООО «Южный берег» / Juzhnij Bereg',
  'name CN: 深圳市大树有限公司 / Shenzhen Tree Co., Ltd.',
  'name GB: International Business Machines UK Ltd / IBM UK Ltd',
]

describe('requests of the same company', () => {
  const pairs = [
    ...pairsOf('same-names', true),
    ...pairsOf('same-details', true),
    ...pairsOf('other-names', false),
    ...pairsOf('other-details', false),
  ]

  it('are found in a labelled set, and others are not', () => {
    const found = pairs.filter(doMatch)
    const right = found.filter(({ same }) => same)
    const all = pairs.filter(({ same }) => same)
    const precision = right.length / found.length
    const recall = right.length / all.length
    console.log(
      `likely duplicates: ${pairs.length} pairs, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    )
    expect(pairs.length).toBeGreaterThanOrEqual(300)
    expect(found.filter(({ same }) => !same).map(({ said }) => said)).toEqual(foundWrongly)
    expect(all.filter((pair) => !found.includes(pair)).map(({ said }) => said)).toEqual(notFound)
  })

  it('are not found across countries by numbers, phones and names', () => {
    for (const [field, value] of [
      ['taxId', '123456789'],
      ['registrationNumber', '12345678'],
      ['phone', '030 1234567'],
      ['name', 'Fabrikam'],
    ] as const)
      expect(
        doMatch({
          same: false,
          said: '',
          one: requestWith('DE', field, value),
          other: requestWith('NL', field, value),
        }),
      ).toBe(false)
  })

  it('are not found by the number of a German register that another court keeps', () => {
    const one = requestWith('DE', 'registrationNumber', 'HRB 777')
    const other = { ...one, company: { ...one.company, address: { ...one.company.address, city: 'München' } } }
    const keyOf = (request: Compared) => matchKeys(request).find(({ kind }) => kind === 'registrationNumber')
    expect(keyOf(one)).toEqual({ kind: 'registrationNumber', value: 'HRB777', within: 'DE berlin' })
    expect(keyOf(other)).toEqual({ kind: 'registrationNumber', value: 'HRB777', within: 'DE munchen' })
  })

  it('are found in China by the one number, whichever field it was typed into', () => {
    const number = '91350100M000100Y43'
    const pair = {
      same: true,
      said: '',
      one: requestWith('CN', 'taxId', number),
      other: requestWith('CN', 'registrationNumber', number),
    }
    expect(doMatch(pair)).toBe(true)
  })
})

describe('the key of a name', () => {
  it.each(['GmbH', 'The Company', 'OÜ', '公司', 'И'])('is not empty for %s, which is all there is', (name) => {
    expect(companyKey(name)).not.toBe('')
  })
  it('is the same for a key as for the name it was made of', () => {
    for (const [, one = ''] of linesOf('same-names')) expect(companyKey(companyKey(one))).toBe(companyKey(one))
  })
  it('is empty where nothing can be compared', () => {
    for (const name of ['', '!!!', '🌷', '---']) expect(companyKey(name)).toBe('')
  })
})

describe('what is told of likely duplicates', () => {
  it('names each once, the strongest match first, and not more than ten', () => {
    expect(
      likelyDuplicates([
        { kind: 'name', prospectIds: ['a', 'b'] },
        { kind: 'taxId', prospectIds: ['b'] },
        { kind: 'domain', prospectIds: ['a', 'c'] },
      ]),
    ).toEqual([
      { prospectId: 'b', matches: ['taxId', 'name'] },
      { prospectId: 'a', matches: ['domain', 'name'] },
      { prospectId: 'c', matches: ['domain'] },
    ])
    const many = Array.from({ length: 30 }, (_, at) => `p${at}`)
    expect(likelyDuplicates([{ kind: 'name', prospectIds: many }])).toHaveLength(10)
  })
})
