// What a request or a customer says in its fields, as facts on a page: a field that the tables have is shown by itself.

import type { Customer } from '../../domain/customer.ts'
import { customerFields } from '../../domain/customer-fields.ts'
import { type FieldKind, fieldsIn, textsAt } from '../../domain/field.ts'
import { type OnboardingField, onboardingFields } from '../../domain/onboarding-fields.ts'
import { personName } from '../../domain/person-name.ts'
import type { ProspectView } from '../../domain/prospect-view.ts'
import { staffWords } from '../../languages/staff/staff-language.ts'
import { type HtmlValue, html } from '../../platform/html.ts'
import { countryName, type Fact, foreign, languageName, mailLink, webLink } from './parts.ts'

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
]

export const customerFacts = (customer: Customer): Fact[] => {
  const fields = startingWith(customerFields[customer.type], 'email', 'phone')
  const texts = textsAt(fields, customer)
  return [
    [pages.customer.facts.name, foreign(customer.name)],
    ...fields
      .filter(({ path }) => path !== 'name')
      .map(({ path, kind }): Fact => [fieldLabels.customerLabel(customer.type, path), drawn(kind, texts[path])]),
  ]
}
