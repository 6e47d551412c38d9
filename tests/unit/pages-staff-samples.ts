// Every page of headquarters drawn once with the same sample data; texts go through `text` as in pages-samples.ts.

import type { ActCode } from '../../shared/domain/acts.ts'
import type { Customer, Organization } from '../../shared/domain/customer.ts'
import { customerFlags } from '../../shared/domain/flags.ts'
import { cellsOf } from '../../shared/domain/lists/facets.ts'
import { createCalendar } from '../../shared/domain/working-time.ts'
import type { Viewer } from '../../shared/headquarters/access.ts'
import type { ComparedMember } from '../../shared/headquarters/compare-members.ts'
import type { BridgeView } from '../../shared/headquarters/pages/bridge-banner.ts'
import { renderAddUser } from '../../shared/headquarters/pages/render-add-user.ts'
import { renderAudit } from '../../shared/headquarters/pages/render-audit.ts'
import { renderChangePartner } from '../../shared/headquarters/pages/render-change-partner.ts'
import { renderChangeUser } from '../../shared/headquarters/pages/render-change-user.ts'
import { renderChanges } from '../../shared/headquarters/pages/render-changes.ts'
import { renderComparison } from '../../shared/headquarters/pages/render-comparison.ts'
import { renderContacts } from '../../shared/headquarters/pages/render-contacts.ts'
import { renderCredit } from '../../shared/headquarters/pages/render-credit.ts'
import { renderCustomer } from '../../shared/headquarters/pages/render-customer.ts'
import { renderDualWrite } from '../../shared/headquarters/pages/render-dual-write.ts'
import { renderEditCustomer } from '../../shared/headquarters/pages/render-edit-customer.ts'
import { renderEditHierarchy } from '../../shared/headquarters/pages/render-edit-hierarchy.ts'
import { renderHeldRequests } from '../../shared/headquarters/pages/render-held-requests.ts'
import { renderHierarchy } from '../../shared/headquarters/pages/render-hierarchy.ts'
import { renderJobs } from '../../shared/headquarters/pages/render-jobs.ts'
import { renderOverride } from '../../shared/headquarters/pages/render-override.ts'
import { renderOverview } from '../../shared/headquarters/pages/render-overview.ts'
import { renderPartners } from '../../shared/headquarters/pages/render-partners.ts'
import { renderProspect } from '../../shared/headquarters/pages/render-prospect.ts'
import { renderProspects } from '../../shared/headquarters/pages/render-prospects.ts'
import { renderStaffError } from '../../shared/headquarters/pages/render-staff-error.ts'
import { renderUsers } from '../../shared/headquarters/pages/render-users.ts'
import { type PartnerAct, partnerActs } from '../../shared/headquarters/partner-acts.ts'
import type { AuditAct } from '../../shared/headquarters/store/audit-reader.ts'
import { type UserAct, userActs } from '../../shared/headquarters/user-acts.ts'
import type { Html } from '../../shared/platform/html.ts'
import { tradeLists } from '../support/trade-lists.ts'
import { sampleCounts as counts } from './pages-counts-sample.ts'
import { decisionPages } from './pages-decision-samples.ts'
import { mailPages } from './pages-mail-samples.ts'
import { newPartnerPages } from './pages-new-partner-samples.ts'
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
  flags: flags.slice(0, { Open: 3, Approved: 1, Rejected: 0 }[status]),
  createdAt: at,
  changedAt: later,
})

const now = Date.parse('2026-11-24T08:05:00.000Z')

/** Whoever is open is overdue. */
const overdueClocks = {
  calendar: createCalendar({ days: new Set([0, 1, 2, 3, 4, 5, 6]), opens: 0, closes: 1440, zone: 'UTC' }),
  targets: new Map([['Open', { first: 1 }]] as const),
  at: now,
}

/** Members with other terms than the first Admin. */
const comparisonOf = (text: Change) => {
  const member = (id: string, name: string, values: Partial<ComparedMember['values']>): ComparedMember => ({
    customerId: `${text('u')}${id}`,
    number: text('C-000108'),
    name: text(name),
    role: 'User',
    values: {
      language: 'nl',
      customerGroup: '',
      priceGroup: text('B'),
      paymentTerms: text('net30'),
      currency: text('EUR'),
      invoiceAccount: `${text('a')}1`,
      ...values,
    },
    differs: [],
  })
  return {
    hierarchyId: text('a1'),
    partner: text('H-000009 Fabrikam GmbH'),
    tradeLists,
    accounts: { [`${text('a')}1`]: text('C-000107 Fabrikam GmbH') },
    comparison: {
      admin: { ...member('0', 'Ada Roth', {}), role: 'Admin' as const },
      others: [
        {
          ...member('1', 'Eva Berg', { language: 'tr', priceGroup: '' }),
          differs: ['language', 'priceGroup'] as const,
        },
        { ...member('2', 'Jan Berg', { invoiceAccount: `${text('a')}2` }), differs: ['invoiceAccount'] as const },
        member('3', 'Eda Kaya', {}),
      ],
      overrides: [
        {
          overrideId: text('o1'),
          at: later,
          who: text('kim'),
          members: [{ customerId: `${text('u')}1`, name: text('Eva Berg') }],
          fields: ['currency'] as const,
        },
      ],
    },
  }
}

/** What is counted of partners. */
const partnerCells = (['DE', 'NL'] as const).map((country, at) => ({
  facets: {
    status: ['Active'],
    country: [country],
    channel: at === 0 ? ['*'] : ['outlet'],
    mark: ['on-hold', 'any'],
  },
  count: 1234,
}))

/** Who may do everything. */
/** A partner with a user in each state, as members and as the page shows them. */
const partnerOf = (text: (plain: string) => string) => {
  const states = ['Active', 'Active', 'Disabled', 'Removed', 'Refused', 'Pending'] as const
  const users = states.map((status, at) => ({
    // Ids tell them apart, whatever they are.
    userId: `${text('u')}${at}`,
    name: text('Ada Roth'),
    role: at === 0 ? ('Admin' as const) : ('User' as const),
    addedAt: later,
    status,
    email: text('ada@fabrikam.example'),
    isTold: at !== 1,
    ...(status === 'Disabled' ? { reason: 'on-leave' as const, note: text('Until May') } : {}),
    ...(status === 'Refused'
      ? { reason: 'cannot-be-added' as const, because: { code: 'address-taken' as const, holder: text('u9') } }
      : {}),
    ...(at === 1
      ? { refused: { changeId: text('x1'), kind: 'role' as const, code: 'last-admin' as const, at: later } }
      : {}),
  }))
  const members = users.flatMap(({ userId, name, role, addedAt, status }) =>
    status === 'Pending'
      ? []
      : [{ customerId: userId, name, role, addedAt, ...(status === 'Active' ? {} : { status }) }],
  )
  return { users, hierarchy: { ...hierarchyOf(text), members } }
}

export const admin: Viewer = { who: { kind: 'staff', id: 'o1', name: 'Kim Larsen' }, role: 'Headquarters.Admin' }

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

const heldRequest = (text: Change) => {
  const { company, requestor, channel, attributes } = fullProspect(text)
  return { company, requestor, language: 'nl' as const, channel, attributes }
}

const auditAct = (text: Change, act: ActCode): AuditAct => ({
  seq: 12,
  at,
  who: { kind: 'staff', id: text('o1'), name: text('Kim Larsen') },
  act,
  on: { kind: 'customer', id: text('a1') },
  outcome: 'done',
  endedAt: later,
  why: text('Asked by phone'),
  before: { name: text('Fabrikam') },
  after: { name: text('Fabrikam GmbH') },
})

const drawPages = (text: Change, bridge: BridgeView, viewer: Viewer): Readonly<Record<string, Html>> => {
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
  const organization: Organization = {
    ...customer,
    type: 'Organization',
    website: `https://fabrikam.example/${text('about')}`,
    registrationNumber: text('HRB 1234'),
    taxId: text('DE123456789'),
    address: prospect.company.address,
    unwritten: ['name', 'address.city'],
    flags: ['account-too-narrow'],
  }
  const proposed: Organization = {
    ...organization,
    credit: { limit: '5000.00 EUR', mandatory: 'Yes', onHold: 'Invoice', rating: text('A') },
    proposedCredit: {
      changes: [{ path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' }],
      by: { name: text('kim'), id: 'somebody-else' },
      at: later,
    },
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
      viewer,
      now,
      items: [
        summary(text, 'P-000042', 'Open'),
        summary(text, 'P-000041', 'Approved'),
        summary(text, 'P-000040', 'Rejected'),
      ],
      filter: '',
      cursor: text('abc'),
      nextCursor: text('def'),
      trail: ['abb'],
      undelivered: 3,
    }),
    'prospects-long': renderProspects({
      bridge,
      viewer,
      now,
      items: [
        {
          ...summary(text, 'P-000043', 'Open'),
          companyName: text('W'.repeat(160)),
          requestorName: text('w'.repeat(100)),
        },
        { ...summary(text, 'P-000042', 'Open'), flags, stage: 'Lead disqualified', likelyDuplicates: 2 },
        { ...summary(text, 'P-000041', 'Rejected'), likelyDuplicates: 1 },
      ],
      filter: 'Missing',
    }),
    'prospects-narrowed': renderProspects({
      bridge,
      viewer,
      now,
      items: [summary(text, 'P-000042', 'Open')],
      filter: 'Open',
      narrowing: {
        asked: { status: 'Open', country: 'DE', channel: text('eu'), mark: 'any' },
        sort: 'name',
        cells: cellsOf(counts(text('eu'), now)),
      },
      isCounting: true,
      isUnsorted: true,
      nextCursor: 'next',
    }),
    'prospects-overdue': renderProspects({
      bridge,
      viewer,
      now,
      clocks: overdueClocks,
      items: [summary(text, 'P-000042', 'Open'), { ...summary(text, 'P-000041', 'Open'), flags: [] }],
      filter: 'Overdue',
      narrowing: { asked: {}, sort: 'newest', cells: cellsOf(counts(text('eu'), now)), isOverdue: true },
    }),
    overview: renderOverview({
      bridge,
      viewer,
      now,
      overdue: 4,
      counts: counts(text('eu'), now),
      isWhole: true,
      errors: {
        groups: [
          { code: text('sales-refused'), kind: 'write-lead', isRetryable: true, count: 3 },
          { code: 'mail-unknown', kind: 'decision-mail', isRetryable: true, count: 1 },
        ],
        isAll: true,
      },
      lateJobs: [],
    }),
    'overview-empty': renderOverview({
      bridge,
      viewer,
      now,
      counts: {},
      isWhole: false,
      errors: { groups: [], isAll: false },
      lateJobs: [text('Seal timelines')],
    }),
    'prospects-empty': renderProspects({ bridge, viewer, now, items: [], filter: 'Open' }),
    'prospects-mistyped': renderProspects({
      bridge,
      viewer,
      now,
      items: [],
      search: text('BCF-KRA-MX3'),
      isMistyped: true,
    }),
    'prospects-not-found': renderProspects({ bridge, viewer, now, items: [], search: text('Fabrikam') }),
    prospect: renderProspect({
      bridge,
      viewer,
      prospect,
      audit: [{ ...auditAct(text, 'look-at-prospect'), on: { kind: 'prospect', id: text('p1') } }],
      leadUrl: 'https://sales.example/leads/1',
      notice: { tone: 'good', text: text('Sent.') },
    }),
    'prospect-new': renderProspect({
      bridge,
      viewer,
      clock: { dueAt: now, overdue: 'second' },
      prospect: {
        ...fresh,
        status: 'Open',
        customers: [],
        mails: [],
        flags: [],
        sales: { ...fresh.sales, stage: 'Lead missing' },
      },
    }),
    'prospect-without-mail': renderProspect({
      bridge,
      viewer,
      prospect: {
        ...prospect,
        status: 'Rejected',
        decision: { number: 1, status: 'Rejected', decidedAt: later, stands: true, noMail: true },
        mails: [{ mailId: text('m1'), kind: 'rejected', language: 'nl', state: 'Skipped', at: later }],
      },
    }),
    organization: renderCustomer({
      bridge,
      viewer,
      tradeLists,
      etag: text('etag'),
      customer: organization,
      hierarchy: { id: text('a1'), label: text('H-000009 Fabrikam GmbH') },
      prospect: { id: text('a2'), label: text('P-000042') },
      notice: { tone: 'good', text: text('Saved.') },
    }),
    'organization-proposed': renderCustomer({
      bridge,
      viewer,
      tradeLists,
      etag: text('etag'),
      customer: proposed,
    }),
    credit: renderCredit({
      bridge,
      viewer,
      customer: proposed,
      etag: text('etag'),
      typed: { limit: text('0.001'), currency: 'EUR', mandatory: 'Yes', onHold: 'All', rating: text('A') },
      errors: [{ path: 'credit.limit', code: 'format', message: text('wrong') }],
    }),
    person: renderCustomer({
      bridge,
      viewer,
      tradeLists,
      etag: text('etag'),
      customer: { ...person, flags: [customerFlags.Person.missing] },
      invoiceAccount: { id: text('a1'), label: text('C-000107 Fabrikam') },
    }),
    'edit-organization': renderEditCustomer({
      bridge,
      viewer,
      tradeLists,
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
      viewer,
      tradeLists,
      customer: person,
      etag: text('W/"1"'),
      typed: { firstName: `${text('Eda')} M.`, jobTitle: '' },
      changedMeanwhile: true,
    }),
    hierarchy: renderHierarchy({
      bridge,
      viewer,
      ...partnerOf(text),
      usualMaxUsers: 50,
      organization: text('C-000107 Fabrikam GmbH'),
      credit: proposed,
      isTold: true,
      withoutContact: { userId: text('u0'), name: text('Ada Roth') },
      audit: [{ ...auditAct(text, 'remove-user'), on: { kind: 'hierarchy', id: text('a1') } }],
      changes: (
        [
          {
            at: later,
            actor: { job: '1010' },
            code: 'partner-told',
            status: 'Active',
            users: [{ customerId: text('u2'), name: text('Eva Berg'), role: 'User', status: text('Disabled') }],
          },
          {
            at,
            actor: { name: text('Ada Roth'), id: text('u0') },
            code: 'user-changed',
            number: text('C-000109'),
            change: 'disable',
            reason: text('Until May'),
            userId: text('u2'),
            changes: [{ path: 'status', before: text('Active'), after: text('Disabled') }],
            askedAt: at,
          },
        ] as const
      ).map((entry) => ({ prospectId: text('p1'), number: text('P-000042'), entry })),
      notice: { tone: 'good', text: text('Done.') },
    }),
    ...Object.fromEntries(
      (Object.keys(userActs) as UserAct[]).map((action) => [
        `user-${action}`,
        renderChangeUser({
          bridge,
          viewer,
          hierarchyId: text('a1'),
          partner: text('H-000009 Fabrikam GmbH'),
          user: { userId: text('u1'), name: text('Ada Roth') },
          action,
          etag: text('W/"1"'),
          others: [{ userId: text('u2'), name: text('Eda Kaya'), email: text('eda@fabrikam.example') }],
          notice: action === 'disable' ? { tone: 'bad', text: text('Nothing was done.') } : undefined,
        }),
      ]),
    ),
    ...Object.fromEntries(
      (Object.keys(partnerActs) as PartnerAct[]).map((action) => [
        `partner-${action}`,
        renderChangePartner({
          bridge,
          viewer,
          hierarchyId: text('a1'),
          partner: text('H-000009 Fabrikam GmbH'),
          action,
          etag: text('W/"1"'),
          reason: action === 'end' ? text('Closed down') : undefined,
          notice: action === 'end' ? { tone: 'bad', text: text('Nothing was done.') } : undefined,
        }),
      ]),
    ),
    ...mailPages(text, bridge, viewer),
    'edit-hierarchy': renderEditHierarchy({
      bridge,
      viewer,
      hierarchyId: text('a1'),
      number: text('H-000009'),
      etag: text('W/"1"'),
      now: { name: text('Fabrikam GmbH'), follows: true, channels: [`${text('gone')}1`], maxUsers: '' },
      typed: {
        name: `${text('Fabrikam')} Nord`,
        follows: false,
        channels: [`${text('default')}2`],
        maxUsers: text('75'),
      },
      usualMaxUsers: 50,
      channels: [
        { name: `${text('default')}2`, title: text('Partner site') },
        { name: `${text('outlet')}3`, title: `${text('outlet')}3` },
      ],
      notice: { tone: 'warn', text: text('Somebody else changed it.') },
    }),
    'edit-hierarchy-refused': renderEditHierarchy({
      bridge,
      viewer,
      hierarchyId: text('a1'),
      number: text('H-000009'),
      etag: text('W/"1"'),
      now: { name: text('Fabrikam GmbH'), follows: false, channels: [], maxUsers: '75' },
      typed: { name: 'Fabrikam', follows: false, channels: [], maxUsers: text('many') },
      channels: [],
      usualMaxUsers: 0,
      error: { path: 'maxUsers', text: text('Type a whole number.') },
    }),
    comparison: renderComparison({
      bridge,
      viewer,
      ...comparisonOf(text),
      notice: { tone: 'good', text: text('Done.') },
    }),
    override: renderOverride({
      bridge,
      viewer,
      ...comparisonOf(text),
      seen: text('{}'),
      ticked: { fields: ['language'], members: [`${text('u')}1`] },
      before: {
        [`${text('u')}0`]: ['en', '', '', '', '', `${text('a')}1`],
        [`${text('u')}1`]: ['en', '', '', '', '', `${text('a')}1`],
      },
      notice: { tone: 'warn', text: text('Somebody changed it.') },
    }),
    'override-nothing': renderOverride({
      bridge,
      viewer,
      ...comparisonOf(text),
      comparison: { others: [], overrides: [] },
      seen: text('{}'),
    }),
    ...decisionPages(text, bridge, viewer),
    ...newPartnerPages(text, bridge, viewer, organization),
    'add-user': renderAddUser({
      bridge,
      viewer,
      hierarchyId: text('a1'),
      partner: text('H-000009 Fabrikam GmbH'),
      etag: text('W/"1"'),
      userId: text('k1'),
      typed: { firstName: text('Eda'), email: text('eda@'), language: 'tr', role: 'Admin' },
      errors: [
        { path: 'lastName', code: 'required', message: '' },
        { path: 'email', code: 'format', message: '' },
      ],
    }),
    'link-user': renderAddUser({
      bridge,
      viewer,
      hierarchyId: text('a1'),
      partner: text('H-000009 Fabrikam GmbH'),
      etag: text('W/"1"'),
      userId: text('u9'),
      person: { name: text('Eda Kaya'), email: text('eda@northwind.example') },
      typed: {},
    }),
    contacts: renderContacts({
      bridge,
      viewer,
      hierarchyId: text('a1'),
      partner: text('H-000009 Fabrikam GmbH'),
      contacts: [
        {
          id: text('k1'),
          firstName: text('Eda'),
          lastName: text('Kaya'),
          email: text('eda@fabrikam.example'),
          jobTitle: text('Buyer'),
        },
        { id: text('k2'), lastName: text('Roth') },
      ],
    }),
    partners: renderPartners({
      bridge,
      viewer,
      now: Date.parse(later),
      filter: { status: 'Active', country: 'DE', mark: 'on-hold' },
      order: 'changed',
      cells: partnerCells,
      isCounting: true,
      cursor: 'c2',
      nextCursor: 'c3',
      trail: ['c1'],
      items: (['Active', 'Suspended', 'Ended'] as const).map((status, at) => ({
        organizationId: text(`a${at}`),
        number: text('H-000009'),
        name: text(at === 2 ? 'W'.repeat(160) : 'Fabrikam GmbH'),
        status,
        users: 12,
        admins: 2,
        createdAt: later,
        ...(at === 0 ? {} : { changedAt: later, country: 'DE' }),
        ...(at === 0 ? {} : { marks: (['on-hold', 'account-missing'] as const).slice(0, at) }),
      })),
    }),
    'partners-found': renderPartners({
      bridge,
      viewer,
      now: Date.parse(later),
      filter: {},
      search: text('Fabrikam'),
      items: [],
    }),
    users: renderUsers({
      bridge,
      viewer,
      trail: [],
      now: Date.parse(later),
      filter: { role: 'User' },
      partner: text('H-000009'),
      cells: [{ facets: { status: ['Active'], role: ['User'] }, count: 12 }],
      items: (['Active', 'Disabled', 'Removed', 'Refused'] as const).map((status, at) => ({
        organizationId: text('a1'),
        // Ids tell them apart, whatever they are.
        userId: `${text('u')}${at}`,
        partner: text('H-000009'),
        name: text(at === 2 ? 'W'.repeat(100) : 'Ada Roth'),
        email: text(at === 2 ? `${'w'.repeat(64)}@fabrikam.example` : 'ada@fabrikam.example'),
        role: at === 0 ? ('Admin' as const) : ('User' as const),
        status,
        addedAt: later,
        isTold: at !== 1,
        ...(status === 'Disabled' ? { reason: 'on-leave' as const } : {}),
        ...(status === 'Refused' ? { reason: 'cannot-be-added' as const } : {}),
        ...(at === 0 ? { pending: 'edit' as const } : {}),
      })),
    }),
    'users-none': renderUsers({
      bridge,
      viewer,
      now: Date.parse(later),
      filter: {},
      trail: [],
      search: text('nobody'),
      items: [],
    }),
    jobs: renderJobs({
      bridge,
      viewer,
      initial: {
        by: text('Kim'),
        begunAt: at,
        movedAt: later,
        accounts: 1200,
        contacts: 3400,
        made: 4500,
        errors: 2,
      },
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
      viewer,
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
      viewer,
      bridge: { state: 'waiting', at, by: 'breaker', reason: { code: 'sales-silent' } },
      queues: [],
      errors: { ...noErrors, state: 'Settled', errors: [errorOf(text, 'Dismissed')] },
    }),
    'dual-write-paused': renderDualWrite({
      viewer,
      bridge: { state: 'paused', at, by: text('Kim'), reason: { code: 'typed', text: text('Maintenance of Sales') } },
      queues: undefined,
      uncompared: [
        { table: 'leads', code: text('0x80040220'), since: later, withoutMarker: false },
        { table: 'accounts', code: text('http-503'), since: later, withoutMarker: true },
        { table: 'contacts', withoutMarker: true },
      ],
      errors: noErrors,
    }),
    'held-requests': renderHeldRequests({
      bridge,
      viewer,
      items: [{ requestId: text('r1'), submittedAt: at, request: heldRequest(text) }],
    }),
    audit: renderAudit({
      bridge,
      viewer,
      acts: [
        auditAct(text, 'edit-customer'),
        { ...auditAct(text, 'run-job'), on: { kind: 'job', id: text('P-0001') } },
        {
          ...auditAct(text, 'pause-bridge'),
          who: { kind: 'bridge', id: 'breaker' },
          on: { kind: 'dual-write', id: 'bridge' },
          why: 'too-many-errors',
        },
        { ...auditAct(text, 'resume-bridge'), who: { kind: 'job', id: 'catch-up' }, why: text('Back') },
      ],
      nextCursor: text('12'),
      cursor: text('14'),
      filter: { who: text('o1'), on: { kind: 'customer', id: text('a1') } },
    }),
    changes: renderChanges({
      bridge,
      viewer,
      changes: prospect.timeline.map((entry) => ({ prospectId: text('p1'), number: text('P-000042'), entry })),
      nextCursor: text('1'),
      cursor: text('2'),
      filter: { prospectId: text('p1'), from: '2026-11-20' },
    }),
    'staff-error': renderStaffError({
      bridge,
      viewer,
      title: text('Not found'),
      text: text('There is no such prospect.'),
      correlationId: text('c-1'),
    }),
  }
}

const drawn = new Map<string, Readonly<Record<string, Html>>>()

/** Every page of headquarters by name. With the texts of the samples each is drawn once for all tests that look at it. */
export const staffPages = (
  text: Change = same,
  bridge: BridgeView = runningBridge,
  viewer: Viewer = { ...admin, who: { kind: 'staff', id: text('o1'), name: text('Kim Larsen') } },
): Readonly<Record<string, Html>> => {
  if (text !== same) return drawPages(text, bridge, viewer)
  const key = JSON.stringify([bridge, viewer])
  const pages = drawn.get(key) ?? drawPages(text, bridge, viewer)
  drawn.set(key, pages)
  return pages
}
