// How customers are made from what Sales or the request says, and what stays of those that exist.

import { describe, expect, it } from 'vitest'
import type { Organization, Person } from '../../shared/domain/customer.ts'
import { valuesOf } from '../../shared/domain/customer-fields.ts'
import {
  accountFromRequest,
  contactFromRequest,
  organizationCustomer,
  personCustomer,
  sharedPerson,
} from '../../shared/domain/customers-of-prospect.ts'
import type { OnboardingRequest } from '../../shared/domain/onboarding-request.ts'
import { account, contact, emailOf, ids, leadId, now, request, written } from '../support/domain-samples.ts'

const stamp = { number: 'C-000107', prospectId: leadId, at: now }
const { company, requestor } = request
const bare: OnboardingRequest = {
  ...request,
  company: { name: company.name, address: company.address },
  requestor: { firstName: 'Ada', lastName: requestor.lastName, email: requestor.email },
}

describe('an organization', () => {
  it('has what the account says, and from the request what no account holds', () => {
    const from = account({
      phone: '1',
      email: 'info@fabrikam.example',
      website: 'https://f.example',
      'address.city': 'Bonn',
    })
    expect(organizationCustomer(from, request, stamp)).toEqual({
      type: 'Organization',
      customerId: from.id,
      number: 'C-000107',
      name: 'Fabrikam GmbH',
      email: 'info@fabrikam.example',
      phone: '1',
      website: 'https://f.example',
      address: { city: 'Bonn' },
      registrationNumber: company.registrationNumber,
      taxId: company.taxId,
      createdAt: now,
      changedAt: now,
      prospectId: leadId,
    })
  })

  it('that is new has the terms of its channel; one that exists keeps its own', () => {
    const terms = { priceGroup: 'A', currency: 'EUR' }
    const fresh = organizationCustomer(account(), request, stamp, undefined, terms)
    expect(fresh).toMatchObject(terms)
    const known = { ...fresh, priceGroup: 'B' }
    expect(organizationCustomer(account(), request, stamp, known, { ...terms, paymentTerms: 'net30' })).toEqual(known)
  })

  it('has no members for what nobody said', () => {
    expect(organizationCustomer(account({ phone: '' }), bare, stamp)).toEqual({
      type: 'Organization',
      customerId: account().id,
      number: 'C-000107',
      name: 'Fabrikam GmbH',
      createdAt: now,
      changedAt: now,
      prospectId: leadId,
    })
  })

  it('that exists is completed by what no account holds, and follows its account by itself', () => {
    const before: Organization = {
      type: 'Organization',
      customerId: account().id,
      number: 'C-000001',
      name: 'Old name',
      email: 'old@fabrikam.example',
      phone: 'old',
      taxId: 'OLD',
      createdAt: written,
      changedAt: written,
      prospectId: 'earlier',
    }
    expect(organizationCustomer(account({ phone: 'new' }), request, stamp, before)).toEqual({
      ...before,
      registrationNumber: company.registrationNumber,
    })
  })
})

describe('a person', () => {
  it('has what the contact says, the invoice account and the language of the request', () => {
    const from = contact({ phone: '1', mobilePhone: '2', jobTitle: 'Buyer' })
    expect(personCustomer(from, 'organization', request, stamp)).toEqual({
      type: 'Person',
      customerId: from.id,
      number: 'C-000107',
      name: 'Ada Roth',
      firstName: 'Ada',
      lastName: 'Roth',
      email: emailOf(from),
      phone: '1',
      mobilePhone: '2',
      jobTitle: 'Buyer',
      invoiceAccount: 'organization',
      language: 'nl',
      createdAt: now,
      changedAt: now,
      prospectId: leadId,
    })
  })

  it('that is new has the terms of its organization; one that exists keeps its own', () => {
    const terms = { customerGroup: 'retail', currency: 'TRY' }
    const fresh = personCustomer(contact(), 'o', request, stamp, undefined, terms)
    expect(fresh).toMatchObject(terms)
    expect(personCustomer(contact(), 'o', request, stamp, fresh, { currency: 'EUR' })).toEqual(fresh)
  })

  it.each([
    ['', 'Roth', 'Roth'],
    ['Ada', '', 'Ada'],
    ['', '', ''],
  ])('called %j %j is named %j', (firstName, lastName, name) => {
    expect(personCustomer(contact({ firstName, lastName }), 'o', request, stamp).name).toBe(name)
  })

  it('that exists stays as it is, and is invoiced to the organization of now', () => {
    const before: Person = {
      ...personCustomer(contact({ jobTitle: 'Owner' }), 'old', request, { ...stamp, number: 'C-000002', at: written }),
      language: 'tr',
    }
    expect(personCustomer(contact({ firstName: 'Eda' }), 'new', request, stamp, before)).toEqual({
      ...before,
      invoiceAccount: 'new',
    })
  })
})

describe('what Sales has and the app may not read', () => {
  const unread = { name: 'Fabrikam GmbH', website: null }

  it('is as the request says, where the record came of the request; what is known to be empty is empty', () => {
    const made = organizationCustomer({ id: account().id, leadId, values: unread }, request, stamp)
    expect(made).toMatchObject({ name: 'Fabrikam GmbH', phone: company.phone, address: company.address })
    expect(made).not.toHaveProperty('website')
    const person = personCustomer({ id: contact().id, leadId, values: { lastName: 'Berg' } }, 'o', request, stamp)
    expect(person).toMatchObject({ firstName: 'Ada', lastName: 'Berg', email: requestor.email })
  })

  it('is not as the request says where the record is somebody else’s', () => {
    const person = personCustomer({ id: contact().id, values: { lastName: 'Berg' } }, 'o', request, stamp)
    expect(person).not.toHaveProperty('email')
    expect(person).toMatchObject({ name: 'Berg' })
  })
})

describe('what Sales lacks', () => {
  it('is made without members that the request does not have', () => {
    expect(accountFromRequest(ids.accountId, bare)).toEqual({
      id: ids.accountId,
      values: valuesOf('Organization', { name: company.name, address: company.address }),
    })
    expect(contactFromRequest(ids.contactId, bare)).toEqual({ id: ids.contactId, values: { ...bare.requestor } })
  })

  it('carries the phone of the requestor as the mobile phone, as the lead does', () => {
    const { values } = contactFromRequest(ids.contactId, request)
    expect(values).toMatchObject({ mobilePhone: requestor.phone, jobTitle: 'Buyer' })
    expect(values).not.toHaveProperty('phone')
  })
})

describe('a person that several onboardings approve', () => {
  it('remembers each of the others once', () => {
    const person = personCustomer(contact(), 'organization', request, stamp)
    expect(sharedPerson(person, leadId)).toBe(person)
    const shared = sharedPerson(person, 'other')
    expect(shared).toEqual({ ...person, sharedBy: ['other'] })
    expect(sharedPerson(shared, 'other')).toBe(shared)
    expect(sharedPerson(shared, 'third').sharedBy).toEqual(['other', 'third'])
  })
})
