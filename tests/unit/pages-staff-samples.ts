// Every page of headquarters drawn once with the same sample data; texts go through `text` as in pages-samples.ts.

import type { Customer } from '../../shared/domain/customer.ts'
import type { BridgeView } from '../../shared/headquarters/pages/bridge-banner.ts'
import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import { renderEditCustomer } from '../../shared/headquarters/pages/render-edit-customer.ts'
import { renderHierarchy } from '../../shared/headquarters/pages/render-hierarchy.ts'
import { renderJobs } from '../../shared/headquarters/pages/render-jobs.ts'
import { renderProspect } from '../../shared/headquarters/pages/render-prospect.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import { renderStaffError } from '../../shared/headquarters/pages/render-staff-error.ts'
import type { Html } from '../../shared/platform/html.ts'
import { at, flags, fullProspect, hierarchyOf, later } from './pages-prospect-sample.ts'
import { type Change, same } from './pages-samples.ts'

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

export const runningBridge = { state: 'running', at: '', by: '' } as const

export const noErrors = { state: 'Open', errors: [], groups: [], isAll: true, seen: 0 } as const

const errorOf = (text: Change, state: 'Open' | 'Dismissed') => ({
  errorId: text('e1'),
  kind: text('sales-writes'),
  prospectId: text('p1'),
  number: text('P-000042'),
  code: text('0x80040237'),
  detail: text('A record with the same key exists already.'),
  isRetryable: true,
  tries: 12,
  firstAt: at,
  lastAt: later,
  state,
  ...(state === 'Dismissed' && { dismissedBecause: text('Made by hand') }),
})

/** Every page of headquarters by name. */
export const staffPages = (text: Change = same, bridge: BridgeView = runningBridge): Readonly<Record<string, Html>> => {
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
  const organization: Customer = {
    ...customer,
    type: 'Organization',
    website: `https://fabrikam.example/${text('about')}`,
    registrationNumber: text('HRB 1234'),
    taxId: text('DE123456789'),
    address: prospect.company.address,
    unwritten: ['name', 'address.city'],
    flags: ['account-too-narrow'],
  }
  const person: Customer = {
    ...customer,
    type: 'Person',
    firstName: text('Ada'),
    lastName: text('Roth'),
    jobTitle: text('Buyer'),
    mobilePhone: text('+49 170 1234567'),
    invoiceAccount: text('a1'),
    language: text('nl'),
  }
  return {
    prospects: renderProspects({
      bridge,
      items: [
        summary(text, 'P-000042', 'Open'),
        summary(text, 'P-000041', 'Approved'),
        summary(text, 'P-000040', 'Rejected'),
      ],
      filter: '',
      cursor: text('abc'),
      nextCursor: text('def'),
    }),
    'prospects-empty': renderProspects({ bridge, items: [], filter: 'Open' }),
    prospect: renderProspect({
      bridge,
      prospect,
      leadUrl: 'https://sales.example/leads/1',
      notice: { tone: 'good', text: text('Sent.') },
    }),
    'prospect-new': renderProspect({
      bridge,
      prospect: {
        ...fresh,
        status: 'Open',
        customers: [],
        mails: [],
        flags: [],
        sales: { ...fresh.sales, stage: 'Lead open' },
      },
    }),
    organization: renderCustomer({
      bridge,
      customer: organization,
      hierarchy: { id: text('a1'), label: text('H-000009 Fabrikam GmbH') },
      prospect: { id: text('a2'), label: text('P-000042') },
      notice: { tone: 'good', text: text('Saved.') },
    }),
    person: renderCustomer({
      bridge,
      customer: person,
      invoiceAccount: { id: text('a1'), label: text('C-000107 Fabrikam') },
    }),
    'edit-organization': renderEditCustomer({
      bridge,
      customer: organization,
      etag: text('W/"1"'),
      typed: { name: '', 'address.city': text('Bonn'), 'address.country': text('Germany') },
      errors: [
        { path: 'name', code: 'required' },
        { path: 'email', code: 'format' },
      ],
    }),
    'edit-person': renderEditCustomer({
      bridge,
      customer: person,
      etag: text('W/"1"'),
      typed: { firstName: `${text('Eda')} M.`, jobTitle: '' },
      changedMeanwhile: true,
    }),
    hierarchy: renderHierarchy({ bridge, hierarchy: hierarchyOf(text), organization: text('C-000107 Fabrikam GmbH') }),
    jobs: renderJobs({
      bridge,
      jobs: [
        {
          name: text('P-0001'),
          title: text('P-0001 Pull channel requests'),
          description: text('Pulls what companies submitted on the sites into headquarters.'),
          schedule: '0 * * * * *',
          kind: { every: 'minutes', count: 1 },
          nextAt: later,
          lookedAt: later,
          isOverdue: true,
          lastWork: { at: later, by: text('Timer'), processed: 12, failed: 1, seconds: 0.42 },
          running: { at: later, by: 'schedule' },
          killed: [
            { at, by: text('Kim') },
            { at, by: 'schedule' },
          ],
        },
        {
          name: text('1010'),
          title: text('1010 Customers'),
          description: text('Pushes customers to the sites.'),
          schedule: text('0 0 0 1 1 *'),
          kind: { expression: text('0 0 0 1 1 *') },
          isOverdue: false,
          killed: [],
        },
      ],
      notice: { tone: 'info', text: text('Started.') },
    }),
    'dual-write': renderDualWrite({
      bridge,
      queues: [
        { name: 'sales-writes', waiting: 3, scheduled: 1, deadLettered: 0 },
        { name: 'mail', waiting: 0, scheduled: 0, deadLettered: 2 },
      ],
      errors: {
        state: 'Open',
        code: text('0x80040237'),
        errors: [errorOf(text, 'Open'), errorOf(text, 'Open'), { ...errorOf(text, 'Open'), isRetryable: false }],
        groups: [
          { code: text('0x80040237'), kind: text('sales-writes'), isRetryable: true, count: 1250 },
          { code: 'mail-unknown', kind: 'decision-mail', isRetryable: false, count: 2 },
        ],
        isAll: false,
        seen: 50,
        previous: { seen: 0, trail: [] },
        next: { place: text('place'), seen: 100, trail: [text('before')] },
      },
      rounds: [
        {
          kind: 'compare-all',
          state: 'ended',
          by: text('kim'),
          begunAt: later,
          movedAt: later,
          prospects: 1200,
          missing: { leads: 37, accounts: 12, contacts: 4 },
          different: 58,
        },
        {
          kind: 'write-missing',
          state: 'still',
          by: text('kim'),
          begunAt: later,
          movedAt: later,
          prospects: 250,
          missing: { leads: 9, accounts: 2, contacts: 1 },
          different: 0,
          isPartly: true,
        },
      ],
      retries: [
        { at, by: text('Kim'), total: 1200, retried: 800, impossible: 0, begunAt: later, changedAt: later },
        { at, by: text('Kim'), code: text('c'), total: 3, retried: 1, impossible: 2, changedAt: at, endedAt: later },
        { at, by: text('Kim'), errorIds: ['e1'], total: 1, retried: 0, impossible: 0, changedAt: at },
      ],
    }),
    'dual-write-settled': renderDualWrite({
      bridge: { ...bridge, state: 'waiting', reason: { code: 'sales-silent' } },
      queues: [],
      errors: { ...noErrors, state: 'Settled', errors: [errorOf(text, 'Dismissed')] },
    }),
    'dual-write-paused': renderDualWrite({
      bridge: { state: 'paused', at, by: text('Kim'), reason: { code: 'typed', text: text('Maintenance of Sales') } },
      queues: undefined,
      uncompared: [
        { table: 'leads', code: text('0x80040220'), since: later, withoutMarker: false },
        { table: 'accounts', code: text('http-503'), since: later, withoutMarker: true },
        { table: 'contacts', withoutMarker: true },
      ],
      errors: noErrors,
    }),
    'staff-error': renderStaffError({
      bridge,
      title: text('Not found'),
      text: text('There is no such prospect.'),
      correlationId: text('c-1'),
    }),
  }
}
