// What a request or a customer says in its fields, as facts on a page: a field that the tables have is shown by itself.

import { isCreditPath } from '../../domain/credit.ts'
import type { Customer } from '../../domain/customer.ts'
import { customerFields, valuesOf } from '../../domain/customer-fields.ts'
import { type FieldKind, fieldsIn, textsAt } from '../../domain/field.ts'
import { asHold } from '../../domain/hold.ts'
import { type OnboardingField, onboardingFields } from '../../domain/onboarding-fields.ts'
import { personName } from '../../domain/person-name.ts'
import type { ProspectView } from '../../domain/prospect-view.ts'
import type { TradeLists } from '../../domain/trade-codes.ts'
import { isTradePath, type TradePath } from '../../domain/trade-paths.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type HtmlValue, html } from '../../platform/html.ts'
import {
  countryName,
  currencyName,
  type Fact,
  foreign,
  languageName,
  mailLink,
  moment,
  moneyWords,
  webLink,
} from './parts.ts'

const { fieldLabels, pages } = staffWords

const drawings: Readonly<Record<FieldKind, (text: string) => HtmlValue>> = {
  text: foreign,
  name: foreign,
  code: foreign,
  multiline: (text) => html`<p class="text" dir="auto">${text}</p>`,
  email: mailLink,
  phone: foreign,
  website: webLink,
  country: countryName,
  language: languageName,
  channel: (text) => text,
  money: moneyWords,
  hold: (text) => pages.credit.holds[asHold(text)],
  yes: () => pages.credit.yes,
}

const drawn = (kind: FieldKind, text: string | undefined): HtmlValue =>
  text === undefined ? undefined : drawings[kind](text)

/** The fields with these first, in this order: staff read some where no form and no JSON has them. */
const startingWith = <F extends { readonly path: string }>(fields: readonly F[], ...paths: F['path'][]): F[] => [
  ...paths.flatMap((path) => fields.filter((field) => field.path === path)),
  ...fields.filter((field) => !paths.includes(field.path)),
]

const requestFacts = (prospect: ProspectView, fields: readonly OnboardingField[]): Fact[] => {
  const texts = textsAt(fields, prospect)
  return fields.map((field) => [fieldLabels.requestLabel(field), drawn(field.kind, texts[field.path])])
}

const companyFields = [
  ...fieldsIn(onboardingFields, 'company'),
  ...startingWith(
    fieldsIn(onboardingFields, 'company.address'),
    'company.address.line1',
    'company.address.line2',
    'company.address.postalCode',
  ),
]
const personFields = startingWith(fieldsIn(onboardingFields, 'requestor'), 'requestor.jobTitle').filter(
  ({ kind }) => kind !== 'name',
)
const isChoice = ({ kind }: OnboardingField): boolean => kind === 'language' || kind === 'channel'
const choices = fieldsIn(onboardingFields, '').filter(isChoice)
const others = fieldsIn(onboardingFields, '').filter((field) => !isChoice(field))

export const companyFacts = (prospect: ProspectView): Fact[] => requestFacts(prospect, companyFields)

/** The requestor, and what belongs to the request as a whole. */
export const requestorFacts = (prospect: ProspectView): Fact[] => [
  [pages.prospect.name, foreign(personName(prospect.requestor))],
  ...requestFacts(prospect, personFields),
  ...requestFacts(prospect, choices),
  ...Object.entries(prospect.attributes).map(([name, value]): Fact => [name, foreign(value)]),
  ...requestFacts(prospect, others),
  ...termsFacts(prospect),
]

/** Which terms were accepted, where the channel has some. */
const termsFacts = ({ terms }: ProspectView): Fact[] =>
  terms
    ? [
        [
          pages.prospect.terms,
          html`<bdi>${terms.version}</bdi>, ${languageName(terms.language)}, ${moment(terms.at)}<br>${webLink(terms.document)}`,
        ],
      ]
    : []

/** A code with what staff call it; one that no list has any more stays as it is. */
export const tradeName = (lists: TradeLists, path: TradePath, code: string): string => {
  const given = lists[path].get(code) ?? code
  const label = path === 'currency' && given === code ? currencyName(code) : given
  return label === code ? code : `${code} – ${label}`
}

/** One text of a field of the credit; what is not there is said, but for the rating. */
export const creditText = (path: string, text: string | undefined): HtmlValue => {
  const kind = customerFields.Organization.find((field) => field.path === path)?.kind ?? 'text'
  const none = { money: pages.credit.none, hold: pages.credit.no, yes: pages.credit.no } as const
  return drawn(kind, text) ?? (kind in none ? none[kind as keyof typeof none] : undefined)
}

const kindsOfCustomers: ReadonlyMap<string, FieldKind> = new Map(
  [...customerFields.Organization, ...customerFields.Person].map(({ path, kind }) => [path, kind]),
)
const worded: ReadonlySet<FieldKind | undefined> = new Set(['money', 'hold', 'yes', 'country', 'language'])

/** Whether a text is one that the words of its kind stand for. */
const hasWords = (kind: FieldKind, text: string): boolean =>
  worded.has(kind) && (kind === 'hold' ? asHold(text) === text : kind !== 'yes' || text === 'Yes')

/**
 * What a field of a customer was or is, where it is told that it changed: amounts and codes as on the customer's page. What no
 * words stand for is told as it is.
 */
export const changedText = (path: string, text: string): HtmlValue => {
  const kind = kindsOfCustomers.get(path)
  return kind !== undefined && hasWords(kind, text) ? drawings[kind](text) : foreign(text)
}

/** The credit of an organization. */
export const creditFacts = (customer: Customer): Fact[] => {
  const texts = valuesOf(customer.type, customer)
  return customerFields[customer.type]
    .filter(({ path }) => isCreditPath(path))
    .map(({ path }): Fact => [fieldLabels.customerLabel(customer.type, path), creditText(path, texts[path])])
}

export const customerFacts = (customer: Customer, lists: TradeLists): Fact[] => {
  const fields = startingWith(
    customerFields[customer.type].filter(({ path }) => !isCreditPath(path)),
    'email',
    'phone',
  )
  const texts = textsAt(fields, customer)
  return [
    [pages.customer.facts.name, foreign(customer.name)],
    ...fields
      .filter(({ path }) => path !== 'name')
      .map(({ path, kind }): Fact => {
        const text = texts[path]
        const said = text !== undefined && isTradePath(path) ? foreign(tradeName(lists, path, text)) : drawn(kind, text)
        return [fieldLabels.customerLabel(customer.type, path), said]
      }),
  ]
}
