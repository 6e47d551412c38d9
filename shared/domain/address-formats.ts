// How addresses are written in each country: which parts there are, in which order, and what they are called there. The data
// are those of the address forms of Chromium and Android: https://chromium-i18n.appspot.com/ssl-address/data

/** The parts of an address that differ: street, city, state or province, postal code. */
type Part = 'A' | 'C' | 'S' | 'Z'

// Countries by the order of their parts; everything else is written as the first.
const orders: Readonly<Record<string, string>> = {
  ACZ: '',
  A: 'MO',
  AC: 'BF CI MW',
  ACS: 'BS JM KN PA SC SR TV',
  ACSZ: 'AS AU BB BR CA CC CO CU CX EG FM HM HN ID IE IQ MH MN MP NF PW RU SO TH UA UM US VI VN',
  ACZS: 'IN NG PE PG PH VE',
  AS: 'AE NR',
  ASC: 'KI',
  ASCZ: 'CR LV',
  ASZ: 'KY',
  AZ: 'GI SG',
  AZC:
    'AD AL AT AX AZ BA BE BG BL CH CY CZ DE DK DO DZ EC EH ET FI FO FR GE GF GL GP GR GT GW HR HT IS KG KW LA LI LR LU ' +
    'MA MC MD ME MF MG MK MQ MU NC NE NL NO OM PL PM PT PY RE RS SE SI SJ SK SM SN TJ TM TN TZ VA WF XK YT ZM',
  AZCS: 'AM AR BY CL CV EE ES IT LT MX MY MZ NI PF SV TR UY UZ',
  AZSC: 'RO',
  CAZ: 'HU',
  SCA: 'HK',
  SCAZ: 'IR KR',
  ZAC: 'GN',
  ZSA: 'JP',
  ZSCA: 'CN KP KZ TW',
}

// Where addresses name the city, and are complete without it: the place is the city.
const isCity = new Set(['AX', 'BV', 'GS', 'HK', 'HM', 'IO', 'MC', 'NR', 'PN', 'SH', 'VA'])

const stateWords = {
  area: 'HK',
  county: 'EE IE RO TW',
  department: 'CO HN NI UY',
  district: 'NR',
  emirate: 'AE',
  island: 'BS CV KI KN KY SC TV',
  oblast: 'RU UA',
  parish: 'AD BB JM',
  prefecture: 'JP',
  state: 'AS AU BR FM IN MH MP MX MY NG PW UM US VE VI',
} as const

const cityWords = { district: 'TR HK', suburb: 'AU', town: 'GB GG IM JE NO SE' } as const

const codeWords = {
  postcode: 'AU GB GG IM JE MY NL NZ ZA',
  zip: 'AS FM GU MH MP PR PW UM US VI',
  pin: 'IN',
  eircode: 'IE',
} as const

export type StateWord = keyof typeof stateWords | 'province'
export type CityWord = keyof typeof cityWords | 'city'
export type CodeWord = keyof typeof codeWords | 'postal'

const byCountry = <Word extends string>(lists: Readonly<Record<Word, string>>): ReadonlyMap<string, Word> =>
  new Map(
    (Object.entries(lists) as [Word, string][]).flatMap(([word, codes]) =>
      codes.split(' ').map((code): [string, Word] => [code, word]),
    ),
  )

const orderOf = byCountry(orders)
const stateOf = byCountry<keyof typeof stateWords>(stateWords)
const cityOf = byCountry<keyof typeof cityWords>(cityWords)
const codeOf = byCountry<keyof typeof codeWords>(codeWords)

const paths = {
  A: ['line1', 'line2'],
  C: ['city'],
  S: ['stateOrProvince'],
  Z: ['postalCode'],
} as const satisfies Record<Part, readonly string[]>

export type AddressPart = (typeof paths)[Part][number]

/** What an address of a country is made of, and what its parts are called there. */
export type AddressFormat = {
  /** In the order in which people there write them; what is not among them their addresses do not have. */
  readonly parts: readonly AddressPart[]
  readonly state: StateWord
  readonly city: CityWord
  readonly postalCode: CodeWord
}

const isPart = (letter: string): letter is Part => letter in paths

/** @param country ISO 3166-1 alpha-2; one that is not known is written as most are */
export const addressFormat = (country: string): AddressFormat => ({
  parts: [...(orderOf.get(country) ?? 'ACZ')].filter(isPart).flatMap((part) => paths[part]),
  state: stateOf.get(country) ?? 'province',
  city: cityOf.get(country) ?? 'city',
  postalCode: codeOf.get(country) ?? 'postal',
})

/** Whether an address in this country is complete only with a city. */
export const needsCity = (country: string): boolean =>
  !isCity.has(country) && addressFormat(country).parts.includes('city')

const isOfStreet = (part: AddressPart): boolean => part === 'line1' || part === 'line2'

/** The parts of an address, and the country that it is written as in. */
type WrittenAddress = Readonly<Partial<Record<AddressPart | 'country', string>>>

/**
 * An address as people in its country write it, without the country: each line of the street alone, and what stands beside
 * each other there in one line. What addresses there do not have and this one has comes last.
 */
export const addressLines = (address: WrittenAddress): string[] => {
  const { parts } = addressFormat(address.country ?? '')
  const lines: string[][] = []
  let isOpen = false
  for (const part of parts) {
    const text = address[part]
    if (isOfStreet(part)) isOpen = false
    if (!text) continue
    if (isOpen) lines.at(-1)?.push(text)
    else lines.push([text])
    isOpen = !isOfStreet(part)
  }
  const others = Object.values(paths)
    .flat()
    .filter((part) => !parts.includes(part))
  return [...lines.map((line) => line.join(' ')), ...others.flatMap((part) => address[part] || [])]
}
