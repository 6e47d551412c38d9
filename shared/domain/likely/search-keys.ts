// What staff type to find a prospect: its number, the company, the person, an address, a number of the company or a phone.

import { personName } from '../person-name.ts'
import { searchText } from '../search-text.ts'
import { companyKey } from './company-key.ts'
import { bareNumber, hostOf, type MatchKey, phoneValues, registrationValue, taxValues } from './match-keys.ts'

/** By which a prospect is found only: many have the same, and are no duplicates. */
export type SearchKey = { readonly kind: 'number' | 'person'; readonly value: string }

type Person = Parameters<typeof personName>[0]

/** A name in the order of its letters' words: whoever looks for it may say the family name first. */
const personKey = (name: string): string =>
  name
    .split(/[\s,]+/)
    .map(companyKey)
    .toSorted()
    .join(' ')
    .trim()

/**
 * What finds a prospect besides what it has in common with others.
 * @param number P-000042
 */
export const searchKeys = (number: string, requestor: Person): SearchKey[] => {
  const whole = personKey(personName(requestor))
  const last = personKey(requestor.lastName ?? '')
  const names = [...new Set([whole, last])].filter((name) => name !== '')
  return [{ kind: 'number', value: number }, ...names.map((value) => ({ kind: 'person', value }) as const)]
}

export type Search = {
  readonly keys: readonly Pick<MatchKey, 'kind' | 'value'>[]
  readonly search: readonly SearchKey[]
}

const prospectNumber = /^P-?0*(\d{1,12})$/i

/**
 * What may be meant by what was typed: every kind that it could be, as the country is not known.
 * @param typed any string
 */
export const searched = (typed: string): Search => {
  const words = searchText(typed)
  if (words === '') return { keys: [], search: [] }
  const [, digits] = prospectNumber.exec(words.replaceAll(' ', '')) ?? []
  if (digits !== undefined) return { keys: [], search: [{ kind: 'number', value: `P-${digits.padStart(6, '0')}` }] }
  if (words.includes('@')) return { keys: [{ kind: 'email', value: words.toLowerCase() }], search: [] }
  const hasDigit = /\p{N}/u.test(words)
  const host = /\s/.test(words) ? '' : hostOf(words.includes('://') ? words : `https://${words}`)
  const registrations = [...new Set([registrationValue(words).value, bareNumber(words)])]
  const name = companyKey(words)
  const person = personKey(words)
  return {
    keys: [
      ...(hasDigit ? taxValues(words).map((value) => ({ kind: 'taxId', value }) as const) : []),
      ...(hasDigit ? registrations.map((value) => ({ kind: 'registrationNumber', value }) as const) : []),
      ...phoneValues(words).map((value) => ({ kind: 'phone', value }) as const),
      ...(host.includes('.') ? [{ kind: 'domain', value: host } as const] : []),
      ...(name === '' ? [] : [{ kind: 'name', value: name } as const]),
    ],
    search: person === '' || hasDigit ? [] : [{ kind: 'person', value: person }],
  }
}
