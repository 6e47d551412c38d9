// What staff read: states by their names, and what is wrong with a field by its code.

import { expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import type { CustomerPath } from '../../shared/domain/customer-fields.ts'
import type { CustomerError } from '../../shared/headquarters/edit-customer.ts'
import { renderEditCustomer } from '../../shared/headquarters/pages/render-edit-customer.ts'
import { nameOf } from '../../shared/languages/staff/name-words.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { attribute, elementsOf, textOf } from './pages-dom.ts'

const customer: Customer = {
  customerId: 'c',
  number: 'C-000108',
  type: 'Person',
  name: 'Ada Roth',
  firstName: 'Ada',
  lastName: 'Roth',
  invoiceAccount: 'a',
  language: 'en',
  prospectId: 'p',
  createdAt: '2026-11-20T08:05:00.000Z',
  changedAt: '2026-11-20T08:05:00.000Z',
}

it.each([
  ['lastName', 'required', 'This is required.'],
  ['lastName', 'too-long', 'This is too long: at most 50 characters.'],
  ['lastName', 'format', 'Enter a name without a web address or angle brackets.'],
  ['email', 'format', 'Enter an e-mail address such as name@company.example.'],
  ['jobTitle', 'format', 'This does not have the right form.'],
  ['jobTitle', 'control-characters', 'This contains characters that cannot be shown.'],
  ['email', 'sign-in-taken', 'Another person signs in with this e-mail address.'],
] satisfies [CustomerPath, CustomerError['code'], string][])(
  'a %s that is refused as %s is told so',
  (path, code, text) => {
    const page = elementsOf(renderEditCustomer({ bridge: undefined, customer, etag: 'e', errors: [{ path, code }] }))
    const error = page.find((one) => attribute(one, 'id') === `field-${path}-error`)
    expect(error && textOf(error)).toBe(text)
  },
)

it('a state has its name, and one that is not known here stays as it stands', () => {
  const { statuses } = staffWords.names
  const later: Readonly<Record<string, string>> = statuses
  expect([nameOf(statuses, 'Open'), nameOf(later, 'Suspended'), nameOf(later, 'constructor')]).toEqual([
    'Open',
    'Suspended',
    'constructor',
  ])
})
