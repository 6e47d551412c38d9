// What staff call the fields of requests and customers, in English.

import { createLabels } from '../field-labels.ts'

export const fieldLabels = createLabels({
  Organization: {
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    website: 'Website',
    registrationNumber: 'Registration number',
    taxId: 'Tax number',
    'address.line1': 'Street',
    'address.line2': 'Address line 2',
    'address.postalCode': 'Postal code',
    'address.city': 'City',
    'address.stateOrProvince': 'State or province',
    'address.country': 'Country',
    customerGroup: 'Customer group',
    priceGroup: 'Price group',
    paymentTerms: 'Terms of payment',
    currency: 'Currency',
    'credit.limit': 'Credit limit',
    'credit.onHold': 'On hold',
    'credit.mandatory': 'Limit is mandatory',
    'credit.rating': 'Credit rating',
  },
  Person: {
    firstName: 'First name',
    lastName: 'Last name',
    jobTitle: 'Job title',
    email: 'E-mail',
    phone: 'Phone',
    mobilePhone: 'Mobile phone',
    customerGroup: 'Customer group',
    priceGroup: 'Price group',
    paymentTerms: 'Terms of payment',
    currency: 'Currency',
    spendingLimit: 'Spending limit',
  },
  user: { language: 'Language', role: 'Role', status: 'Status', invoiceAccount: 'Invoice account' },
  request: {
    'requestor.phone': 'Phone',
    comments: 'Comments',
    language: 'Language',
    channel: 'Channel',
  },
})
