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
  mail: [
    { ...byHeadquarters, code: 'mail', kind: 'approved', state: 'Bounced' },
    { who: 'Headquarters', what: 'Approval mail bounced: the address did not take it' },
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
