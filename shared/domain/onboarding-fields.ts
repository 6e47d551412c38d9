// The one table of what an onboarding request may contain. The request's type, its checks, the form, the interface
// description, the lead, the pages of headquarters and the customers that are made of it are all read from it. Lengths
// are those of the Sales columns the values are written to in the end, so that nothing that was accepted is cut later:
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/lead

import type { CustomerPath, CustomerType } from './customer-fields.ts'
import type { Field, FieldKind, HolderOf } from './field.ts'

type More = {
  /** The field of each type of customer that it becomes. */
  readonly [Type in CustomerType]?: CustomerPath<Type>
} & {
  /** Column of the lead that holds it; what has none is told in the lead's note. One named cb2b_… is of our own making. */
  readonly column?: string
  /** What a lead's column holds as Microsoft makes it, where that is less: the lead's note holds what is longer. */
  readonly columnLength?: number
  /** What browsers may fill in: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete?: string
  readonly width?: 'narrow' | 'wide'
}

type Row<Path extends string, Kind extends FieldKind, Required extends boolean, Rest extends More> = Field &
  More & { readonly path: Path; readonly kind: Kind; readonly required: Required } & Rest

const required = <const Path extends string, const Kind extends FieldKind, const Rest extends More>(
  path: Path,
  kind: Kind,
  maxLength: number,
  more: Rest,
): Row<Path, Kind, true, Rest> => ({ path, kind, maxLength, required: true, ...more })

const optional = <const Path extends string, const Kind extends FieldKind, const Rest extends More>(
  path: Path,
  kind: Kind,
  maxLength: number,
  more: Rest,
): Row<Path, Kind, false, Rest> => ({ path, kind, maxLength, required: false, ...more })

// The order is that of the members in a stored request, from whose bytes its id is made: a new field may stand anywhere,
// and those that are there keep their order.
const table = [
  required('company.name', 'name', 160, {
    Organization: 'name',
    column: 'companyname',
    columnLength: 100,
    autocomplete: 'organization',
    width: 'wide',
  }),
  optional('company.website', 'website', 200, { Organization: 'website', column: 'websiteurl', autocomplete: 'url' }),
  optional('company.registrationNumber', 'code', 50, {
    Organization: 'registrationNumber',
    column: 'cb2b_registrationnumber',
  }),
  optional('company.taxId', 'code', 50, { Organization: 'taxId', column: 'cb2b_taxid' }),
  optional('company.phone', 'phone', 50, { Organization: 'phone', column: 'telephone1', autocomplete: 'work tel' }),
  required('company.address.line1', 'text', 250, {
    Organization: 'address.line1',
    column: 'address1_line1',
    autocomplete: 'address-line1',
    width: 'wide',
  }),
  optional('company.address.line2', 'text', 250, {
    Organization: 'address.line2',
    column: 'address1_line2',
    autocomplete: 'address-line2',
    width: 'wide',
  }),
  optional('company.address.city', 'text', 80, {
    Organization: 'address.city',
    column: 'address1_city',
    autocomplete: 'address-level2',
  }),
  optional('company.address.stateOrProvince', 'text', 50, {
    Organization: 'address.stateOrProvince',
    column: 'address1_stateorprovince',
    autocomplete: 'address-level1',
  }),
  optional('company.address.postalCode', 'code', 20, {
    Organization: 'address.postalCode',
    column: 'address1_postalcode',
    autocomplete: 'postal-code',
    width: 'narrow',
  }),
  required('company.address.country', 'country', 2, {
    Organization: 'address.country',
    column: 'address1_country',
    autocomplete: 'country',
  }),
  optional('requestor.firstName', 'name', 50, {
    Person: 'firstName',
    column: 'firstname',
    autocomplete: 'given-name',
  }),
  required('requestor.lastName', 'name', 50, { Person: 'lastName', column: 'lastname', autocomplete: 'family-name' }),
  required('requestor.email', 'email', 100, { Person: 'email', column: 'emailaddress1', autocomplete: 'email' }),
  optional('requestor.phone', 'phone', 50, {
    Person: 'mobilePhone',
    column: 'mobilephone',
    columnLength: 20,
    autocomplete: 'tel',
  }),
  optional('requestor.jobTitle', 'text', 100, {
    Person: 'jobTitle',
    column: 'jobtitle',
    autocomplete: 'organization-title',
  }),
  optional('comments', 'multiline', 1500, { column: 'description', width: 'wide' }),
  optional('language', 'language', 35, {}),
  optional('channel', 'channel', 40, {}),
] as const

export type OnboardingRow = (typeof table)[number]
export type OnboardingPath = OnboardingRow['path']
export type OnboardingField = Field & More & { readonly path: OnboardingPath }

export const onboardingFields: readonly OnboardingField[] = table

const attributePrefix = 'attributes.'

/** Path of a field of the site's own. */
export const attributePath = (name: string): AttributePath => `${attributePrefix}${name}`

/** Name of the site's own field at a path, if it is one. */
export const attributeAt = (path: string): string | undefined =>
  path.startsWith(attributePrefix) ? path.slice(attributePrefix.length) : undefined

type AttributePath = `attributes.${string}`
/** Where a request says which version of the channel's terms was accepted. */
export const acceptedTermsPath = 'acceptedTerms'
/** Name of a control of the form: a field, one of the site's own, or the acceptance of its terms. */
export type FormPath = OnboardingPath | AttributePath | typeof acceptedTermsPath
/** Where something can be wrong in a request: there, or in an object that fields stand in; `''` is the whole of it. */
export type IntakePath = '' | FormPath | HolderOf<OnboardingPath> | 'attributes'

/** The site's own form fields: at most this many, names and values at most this long. */
export const attributeLimits = { count: 20, nameLength: 40, valueLength: 200 } as const

/** Names of the site's own form fields. */
export const attributeForm = /^[A-Za-z][\w-]{0,39}$/
