// What a timeline tells: as data where it is stored, in words where it is shown.

import { describe, expect, it } from 'vitest'
import type { TimelineCode, TimelineEntryOf } from '../../shared/domain/timeline.ts'
import { timelineFormat } from '../../shared/headquarters/store/timeline-format.ts'
import { timelineLine } from '../../shared/languages/staff/en/timeline.ts'
import type { TimelineLine } from '../../shared/languages/staff/timeline-words.ts'
import { UnreadableRow } from '../../shared/platform/unreadable-row.ts'
import { now as at } from '../support/domain-samples.ts'

const bySales = { at, actor: 'sales' } as const
const byUs = { at, actor: 'dual-write' } as const
const byHeadquarters = { at, actor: 'headquarters' } as const
const organization = { number: 'C-000107', type: 'Organization' } as const
const person = { number: 'C-000108', type: 'Person' } as const

type Sample<C extends TimelineCode> = readonly [TimelineEntryOf<C>, Omit<TimelineLine, 'at'>]

const samples: { readonly [C in TimelineCode]: Sample<C> } = {
  'prospect-created': [
    { ...byHeadquarters, code: 'prospect-created', number: 'P-000042' },
    { who: 'Headquarters', what: 'Prospect P-000042 created from a channel request' },
  ],
  'channel-told': [
    {
      at,
      actor: { job: '1010' },
      code: 'channel-told',
      status: 'Approved',
      users: [{ customerId: 'C', name: 'Ada Roth', role: 'Admin', status: 'Active' }],
    },
    { who: 'Job 1010 (Customers)', what: 'Channel told: approved', why: 'Ada Roth (Admin): Active' },
  ],
  'partner-told': [
    {
      at,
      actor: { job: '1010' },
      code: 'partner-told',
      status: 'Active',
      users: [{ customerId: 'C', name: 'Eva Berg', role: 'User', status: 'Disabled' }],
    },
    { who: 'Job 1010 (Customers)', what: 'Channel told of the partner: active', why: 'Eva Berg (User): Disabled' },
  ],
  mail: [
    { ...byHeadquarters, code: 'mail', kind: 'approved', state: 'Bounced' },
    { who: 'Headquarters', what: 'Approval mail bounced: the address did not take it' },
  ],
  'ruling-made': [
    { at, actor: { name: 'kim' }, code: 'ruling-made', decision: 'Approved', from: at, reason: 'Known from the fair' },
    { who: 'kim', what: 'Approved here, from 21 Nov 2026, 09:00 UTC on', why: 'Known from the fair' },
  ],
  'ruling-proposed': [
    { at, actor: { name: 'kim' }, code: 'ruling-proposed', decision: 'Rejected' },
    { who: 'kim', what: 'Rejected here, when a second Approver confirms it' },
  ],
  'ruling-confirmed': [
    { at, actor: { name: 'lee' }, code: 'ruling-confirmed', decision: 'Rejected', from: at },
    { who: 'lee', what: 'Confirmed: Rejected, from 21 Nov 2026, 09:00 UTC on' },
  ],
  'ruling-declined': [
    { at, actor: { name: 'lee' }, code: 'ruling-declined', decision: 'Approved', reason: 'Ask first' },
    { who: 'lee', what: 'Not confirmed: Approved', why: 'Ask first' },
  ],
  'ruling-taken-back': [
    { at, actor: { name: 'kim' }, code: 'ruling-taken-back', decision: 'Approved', reason: 'The wrong one' },
    { who: 'kim', what: 'Taken back: Approved', why: 'The wrong one' },
  ],
  'reopened-here': [
    { at, actor: { name: 'kim' }, code: 'reopened-here', reason: 'They called' },
    { who: 'kim', what: 'Prospect opened again here', why: 'They called' },
  ],
  'flag-dismissed': [
    { at, actor: { name: 'kim' }, code: 'flag-dismissed', flag: 'lead-missing', reason: 'Deleted on purpose' },
    { who: 'kim', what: 'Flag dismissed: Lead missing', why: 'Deleted on purpose' },
  ],
  'mail-unwanted': [
    { at, actor: { name: 'kim' }, code: 'mail-unwanted', reason: 'Spam' },
    { who: 'kim', what: 'No e-mail wanted about the decision', why: 'Spam' },
  ],
  'mail-wanted': [
    { at, actor: { name: 'kim' }, code: 'mail-wanted', reason: 'It was no spam' },
    { who: 'kim', what: 'E-mail about the decision wanted after all', why: 'It was no spam' },
  ],
  'user-changed': [
    {
      at,
      actor: { name: 'Ada Roth', id: 'a1' },
      code: 'user-changed',
      number: 'C-000108',
      change: 'role',
      role: 'Admin',
      userId: 'c2',
      changes: [{ path: 'role', before: 'User', after: 'Admin' }],
      askedAt: '2026-11-21T08:58:00.000Z',
    },
    {
      who: 'Ada Roth',
      what: 'User C-000108 given another role (Admin)',
      why: 'Asked for at 21 Nov 2026, 08:58 UTC',
      changes: [{ field: 'Role', before: 'User', after: 'Admin' }],
    },
  ],
  'user-refused': [
    { at, actor: { name: 'Ada Roth' }, code: 'user-refused', change: 'add', why: 'address-taken' },
    { who: 'Ada Roth', what: 'A user could not be added', why: 'address-taken' },
  ],
  'address-confirmed': [
    { ...byHeadquarters, actor: 'applicant', code: 'address-confirmed' },
    { who: 'Applicant', what: 'E-mail address confirmed' },
  ],
  'prospect-withdrawn': [
    { ...byHeadquarters, actor: 'applicant', code: 'prospect-withdrawn' },
    { who: 'Applicant', what: 'Request withdrawn' },
  ],
  'withdrawn-too-late': [
    { ...byHeadquarters, actor: 'applicant', code: 'withdrawn-too-late' },
    { who: 'Applicant', what: 'Withdrawn, but it was decided already' },
  ],
  'question-asked': [
    { at, actor: { name: 'Kim' }, code: 'question-asked', question: 'Which one?', fields: ['company.taxId'] },
    { who: 'Kim', what: 'Applicant asked, and for: Tax number', why: 'Which one?' },
  ],
  'question-taken-back': [
    { at, actor: { name: 'Kim' }, code: 'question-taken-back', reason: 'Found it' },
    { who: 'Kim', what: 'Question taken back', why: 'Found it' },
  ],
  'question-unanswered': [
    { at, actor: { job: 'reminders' }, code: 'question-unanswered' },
    { who: 'Job Remind applicants', what: 'Question closed: nobody answered it in time' },
  ],
  'question-answered': [
    {
      at,
      actor: 'applicant',
      code: 'question-answered',
      answer: 'This one.',
      changes: [{ path: 'company.taxId', before: 'DE1', after: 'DE2' }],
    },
    {
      who: 'Applicant',
      what: 'Question answered',
      why: 'This one.',
      changes: [{ field: 'Tax number', before: 'DE1', after: 'DE2' }],
    },
  ],
  'answer-too-late': [
    { at, actor: 'applicant', code: 'answer-too-late', answer: 'This one.', changes: [] },
    {
      who: 'Applicant',
      what: 'Answered when nobody waited for it any more: the request stays as it is',
      why: 'This one.',
    },
  ],
  'prospect-unconfirmed': [
    { ...byHeadquarters, code: 'prospect-unconfirmed' },
    { who: 'Headquarters', what: 'Rejected without a mail: nobody confirmed the e-mail address in time' },
  ],
  'prospect-erased': [
    { at, actor: { job: 'erasure' }, code: 'prospect-erased', because: 'retention' },
    { who: 'Job Erase personal data', what: 'Personal data erased, and the lines before', why: 'Its time was over' },
  ],
  'lead-written': [
    { ...byUs, code: 'lead-written' },
    { who: 'dual-write', what: 'Lead created in Sales, with a note on its Timeline' },
  ],
  'stage-changed': [
    { ...bySales, code: 'stage-changed', stage: 'Opportunity won', reason: 'Won' },
    { who: 'Dynamics 365 Sales', what: 'Opportunity won', why: 'Won' },
  ],
  'prospect-approved': [
    { ...bySales, code: 'prospect-approved', reason: 'Won' },
    { who: 'Dynamics 365 Sales', what: 'Prospect approved', why: 'Won' },
  ],
  'prospect-rejected': [
    { ...bySales, code: 'prospect-rejected' },
    { who: 'Dynamics 365 Sales', what: 'Prospect rejected' },
  ],
  'prospect-reopened': [
    { ...bySales, code: 'prospect-reopened' },
    { who: 'Dynamics 365 Sales', what: 'Prospect reopened' },
  ],
  flagged: [
    { ...byUs, code: 'flagged', flag: 'lead-missing' },
    { who: 'dual-write', what: 'Flagged', why: 'lead-missing' },
  ],
  'customer-made': [
    { ...byUs, code: 'customer-made', ...organization },
    { who: 'dual-write', what: 'Customer C-000107 (Organization) created from the request' },
  ],
  'customer-arrived': [
    { ...byUs, code: 'customer-arrived', ...person },
    { who: 'dual-write', what: 'Customer C-000108 (Person) arrived from Sales' },
  ],
  'customer-linked': [
    { ...byUs, code: 'customer-linked', ...person },
    { who: 'dual-write', what: 'Existing customer C-000108 (Person) linked' },
  ],
  'hierarchy-created': [
    { ...byHeadquarters, code: 'hierarchy-created', number: 'H-000009' },
    { who: 'Headquarters', what: 'Customer hierarchy H-000009 created, the requestor is its Admin' },
  ],
  'hierarchy-joined': [
    { ...byHeadquarters, code: 'hierarchy-joined', number: 'H-000009' },
    { who: 'Headquarters', what: 'Added to customer hierarchy H-000009' },
  ],
  'customers-written': [
    { ...byUs, code: 'customers-written' },
    { who: 'dual-write', what: 'Customers written to Sales' },
  ],
  'columns-too-short': [
    { ...byUs, code: 'columns-too-short', record: 'Lead', cut: ['lastname', 'subject'], tooLong: ['telephone1'] },
    {
      who: 'dual-write',
      what: 'Lead: columns in Sales are too short',
      why: 'lastname cut, subject cut, telephone1 left out',
    },
  ],
  'customer-edited': [
    { at, actor: { name: 'kim' }, code: 'customer-edited', ...organization, fields: ['taxId', 'name'] },
    { who: 'kim', what: 'Customer C-000107 (Organization) changed', why: 'Name, Tax number' },
  ],
  'credit-proposed': [
    {
      ...bySales,
      code: 'credit-proposed',
      ...organization,
      fields: ['credit.limit'],
      changes: [{ path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' }],
      by: 'Kim Seller',
    },
    {
      who: 'Dynamics 365 Sales',
      what: 'Customer C-000107 (Organization) credit waits for a second person',
      why: 'Credit limit',
      by: 'Kim Seller',
      changes: [{ field: 'Credit limit', before: '5000.00 EUR', after: '50000.00 EUR' }],
    },
  ],
  'credit-confirmed': [
    {
      at,
      actor: { name: 'kim' },
      code: 'credit-confirmed',
      ...organization,
      fields: ['credit.limit'],
      changes: [{ path: 'credit.limit', after: '50000.00 EUR' }],
      proposedBy: 'ada',
    },
    {
      who: 'kim',
      what: 'Customer C-000107 (Organization) credit confirmed',
      why: 'Proposed by ada',
      changes: [{ field: 'Credit limit', after: '50000.00 EUR' }],
    },
  ],
  'credit-withdrawn': [
    {
      at,
      actor: { name: 'kim' },
      code: 'credit-withdrawn',
      ...organization,
      fields: ['credit.limit'],
      proposedBy: 'sales',
    },
    {
      who: 'kim',
      what: 'Customer C-000107 (Organization) credit stays as it is',
      why: 'Proposed by Dynamics 365 Sales',
    },
  ],
  'customer-taken': [
    {
      ...bySales,
      code: 'customer-taken',
      ...person,
      fields: ['email', 'firstName'],
      changes: [
        { path: 'firstName', before: 'Ada', after: 'Eda' },
        { path: 'email', before: 'a@b.example' },
      ],
      by: 'Kim Seller',
    },
    {
      who: 'Dynamics 365 Sales',
      what: 'Customer C-000108 (Person) changed in Sales',
      why: 'First name, E-mail',
      by: 'Kim Seller',
      changes: [
        { field: 'First name', before: 'Ada', after: 'Eda' },
        { field: 'E-mail', before: 'a@b.example' },
      ],
    },
  ],
  'mail-again': [
    { at, actor: { name: 'kim' }, code: 'mail-again', kind: 'approved', reason: 'It was blocked.' },
    { who: 'kim', what: 'Approval mail sent again', why: 'It was blocked.' },
  ],
  'mail-settled': [
    { at, actor: { name: 'kim' }, code: 'mail-settled', reason: 'Told by phone.' },
    { who: 'kim', what: 'No other e-mail for one that did not arrive', why: 'Told by phone.' },
  ],
  'customer-written': [
    { ...byUs, code: 'customer-written', ...person, fields: ['phone'] },
    { who: 'dual-write', what: 'Customer C-000108 (Person) written to Sales', why: 'Phone' },
  ],
  'customer-cut': [
    { ...byUs, code: 'customer-cut', ...organization, fields: ['address.line1'] },
    {
      who: 'dual-write',
      what: 'Customer C-000107 (Organization) is in Sales cut to the length of its columns',
      why: 'Street',
    },
  ],
  'customer-too-long': [
    { ...byUs, code: 'customer-too-long', ...organization, fields: ['website'] },
    {
      who: 'dual-write',
      what: 'Customer C-000107 (Organization) not written: the column is too short',
      why: 'Website',
    },
  ],
  'customer-flagged': [
    { ...byUs, code: 'customer-flagged', ...organization, flag: 'account-missing' },
    {
      who: 'dual-write',
      what: 'Customer C-000107 (Organization) flagged',
      why: 'The account of the organization was deleted in Sales; the customer stays as it is.',
    },
  ],
  'columns-secured': [
    { ...byUs, code: 'columns-secured', record: 'Lead', columns: ['emailaddress1'] },
    { who: 'dual-write', what: 'Lead: secured columns were left out', why: 'emailaddress1' },
  ],
  'customer-rebound': [
    { ...byUs, code: 'customer-rebound', ...organization },
    {
      who: 'dual-write',
      what: 'Customer C-000107 (Organization) follows the record in Sales into which its own was merged',
    },
  ],
  'customer-merged': [
    { ...byUs, code: 'customer-merged', ...person, into: 'C-000007' },
    { who: 'dual-write', what: 'Customer C-000108 (Person): its record in Sales was merged into that of C-000007' },
  ],
  'hierarchy-edited': [
    {
      at,
      actor: { name: 'kim' },
      code: 'hierarchy-edited',
      number: 'H-000009',
      changes: [{ path: 'name', before: 'Fabrikam', after: 'Fabrikam Nord' }],
    },
    {
      who: 'kim',
      what: 'Customer hierarchy H-000009 changed',
      changes: [{ field: 'Name', before: 'Fabrikam', after: 'Fabrikam Nord' }],
    },
  ],
  'override-applied': [
    {
      at,
      actor: { name: 'kim' },
      code: 'override-applied',
      ...person,
      fields: ['invoiceAccount'],
      changes: [{ path: 'invoiceAccount', before: 'a1', after: 'a2' }],
    },
    {
      who: 'kim',
      what: 'Customer C-000108 (Person) changed to the terms of the first Admin',
      why: 'Invoice account',
      changes: [{ field: 'Invoice account', before: 'a1', after: 'a2' }],
    },
  ],
  'override-undone': [
    {
      at,
      actor: { name: 'kim' },
      code: 'override-undone',
      ...person,
      fields: ['currency'],
      changes: [{ path: 'currency' }],
    },
    {
      who: 'kim',
      what: 'Customer C-000108 (Person) changed back to the terms before the override',
      why: 'Currency',
      changes: [{ field: 'Currency' }],
    },
  ],
  'customer-found': [
    { ...byUs, code: 'customer-found', ...organization },
    { who: 'dual-write', what: 'Customer C-000107 (Organization) found in Sales again' },
  ],
  'lead-asked-again': [
    { at, actor: { name: 'Somebody' }, code: 'lead-asked-again' },
    { who: 'Somebody', what: 'Lead to be written to Sales again' },
  ],
  'customer-asked-again': [
    { at, actor: { name: 'Somebody' }, code: 'customer-asked-again', ...organization },
    { who: 'Somebody', what: 'Customer C-000107 (Organization) to be written to Sales again' },
  ],
  worded: [
    { at, actor: { name: 'Somebody' }, code: 'worded', what: 'Something happened', why: 'Why not' },
    { who: 'Somebody', what: 'Something happened', why: 'Why not' },
  ],
}

const all = Object.values(samples)

describe('a line of the timeline', () => {
  it.each(all)('%j reads %j', (entry, line) => {
    expect(timelineLine(entry)).toEqual({ at, ...line })
  })

  it.each(all)('%j is stored and read again as it was', (entry) => {
    expect(timelineFormat.unpack(JSON.parse(JSON.stringify(timelineFormat.pack(entry))), 'line')).toEqual(entry)
  })
})

describe('a stored line', () => {
  it.each(all)(
    'of the first version, in words, is shown word for word (%j)',
    (_, { by: _by, changes: _changes, ...line }) => {
      const entry = timelineFormat.unpack({ at, ...line }, 'line')
      expect(entry && timelineLine(entry)).toEqual({ at, ...line })
    },
  )

  it('of the first version that tells of a flag is one of that flag', () => {
    expect(timelineFormat.unpack({ at, who: 'dual-write', what: 'Flagged', why: 'no-email' }, 'line')).toEqual({
      at,
      actor: { name: 'dual-write' },
      code: 'flagged',
      flag: 'no-email',
    })
  })

  it.each([
    [undefined],
    [null],
    ['Flagged'],
    [[]],
    [{}],
    [{ at, who: 'x' }],
    [{ at: 'yesterday', who: 'x', what: 'y' }],
    [{ at, who: 'x', what: 7 }],
    [{ v: 3, at, actor: 'sales', code: 'lead-written' }],
    [{ v: 2, at, actor: 'sales', code: 'constructor' }],
    [{ v: 2, at, actor: 'nobody', code: 'lead-written' }],
    [{ v: 2, at, actor: 'sales', code: 'stage-changed', stage: 'Lead forgotten' }],
    [{ v: 2, at, actor: 'sales', code: 'lead-written', more: 1 }],
    [{ v: 2, at, actor: 'dual-write', code: 'customer-written', ...person, fields: ['phone', 7] }],
  ])('that cannot be understood (%j) is none', (row) => {
    expect(() => timelineFormat.unpack(row, 'line')).toThrow(UnreadableRow)
  })
})
