// The fields of a customer that people can change, as one table: the form, the checks, the comparison with Sales and the
// names in timelines are read from it. Lengths are those of the standard columns of accounts and contacts:
// https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/account

import type { Customer } from './customer.ts'
import type { OnboardingField } from './onboarding-fields.ts'

export type CustomerType = Customer['type']

export type CustomerField = OnboardingField & {
  /** What staff call it. */
  readonly label: string
  /** Headquarters' own: Sales has no column for it. */
  readonly own?: true
}

/** Texts by the path of their field. A field without text is absent. */
export type Values = Readonly<Record<string, string>>

const field = (
  path: string,
  label: string,
  kind: OnboardingField['kind'],
  maxLength: number,
  more: { readonly required?: true; readonly own?: true } = {},
): CustomerField => ({ path, label, kind, maxLength, required: false, ...more })

export const customerFields: Readonly<Record<CustomerType, readonly CustomerField[]>> = {
  Organization: [
    field('name', 'Name', 'name', 160, { required: true }),
    field('email', 'E-mail', 'email', 100),
    field('phone', 'Phone', 'phone', 50),
    field('website', 'Website', 'website', 200),
    field('registrationNumber', 'Registration number', 'text', 50, { own: true }),
    field('taxId', 'Tax number', 'text', 50, { own: true }),
    field('address.line1', 'Street', 'text', 250),
    field('address.line2', 'Address line 2', 'text', 250),
    field('address.postalCode', 'Postal code', 'text', 20),
    field('address.city', 'City', 'text', 80),
    field('address.stateOrProvince', 'State or province', 'text', 50),
    field('address.country', 'Country', 'country', 80),
  ],
  Person: [
    field('firstName', 'First name', 'name', 50),
    field('lastName', 'Last name', 'name', 50, { required: true }),
    field('jobTitle', 'Job title', 'text', 100),
    field('email', 'E-mail', 'email', 100),
    field('phone', 'Phone', 'phone', 50),
    field('mobilePhone', 'Mobile phone', 'phone', 50),
  ],
}

const at = (holder: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      holder,
    )

/** The texts of a customer, or of anything with the same members, such as the account it is in Sales. */
export const valuesOf = (type: CustomerType, holder: object): Values =>
  Object.fromEntries(
    customerFields[type].flatMap(({ path }) => {
      const text = at(holder, path)
      return typeof text === 'string' && text !== '' ? [[path, text]] : []
    }),
  )

/** Members as a customer has them: `address.city` stands in `address`. */
export const membersOf = (values: Values): Readonly<Record<string, unknown>> => {
  const members: Record<string, unknown> = {}
  for (const [path, text] of Object.entries(values)) {
    const [first = path, second] = path.split('.')
    members[first] = second === undefined ? text : { ...(members[first] as object | undefined), [second]: text }
  }
  return members
}

/** The name of a person is made of first and last name. */
export const personName = (values: Values): string => `${values['firstName'] ?? ''} ${values['lastName'] ?? ''}`.trim()

/** The customer with these texts in place of the ones it had. */
export const withValues = <C extends Customer>(customer: C, values: Values): C => {
  const replaced = new Set(customerFields[customer.type].map(({ path }) => path.split('.')[0]))
  const kept = Object.fromEntries(Object.entries(customer).filter(([name]) => !replaced.has(name)))
  const always = customer.type === 'Person' ? { firstName: '', lastName: '', name: personName(values) } : { name: '' }
  return { ...kept, ...always, ...membersOf(values) } as C
}

/** What staff call these fields, in the order of the table. */
export const labelsOf = (type: CustomerType, paths: readonly string[]): string =>
  customerFields[type]
    .filter(({ path }) => paths.includes(path))
    .map(({ label }) => label)
    .join(', ')
