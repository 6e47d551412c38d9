// Bodies for tests of the intake; each test changes what it is about.

import { acceptOnboardingRequest, type IntakeResult } from '../../shared/domain/accept-onboarding-request.ts'
import type { FieldErrorCode, IntakeRules } from '../../shared/domain/field-checks.ts'
import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'

const rules: IntakeRules = { channels: ['default', 'benelux'], defaultLanguage: 'en' }

export type Body = Record<string, unknown>

/** A body in which every member is given. */
export const fullBody = (): Body => ({
  company: {
    name: 'Fabrikam GmbH',
    website: 'https://fabrikam.example',
    registrationNumber: 'HRB 12345',
    taxId: 'DE123456789',
    phone: '+49 30 1234',
    address: {
      line1: 'Lindenstraße 1',
      line2: '2. Hof',
      city: 'Berlin',
      stateOrProvince: 'BE',
      postalCode: '10969',
      country: 'DE',
    },
  },
  requestor: {
    firstName: 'Ada',
    lastName: 'Roth',
    email: 'ada.roth@fabrikam.example',
    phone: '+49 170 1234567',
    jobTitle: 'Buyer',
  },
  comments: 'We sell\ngarden furniture.',
  language: 'nl',
  channel: 'benelux',
  attributes: { industry: 'Retail' },
})

/** A body in which one member, named by its dotted path, is something else; `undefined` leaves it out. */
export const bodyWith = (path: string, value: unknown, body: Body = fullBody()): Body => {
  const names = path.split('.')
  const last = names.pop() ?? path
  let target = body
  for (const name of names) target = target[name] as Body
  if (value === undefined) delete target[last]
  // As JSON.parse does it: __proto__ becomes a member like any other.
  else Object.defineProperty(target, last, { value, enumerable: true, configurable: true, writable: true })
  return body
}

export const valueAt = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Body | undefined)?.[name], body)

export const accept = (body: unknown, changes: Partial<IntakeRules> = {}): IntakeResult =>
  acceptOnboardingRequest(body, { ...rules, ...changes })

/** The request of a body that must be accepted. */
export const accepted = (body: unknown, changes: Partial<IntakeRules> = {}): OnboardingRequest => {
  const result = accept(body, changes)
  if (result.outcome === 'refused') throw new Error(`Refused: ${JSON.stringify(result.errors)}`)
  return result.request
}

/** Path and code of every error; none when the body is accepted. */
export const errorsOf = (body: unknown, changes: Partial<IntakeRules> = {}): [string, FieldErrorCode][] => {
  const result = accept(body, changes)
  return result.outcome === 'refused' ? result.errors.map(({ path, code }) => [path, code]) : []
}
