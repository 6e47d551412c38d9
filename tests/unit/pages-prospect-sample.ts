// One prospect that has everything a prospect can have; texts go through `text` as in pages-samples.ts.

import type { CustomerHierarchy } from '../../shared/domain/customer-hierarchy.ts'
import { flagCodes, type ProspectFlag } from '../../shared/domain/flags.ts'
import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { type Change, same } from './pages-samples.ts'

export const at = '2026-11-20T08:05:00.000Z'
export const later = '2026-11-21T16:40:00.000Z'
export const flags: readonly ProspectFlag[] = flagCodes

export const hierarchyOf = (text: Change): CustomerHierarchy => ({
  hierarchyId: text('a1'),
  number: text('H-000009'),
  name: text('Fabrikam GmbH'),
  purpose: 'B2B organization',
  organizationId: text('a1'),
  members: [
    { customerId: text('c1'), name: text('Ada Roth'), role: 'Admin', addedAt: at },
    { customerId: text('c2'), name: text('Max Weber'), role: 'User', addedAt: later },
  ],
  createdAt: at,
})

/** A prospect that has everything a prospect can have. */
export const fullProspect = (text: Change = same): ProspectView => ({
  prospectId: text('6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11'),
  number: text('P-000042'),
  type: 'B2B prospect',
  status: 'Approved',
  company: {
    name: text('Fabrikam GmbH'),
    website: `https://fabrikam.example/${text('about')}`,
    registrationNumber: text('HRB 1234'),
    taxId: text('DE123456789'),
    phone: text('+49 30 1234567'),
    address: {
      line1: text('Hauptstr. 1'),
      line2: text('Second floor'),
      city: text('Berlin'),
      stateOrProvince: text('Berlin'),
      postalCode: text('10115'),
      country: text('DE'),
    },
  },
  requestor: {
    firstName: text('Ada'),
    lastName: text('Roth'),
    email: text('ada@fabrikam.example'),
    phone: text('+49 170 1234567'),
    jobTitle: text('Buyer'),
  },
  comments: text('We sell garden tools.\nMostly in spring.'),
  language: text('nl'),
  channel: text('default'),
  attributes: { expectedVolume: text('10-50k') },
  submittedAt: at,
  createdAt: at,
  changedAt: later,
  sales: {
    lead: { id: text('6d0f6b4e-54a0-4f9e-9d5c-0c6b1d1f1c11'), writtenAt: at },
    stage: 'Opportunity won',
    opportunity: { id: text('o1'), name: text('Garden tools'), state: 'Won' },
  },
  customers: [
    { customerId: text('a1'), number: text('C-000107'), type: 'Organization', name: text('Fabrikam GmbH') },
    { customerId: text('c1'), number: text('C-000108'), type: 'Person', name: text('Ada Roth') },
  ],
  hierarchy: hierarchyOf(text),
  decision: {
    number: 1,
    status: 'Approved',
    decidedAt: later,
    stands: true,
    reason: text('Good credit.'),
    statusReason: text('Won'),
    decidedBy: text('Kim Seller'),
    closedAt: later,
  },
  mails: [
    {
      mailId: text('m0'),
      kind: 'received',
      language: text('nl'),
      state: 'Bounced',
      at,
      trouble: { kind: 'blocked', reason: text('550 5.7.1 on our block list') },
    },
    {
      mailId: text('m1'),
      kind: 'approved',
      language: text('nl'),
      state: 'Delivered',
      at: later,
      template: { templateId: text('t1'), version: 3 },
    },
  ],
  timeline: [
    {
      at: later,
      actor: { name: text('Sales') },
      code: 'worded',
      what: text('Approved'),
      why: text('Closed as won'),
    },
    { at, actor: { name: text('Job P-0001') }, code: 'worded', what: text('Pulled from the channel') },
  ],
  flags,
  question: {
    number: 2,
    text: text('Which number?'),
    fields: ['company.taxId'],
    askedAt: later,
    by: text('Kim Larsen'),
  },
  asked: 2,
  answers: [
    {
      number: 1,
      question: text('Where?'),
      text: text('Here'),
      at: later,
      changes: [{ path: 'company.phone', before: text('+49 30 1'), after: text('+49 30 2') }],
    },
    { number: 2, question: '', text: text('Late'), at: later, changes: [], isLate: true },
  ],
  signInTakenBy: { customerId: text('c9'), number: text('C-000009'), name: text('Eva Roth') },
  likelyDuplicates: [
    {
      prospectId: text('p0'),
      number: text('P-000007'),
      companyName: text('Fabrikam Gesellschaft mbH'),
      status: 'Approved',
      matches: ['taxId', 'name'],
    },
  ],
})
