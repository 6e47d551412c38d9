// What staff read on a prospect's timeline, in English.

import type { CustomerType } from '../../../domain/customer-fields.ts'
import type { ErasureCause } from '../../../domain/erasure.ts'
import type { FieldChange } from '../../../domain/field-changes.ts'
import type { MailState } from '../../../domain/prospect-view.ts'
import type { RequestStatus } from '../../../domain/request-status.ts'
import type { PartnerStatus } from '../../../domain/users/user.ts'
import { momentText } from '../../../platform/date-text.ts'
import { createTimelineLine, type TimelineWords } from '../timeline-words.ts'
import { fieldLabels } from './fields.ts'
import { flagWords } from './flags.ts'
import { jobs } from './jobs.ts'
import { names } from './names.ts'

type CustomerEntry = { readonly number: string; readonly type: CustomerType }

const named = ({ number, type }: CustomerEntry): string => `${number} (${names.customerTypes[type]})`
const customer = (entry: CustomerEntry): string => `Customer ${named(entry)}`

const fields = (what: string) => (entry: CustomerEntry & { readonly fields: readonly string[] }) => ({
  what: `${customer(entry)} ${what}`,
  why: fieldLabels.labelsOf(entry.type, entry.fields),
})

/** The same of a request. */
const sidesOfRequest = (changes: readonly FieldChange[]) =>
  changes.length === 0
    ? {}
    : { changes: changes.map(({ path, ...texts }) => ({ field: fieldLabels.requestLabelsOf([path]), ...texts })) }

type Changed = CustomerEntry & {
  readonly fields: readonly string[]
  readonly changes?: readonly FieldChange[]
  readonly by?: string
}

/** From what to what, by the labels of the fields; lines of earlier versions name the fields alone. */
const sides = (type: CustomerType, changes: readonly FieldChange[] | undefined) =>
  changes
    ? { changes: changes.map(({ path, ...texts }) => ({ field: fieldLabels.labelsOf(type, [path]), ...texts })) }
    : {}

const changed = (what: string) => (entry: Changed) => ({
  ...fields(what)(entry),
  ...(entry.by ? { by: entry.by } : {}),
  ...sides(entry.type, entry.changes),
})

const settled = (what: string) => (entry: Changed & { readonly proposedBy?: string }) => ({
  ...changed(what)(entry),
  ...(entry.proposedBy
    ? { why: `Proposed by ${entry.proposedBy === 'sales' ? 'Dynamics 365 Sales' : entry.proposedBy}` }
    : {}),
})

type Told = { readonly name: string; readonly role: string; readonly status: string }

const toldOf = (users: readonly Told[]) =>
  users.length === 0 ? {} : { why: users.map(({ name, role, status }) => `${name} (${role}): ${status}`).join(', ') }

const erasureCauses: Readonly<Record<ErasureCause, string>> = {
  retention: 'Its time was over',
  asked: 'The person asked for it',
  test: 'It was a test of the connection with Sales',
}

const moment = (at: string): string => momentText(at, 'en-GB')

const askedFor = (askedAt: string | undefined) => (askedAt === undefined ? [] : [`Asked for at ${moment(askedAt)}`])

type Why = { readonly reason?: string | undefined; readonly statusReason?: string; readonly decidedBy?: string }

const rulings = { Approved: 'Approved', Rejected: 'Rejected' } as const

const because = (what: string, { reason, statusReason, decidedBy }: Why) => {
  const why = [reason, statusReason && `(${statusReason})`].filter(Boolean).join(' ')
  return { what, ...(why ? { why } : {}), ...(decidedBy ? { by: decidedBy } : {}) }
}

const mailNames = {
  received: 'Mail that the request was received',
  question: 'Mail with the question',
  'question-reminder': 'Reminder of the question',
  approved: 'Approval mail',
  rejected: 'Rejection mail',
  'link-again': 'Status link again',
  'user-added': 'Mail that a user was added',
  'user-removed': 'Mail that a user was removed',
  'sign-in-address-changed': 'Mail that the sign-in address changed',
  'sign-in-address-left': 'Mail to the former sign-in address',
} as const
const mailFates: Readonly<Record<MailState, string>> = {
  Waiting: 'waits to be sent',
  Sending: 'is being handed over to the mail provider',
  Accepted: 'handed over to the mail provider',
  Delivered: 'delivered',
  Bounced: 'bounced: the address did not take it',
  Unknown: 'of unknown fate: it may have arrived',
  Refused: 'refused by the mail provider',
  Skipped: 'not sent: no e-mail was wanted',
}

const userChanges = {
  add: 'added',
  edit: 'changed',
  remove: 'removed',
  disable: 'disabled',
  enable: 'enabled',
  role: 'given another role',
  invite: 'invited again',
} as const

const requestStatusNames: Readonly<Record<RequestStatus, string>> = {
  Submitted: 'submitted',
  InReview: 'in review',
  Approved: 'approved',
  Declined: 'declined',
}

const partnerStatusNames: Readonly<Record<PartnerStatus, string>> = {
  Active: 'active',
  Suspended: 'suspended',
  Ended: 'ended',
}

const hierarchyFields: Readonly<Record<string, string>> = {
  name: 'Name',
  namedBy: 'Named by',
  channels: 'Channels',
  maxUsers: 'Users at most',
}

const words: TimelineWords = {
  actors: {
    sales: 'Dynamics 365 Sales',
    'dual-write': 'dual-write',
    headquarters: 'Headquarters',
    applicant: 'Applicant',
  },
  jobOf: (job) => `Job ${(jobs as Readonly<Record<string, { readonly title: string }>>)[job]?.title ?? job}`,
  lines: {
    mail: ({ kind, state }) => ({ what: `${mailNames[kind]} ${mailFates[state]}` }),
    'mail-unwanted': ({ reason }) => ({ what: 'No e-mail wanted about the decision', why: reason }),
    'mail-again': ({ kind, reason }) => ({ what: `${mailNames[kind]} sent again`, why: reason }),
    'mail-settled': ({ reason }) => ({ what: 'No other e-mail for one that did not arrive', why: reason }),
    'mail-wanted': ({ reason }) => ({ what: 'E-mail about the decision wanted after all', why: reason }),
    'prospect-created': ({ number, site, pulledAt }) => ({
      what: `Prospect ${number} created from a channel request${site === undefined ? '' : `, sent by the site ${site}`}`,
      ...(pulledAt === undefined ? {} : { why: `Pulled by job P-0001 at ${moment(pulledAt)}` }),
    }),
    'channel-told': ({ status, users }) => ({
      what: `Channel told: ${requestStatusNames[status]}`,
      ...toldOf(users),
    }),
    'partner-told': ({ status, users }) => ({
      what: `Channel told of the partner: ${partnerStatusNames[status]}`,
      ...toldOf(users),
    }),
    'lead-written': () => ({ what: 'Lead created in Sales, with a note on its Timeline' }),
    'lead-asked-again': () => ({ what: 'Lead to be written to Sales again' }),
    'stage-changed': ({ stage, ...why }) => because(names.stages[stage], why),
    'prospect-approved': (why) => because('Prospect approved', why),
    'prospect-rejected': (why) => because('Prospect rejected', why),
    'ruling-made': ({ decision, from, reason }) =>
      because(`${rulings[decision]} here, from ${moment(from)} on`, { reason }),
    'ruling-proposed': ({ decision, reason }) =>
      because(`${rulings[decision]} here, when a second Approver confirms it`, { reason }),
    'ruling-confirmed': ({ decision, from }) => ({ what: `Confirmed: ${rulings[decision]}, from ${moment(from)} on` }),
    'ruling-declined': ({ decision, reason }) => ({ what: `Not confirmed: ${rulings[decision]}`, why: reason }),
    'ruling-taken-back': ({ decision, reason }) => ({ what: `Taken back: ${rulings[decision]}`, why: reason }),
    'reopened-here': ({ reason }) => ({ what: 'Prospect opened again here', why: reason }),
    'flag-dismissed': ({ flag, reason }) => ({ what: `Flag dismissed: ${flagWords[flag].name}`, why: reason }),
    'prospect-reopened': () => ({ what: 'Prospect reopened' }),
    // The code, which programs know; pages show its name instead.
    flagged: ({ flag }) => ({ what: 'Flagged', why: flag }),
    'customer-made': (entry) => ({ what: `${customer(entry)} created from the request` }),
    'customer-arrived': (entry) => ({ what: `${customer(entry)} arrived from Sales` }),
    'customer-linked': (entry) => ({ what: `Existing customer ${named(entry)} linked` }),
    'hierarchy-created': ({ number }) => ({ what: `Customer hierarchy ${number} created, the requestor is its Admin` }),
    'hierarchy-edited': ({ number, changes = [] }) => ({
      what: `Customer hierarchy ${number} changed`,
      changes: changes.map(({ path, ...texts }) => ({ field: hierarchyFields[path] ?? path, ...texts })),
    }),
    'hierarchy-joined': ({ number }) => ({ what: `Added to customer hierarchy ${number}` }),
    'customers-written': () => ({ what: 'Customers written to Sales' }),
    'columns-too-short': ({ record, cut, tooLong }) => ({
      what: `${record}: columns in Sales are too short`,
      why: [...cut.map((name) => `${name} cut`), ...tooLong.map((name) => `${name} left out`)].join(', '),
    }),
    'columns-secured': ({ record, columns }) => ({
      what: `${record}: secured columns were left out`,
      why: columns.join(', '),
    }),
    'address-confirmed': () => ({ what: 'E-mail address confirmed' }),
    'prospect-withdrawn': () => ({ what: 'Request withdrawn' }),
    'withdrawn-too-late': () => ({ what: 'Withdrawn, but it was decided already' }),
    'prospect-erased': ({ because }) => ({
      what: 'Personal data erased, and the lines before',
      why: erasureCauses[because],
    }),
    'prospect-unconfirmed': () => ({ what: 'Rejected without a mail: nobody confirmed the e-mail address in time' }),
    'question-asked': ({ question, fields: asked }) => ({
      what: asked.length === 0 ? 'Applicant asked' : `Applicant asked, and for: ${fieldLabels.requestLabelsOf(asked)}`,
      why: question,
    }),
    'question-taken-back': ({ reason }) => ({ what: 'Question taken back', why: reason }),
    'question-unanswered': () => ({ what: 'Question closed: nobody answered it in time' }),
    'question-answered': ({ answer, changes }) => ({
      what: 'Question answered',
      why: answer,
      ...sidesOfRequest(changes),
    }),
    'answer-too-late': ({ answer, changes }) => ({
      what: 'Answered when nobody waited for it any more: the request stays as it is',
      why: answer,
      ...sidesOfRequest(changes),
    }),
    'user-changed': ({ number, change, role, reason, changes, askedAt }) => {
      const why = [...(reason === undefined ? [] : [reason]), ...askedFor(askedAt)].join(' · ')
      return {
        what: `User ${number} ${userChanges[change]}${role === undefined ? '' : ` (${role})`}`,
        ...(why ? { why } : {}),
        ...sides('Person', changes),
      }
    },
    'user-refused': ({ change, why, askedAt }) => ({
      what: `A user could not be ${userChanges[change]}`,
      why: [why, ...askedFor(askedAt)].join(' · '),
    }),
    'customer-edited': changed('changed'),
    'customer-taken': changed('changed in Sales'),
    'credit-proposed': changed('credit waits for a second person'),
    'credit-confirmed': settled('credit confirmed'),
    'credit-withdrawn': settled('credit stays as it is'),
    'override-applied': changed('changed to the terms of the first Admin'),
    'override-undone': changed('changed back to the terms before the override'),
    'customer-written': fields('written to Sales'),
    'customer-cut': fields('is in Sales cut to the length of its columns'),
    'customer-too-long': fields('not written: the column is too short'),
    'customer-flagged': (entry) => ({ what: `${customer(entry)} flagged`, why: flagWords[entry.flag].sentence }),
    'customer-rebound': (entry) => ({
      what: `${customer(entry)} follows the record in Sales into which its own was merged`,
    }),
    'customer-merged': (entry) => ({
      what: `${customer(entry)}: its record in Sales was merged into that of ${entry.into}`,
    }),
    'customer-asked-again': (entry) => ({ what: `${customer(entry)} to be written to Sales again` }),
    'customer-found': (entry) => ({ what: `${customer(entry)} found in Sales again` }),
  },
}

export const timelineLine = createTimelineLine(words)
