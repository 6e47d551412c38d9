// What two requests of one company have in common, as keys: requests that share one are likely duplicates. Registry rules of
// countries only say how numbers are compared; nothing is refused by them.

import type { OnboardingRequest } from '../onboarding-request.ts'
import { callingCodes } from './calling-codes.ts'
import { companyKey } from './company-key.ts'
import type { MatchKind } from './match-kinds.ts'
import { isSharedHost } from './shared-hosts.ts'

export type MatchKey = {
  readonly kind: MatchKind
  readonly value: string
  /** The country, or the place in it, in which the value means one thing; absent where it does everywhere. */
  readonly within?: string
}

/** Of a request, what is compared. */
export type Compared = Pick<OnboardingRequest, 'company'> & {
  readonly requestor: Pick<OnboardingRequest['requestor'], 'email' | 'phone'>
}

const lettersAndDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** What people write before a number to say which it is. */
const labels =
  /^(?:(?:KVK|UST|USTID|USTIDNR|VATID|VAT|BTW|KMKR|TIN|TAX|TAXID|VKN|VERGI|MERSIS|REGISTRIKOOD|REGKOOD|REG|COMPANY|NUMBER|NUMMER|NUMMERS?|NUMARASI|NO|NR|ID|ИНН|ОГРН|КПП|CRN|UID)\s*[.:#/-]*\s*)+/u

const withoutLabel = (text: string): string => text.normalize('NFKC').toUpperCase().trim().replace(labels, '')

/** A number as it is written, whatever stands between its digits. */
export const bareNumber = (typed: string): string => lettersAndDigits(withoutLabel(typed))

/** Prefixes of tax numbers that name the country otherwise than its code. */
const taxPrefixes: Readonly<Record<string, string>> = { GR: 'EL', CH: 'CHE' }

/** The two digits behind B count the units of one Dutch taxpayer; Swiss numbers end with the tax in one of three languages. */
const taxEndings: Readonly<Record<string, RegExp>> = { NL: /B\d{2}$/, CH: /(?:MWST|TVA|IVA)$/ }

const withoutPrefix = (value: string, prefix: string): string =>
  value.startsWith(prefix) && /\d/.test(value.slice(prefix.length)) ? value.slice(prefix.length) : value

const taxValue = (typed: string, country: string): string => {
  const bare = [country, taxPrefixes[country] ?? country].reduce(withoutPrefix, bareNumber(typed))
  return bare.replace(taxEndings[country] ?? /$/, '')
}

/** What a tax number may be compared as, whatever its country. */
export const taxValues = (typed: string): string[] => {
  const whole = bareNumber(typed)
  const prefixes = [/^CHE(?=\d)/, /^[A-Z]{2}(?=.*\d)/]
  const starts = [whole, ...prefixes.map((prefix) => whole.replace(prefix, ''))]
  return [
    ...new Set(starts.flatMap((start) => [start, ...Object.values(taxEndings).map((end) => start.replace(end, ''))])),
  ]
}

/** Numbers of a German register are given out by each court anew. */
const courtRegister = /\b(HRA|HRB|GNR|PR|VR)\s*0*(\d+)/

/** What a registration number is compared as, and whether it is one of a court alone. */
export const registrationValue = (typed: string): { readonly value: string; readonly isOfCourt: boolean } => {
  const text = withoutLabel(typed)
  const register = courtRegister.exec(text)
  return register
    ? { value: `${register[1]}${register[2]}`, isOfCourt: true }
    : { value: lettersAndDigits(text), isOfCourt: false }
}

/** A number says something only with a digit, and not with zeros alone. */
const saysSomething = (value: string): boolean => value.length >= 3 && /[\p{N}]/u.test(value) && !/^0+$/.test(value)

/** The one number of Chinese companies, whichever of the two fields it was typed into. */
const isUnified = (value: string, country: string): boolean => country === 'CN' && /^[0-9A-Z]{18}$/.test(value)

const shortestPhone = 6

const dialled = (typed: string): { readonly digits: string; readonly isInternational: boolean } => {
  // What is no digit any more is an extension.
  const [number = ''] = typed.normalize('NFKC').split(/[^\d\s()+./\u2010-\u2015-]/u)
  const isInternational = /^\s*(?:\+|00)/.test(number)
  const digits = number.replace(/\D/g, '')
  return { digits: isInternational ? digits.replace(/^00/, '') : digits, isInternational }
}

/** Without the country's code and what is dialled before a number at home. */
const nationalNumber = (digits: string, code: string): string =>
  (code === '7' && digits.length === 11 ? digits.replace(/^8/, '') : digits).replace(/^0+/, '')

const phoneValue = (typed: string, country: string): string => {
  const { digits, isInternational } = dialled(typed)
  const code = callingCodes[country] ?? ''
  const rest = isInternational && digits.startsWith(code) ? digits.slice(code.length) : digits
  const value = nationalNumber(rest, code)
  return value.length >= shortestPhone ? value : ''
}

/** What a phone may be compared as, whatever its country. */
export const phoneValues = (typed: string): string[] => {
  const { digits } = dialled(typed)
  const codes = [...new Set(Object.values(callingCodes))].filter((code) => digits.startsWith(code))
  const values = ['', ...codes].flatMap((code) => [
    nationalNumber(digits.slice(code.length), code),
    nationalNumber(digits.slice(code.length), '7'),
  ])
  return [...new Set(values)].filter((value) => value.length >= shortestPhone)
}

/** The host of an address of the web, in lower case and without `www.`. */
export const hostOf = (website: string): string => {
  const url = URL.canParse(website) ? new URL(website) : undefined
  return (
    url?.hostname
      .toLowerCase()
      .replace(/^www\./, '')
      .replace(/\.$/, '') ?? ''
  )
}

/**
 * The keys of a request, each once.
 * @example matchKeys(request) // [{ kind: 'taxId', value: '777', within: 'DE' }, …]
 */
export const matchKeys = ({ company, requestor }: Compared): MatchKey[] => {
  const { country, city = '' } = company.address
  const email = requestor.email.toLowerCase()
  const { value: registration, isOfCourt } = registrationValue(company.registrationNumber ?? '')
  const hosts = [email.slice(email.lastIndexOf('@') + 1), hostOf(company.website ?? '')]
  const phones = [company.phone ?? '', requestor.phone ?? ''].map((phone) => phoneValue(phone, country))
  const name = companyKey(company.name)
  const numbers: MatchKey[] = [
    { kind: 'taxId', value: taxValue(company.taxId ?? '', country), within: country },
    {
      kind: isUnified(registration, country) ? 'taxId' : 'registrationNumber',
      value: registration,
      within: isOfCourt && country === 'DE' ? `${country} ${companyKey(city)}` : country,
    },
  ]
  const keys: MatchKey[] = [
    ...numbers.filter(({ value }) => saysSomething(value)),
    { kind: 'email', value: email },
    ...hosts
      .filter((host) => host.includes('.') && !isSharedHost(host))
      .map((value) => ({ kind: 'domain', value }) as const),
    ...phones.filter((phone) => phone !== '').map((value) => ({ kind: 'phone', value, within: country }) as const),
    ...(name.length > 1 ? [{ kind: 'name', value: name, within: country } as const] : []),
  ]
  return [...new Map(keys.map((key) => [`${key.kind} ${key.value}`, key])).values()]
}
