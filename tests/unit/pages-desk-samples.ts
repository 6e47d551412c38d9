// Every page of headquarters drawn once with the same sample data; texts go through `text` as in pages-samples.ts.

import type { CustomerHierarchy } from '../../shared/domain/customer-hierarchy.ts'
import { type ProspectFlag, prospectFlags } from '../../shared/domain/prospect.ts'
import type { ProspectView } from '../../shared/domain/prospect-view.ts'
import { customerPage } from '../../shared/headquarters/pages/customer-page.ts'
import { dualWritePage } from '../../shared/headquarters/pages/dual-write-page.ts'
import { hierarchyPage } from '../../shared/headquarters/pages/hierarchy-page.ts'
import { jobsPage } from '../../shared/headquarters/pages/jobs-page.ts'
import { prospectPage } from '../../shared/headquarters/pages/prospect-page.ts'
import { prospectsPage } from '../../shared/headquarters/pages/prospects-page.ts'
import { staffErrorPage } from '../../shared/headquarters/pages/staff-error-page.ts'
import type { Html } from '../../shared/platform/html.ts'
import { type Change, same } from './pages-samples.ts'

const at = '2026-11-20T08:05:00.000Z'
const later = '2026-11-21T16:40:00.000Z'
const flags = Object.keys(prospectFlags) as ProspectFlag[]

const hierarchyOf = (text: Change): CustomerHierarchy => ({
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
  decision: { number: 1, status: 'Approved', decidedAt: later, reason: text('Good credit.') },
  mails: [{ mailId: text('m1'), kind: 'approved', language: text('nl'), state: 'Delivered', at: later }],
  timeline: [
    { at: later, who: text('Sales'), what: text('Approved'), why: text('Closed as won') },
    { at, who: text('Job P-0001'), what: text('Pulled from the channel') },
  ],
  flags: flags.map((code) => ({ code, message: text(prospectFlags[code]) })),
})

const summary = (text: Change, number: string, status: 'Open' | 'Approved' | 'Rejected') => ({
  prospectId: text(`id-of-${number}`),
  number: text(number),
  status,
  companyName: text('Fabrikam GmbH'),
  requestorName: text('Ada Roth'),
  country: text('DE'),
  stage: 'Lead open' as const,
  flags: status === 'Open' ? flags.slice(0, 2) : [],
  createdAt: at,
  changedAt: later,
})

const errorOf = (text: Change, state: 'Open' | 'Dismissed') => ({
  errorId: text('e1'),
  kind: text('sales-writes'),
  prospectId: text('p1'),
  number: text('P-000042'),
  code: text('0x80040237'),
  detail: text('A record with the same key exists already.'),
  tries: 12,
  firstAt: at,
  lastAt: later,
  state,
  ...(state === 'Dismissed' && { dismissedBecause: text('Made by hand') }),
})

/** Every page of headquarters by name. */
export const deskPages = (text: Change = same): Readonly<Record<string, Html>> => {
  const customer = {
    customerId: text('a1'),
    number: text('C-000107'),
    name: text('Fabrikam GmbH'),
    email: text('info@fabrikam.example'),
    phone: text('+49 30 1234567'),
    createdAt: at,
    changedAt: later,
    prospectId: text('p1'),
  }
  const prospect = fullProspect(text)
  const { comments, hierarchy, decision, ...fresh } = prospect
  return {
    prospects: prospectsPage({
      items: [
        summary(text, 'P-000042', 'Open'),
        summary(text, 'P-000041', 'Approved'),
        summary(text, 'P-000040', 'Rejected'),
      ],
      status: '',
      cursor: text('abc'),
      nextCursor: text('def'),
    }),
    'prospects-empty': prospectsPage({ items: [], status: 'Open' }),
    prospect: prospectPage({
      prospect,
      leadUrl: 'https://sales.example/leads/1',
      notice: { tone: 'good', text: text('Sent.') },
    }),
    'prospect-new': prospectPage({
      prospect: {
        ...fresh,
        status: 'Open',
        customers: [],
        mails: [],
        flags: [],
        sales: { ...fresh.sales, stage: 'Lead open' },
      },
    }),
    organization: customerPage({
      customer: {
        ...customer,
        type: 'Organization',
        website: `https://fabrikam.example/${text('about')}`,
        registrationNumber: text('HRB 1234'),
        taxId: text('DE123456789'),
        address: prospect.company.address,
      },
      hierarchyId: text('a1'),
    }),
    person: customerPage({
      customer: {
        ...customer,
        type: 'Person',
        firstName: text('Ada'),
        lastName: text('Roth'),
        jobTitle: text('Buyer'),
        mobilePhone: text('+49 170 1234567'),
        invoiceAccount: text('a1'),
        language: text('nl'),
      },
    }),
    hierarchy: hierarchyPage({ hierarchy: hierarchyOf(text) }),
    jobs: jobsPage({
      jobs: [
        {
          name: text('P-0001'),
          title: text('P-0001 Pull channel requests'),
          description: text('Pulls what companies submitted on the sites into headquarters.'),
          lastRun: { at: later, by: text('Timer'), processed: 12, failed: 1, seconds: 0.42 },
        },
        { name: text('1010'), title: text('1010 Customers'), description: text('Pushes customers to the sites.') },
      ],
      notice: { tone: 'info', text: text('Started.') },
    }),
    'dual-write': dualWritePage({
      state: 'running',
      queues: [
        { name: 'sales-writes', waiting: 3, scheduled: 1, deadLettered: 0 },
        { name: 'mail', waiting: 0, scheduled: 0, deadLettered: 2 },
      ],
      errors: [errorOf(text, 'Open'), errorOf(text, 'Open'), errorOf(text, 'Dismissed')],
      nextCursor: text('next'),
    }),
    'dual-write-paused': dualWritePage({
      state: 'paused',
      pausedBy: text('Kim'),
      reason: text('Maintenance of Sales'),
      queues: undefined,
      errors: [],
    }),
    'staff-error': staffErrorPage({
      title: text('Not found'),
      text: text('There is no such prospect.'),
      correlationId: text('c-1'),
    }),
  }
}
