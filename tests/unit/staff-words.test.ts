// What staff read: states by their names, and what is wrong with a field by its code.

import { expect, it } from 'vitest'
import type { Customer } from '../../shared/domain/customer.ts'
import type { CustomerPath } from '../../shared/domain/customer-fields.ts'
import type { CustomerError } from '../../shared/headquarters/edit-customer.ts'
import { reasonOf } from '../../shared/headquarters/pages/reason-of.ts'
import { renderEditCustomer } from '../../shared/headquarters/pages/render-edit-customer.ts'
import { nameOf } from '../../shared/languages/staff/name-words.ts'
import { staffWords } from '../../shared/languages/staff/staff-language.ts'
import { tradeLists } from '../support/trade-lists.ts'
import { attribute, elementsOf, named, textOf, within } from './pages-dom.ts'
import { admin } from './pages-staff-samples.ts'

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
    const page = elementsOf(
      renderEditCustomer({
        bridge: undefined,
        viewer: admin,
        tradeLists,
        customer,
        etag: 'e',
        errors: [{ path, code }],
      }),
    )
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

it('a form that is refused begins with what is wrong, each with a link to its field, and the focus goes there', () => {
  const errors = [
    { path: 'lastName', code: 'required' },
    { path: 'email', code: 'format' },
  ] satisfies CustomerError[]
  const page = elementsOf(
    renderEditCustomer({ bridge: undefined, viewer: admin, tradeLists, customer, etag: 'e', errors }),
  )
  const summary = page.find((one) => attribute(one, 'class') === 'error-summary')
  if (!summary) throw new Error('There is no summary.')
  expect([attribute(summary, 'role'), attribute(summary, 'autofocus')]).toEqual(['alert', ''])
  const links = named(within(summary), 'a').map((link) => [attribute(link, 'href'), textOf(link)])
  expect(links).toEqual([
    ['#field-lastName', 'Last name: This is required.'],
    ['#field-email', 'E-mail: Enter an e-mail address such as name@company.example.'],
  ])
  for (const [href] of links) expect(page.some((one) => `#${attribute(one, 'id')}` === href)).toBe(true)
  expect(page.some((one) => attribute(one, 'class') === 'notice bad')).toBe(false)
})

it('why a user was not added or is disabled is told in words, and what a person wrote as it is', () => {
  const about = { at: '2026-11-20T08:05:00.000Z', actor: 'sales', userId: 'u' } as const
  const refused = { ...about, code: 'user-refused', change: 'add', why: 'already-a-user' } as const
  expect(reasonOf(refused)).toBe('Somebody in the organization has this e-mail address already')
  expect(staffWords.timelineLine(refused).why).toBe('already-a-user')
  const disabled = { ...about, code: 'user-changed', number: 'C-000109', change: 'disable' } as const
  const inSales = { ...disabled, reason: 'deactivated-in-sales', askedAt: about.at }
  expect(reasonOf(inSales)).toMatch(/^The contact was deactivated in Sales · /)
  expect(reasonOf({ ...disabled, reason: 'Until May · or June' })).toBe('Until May · or June')
})
