// What an approval that makes a partner brings along for sites, so that nothing has to be read when they are told.

import { expect, it } from 'vitest'
import type { CustomerRef } from '../../shared/domain/prospect.ts'
import { newPartner } from '../../shared/headquarters/users/told-partner.ts'
import { now } from '../support/domain-samples.ts'

const head = {
  hierarchyId: 'o',
  organizationId: 'o',
  number: 'H-000001',
  name: 'Fabrikam GmbH',
  purpose: 'B2B organization',
  createdAt: now,
} as const
const member = { customerId: 'p', name: 'Ada Roth', role: 'Admin', addedAt: now } as const
const person: CustomerRef = {
  customerId: 'p',
  number: 'C-000002',
  name: 'Ada Roth',
  home: '0',
  email: 'ada@fabrikam.example',
  details: { firstName: 'Ada', lastName: 'Roth' },
}
const organization: CustomerRef = {
  customerId: 'o',
  number: 'C-000001',
  name: 'Fabrikam GmbH',
  home: '0',
  details: { 'credit.limit': '5000.00 EUR' },
}

it('brings along what the onboarding knows of its own customers', () => {
  expect(newPartner(head, member, organization, person)?.organization).toMatchObject({
    credit: { limit: '5000.00', currency: 'EUR' },
  })
})

it.each([
  ['the organization is another onboarding’s, which alone is told of its changes', { ...organization, shared: true }],
  ['an earlier version stored the onboarding without them', { ...organization, details: undefined }],
] as const)('brings nothing along where %s', (_, ref) => {
  const { details, ...rest } = ref
  expect(newPartner(head, member, details ? { ...rest, details } : rest, person)).toBeUndefined()
})
