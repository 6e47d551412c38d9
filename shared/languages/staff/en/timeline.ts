// What staff read on a prospect's timeline, in English.

import type { CustomerType } from '../../../domain/customer-fields.ts'
import type { FieldChange } from '../../../domain/field-changes.ts'
import type { MailState } from '../../../domain/prospect-view.ts'
import { createTimelineLine, type TimelineWords } from '../timeline-words.ts'
import { fieldLabels } from './fields.ts'
import { flagWords } from './flags.ts'
import { names } from './names.ts'

type CustomerEntry = { readonly number: string; readonly type: CustomerType }

const named = ({ number, type }: CustomerEntry): string => `${number} (${names.customerTypes[type]})`
const customer = (entry: CustomerEntry): string => `Customer ${named(entry)}`

const fields = (what: string) => (entry: CustomerEntry & { readonly fields: readonly string[] }) => ({
  what: `${customer(entry)} ${what}`,
  why: fieldLabels.labelsOf(entry.type, entry.fields),
})

type Changed = CustomerEntry & {
  readonly fields: readonly string[]
  readonly changes?: readonly FieldChange[]
  readonly by?: string
}

/** Lines of earlier versions name the fields alone. */
const changed = (what: string) => (entry: Changed) => ({
  ...fields(what)(entry),
  ...(entry.by ? { by: entry.by } : {}),
  ...(entry.changes
    ? {
        changes: entry.changes.map(({ path, ...texts }) => ({
          field: fieldLabels.labelsOf(entry.type, [path]),
          ...texts,
        })),
      }
    : {}),
})

type Why = { readonly reason?: string; readonly statusReason?: string; readonly decidedBy?: string }

const because = (what: string, { reason, statusReason, decidedBy }: Why) => {
  const why = [reason, statusReason && `(${statusReason})`].filter(Boolean).join(' ')
  return { what, ...(why ? { why } : {}), ...(decidedBy ? { by: decidedBy } : {}) }
}

const mailNames = { approved: 'Approval mail', rejected: 'Rejection mail' } as const
const mailFates: Readonly<Record<MailState, string>> = {
  Waiting: 'waits to be sent',
  Sending: 'is being handed over to the mail provider',
  Accepted: 'handed over to the mail provider',
  Delivered: 'delivered',
  Bounced: 'bounced: the address did not take it',
  Unknown: 'of unknown fate: it may have arrived',
  Refused: 'refused by the mail provider',
}

const words: TimelineWords = {
  actors: { sales: 'Dynamics 365 Sales', 'dual-write': 'dual-write', headquarters: 'Headquarters' },
  lines: {
    mail: ({ kind, state }) => ({ what: `${mailNames[kind]} ${mailFates[state]}` }),
    'prospect-created': ({ number }) => ({ what: `Prospect ${number} created from a channel request` }),
    'lead-written': () => ({ what: 'Lead created in Sales, with a note on its Timeline' }),
    'lead-asked-again': () => ({ what: 'Lead to be written to Sales again' }),
    'stage-changed': ({ stage, ...why }) => because(names.stages[stage], why),
    'prospect-approved': (why) => because('Prospect approved', why),
    'prospect-rejected': (why) => because('Prospect rejected', why),
    'prospect-reopened': () => ({ what: 'Prospect reopened' }),
    // The code, which programs know; pages show its name instead.
    flagged: ({ flag }) => ({ what: 'Flagged', why: flag }),
    'customer-made': (entry) => ({ what: `${customer(entry)} created from the request` }),
    'customer-arrived': (entry) => ({ what: `${customer(entry)} arrived from Sales` }),
    'customer-linked': (entry) => ({ what: `Existing customer ${named(entry)} linked` }),
    'hierarchy-created': ({ number }) => ({ what: `Customer hierarchy ${number} created, the requestor is its Admin` }),
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
    'customer-edited': changed('changed'),
    'customer-taken': changed('changed in Sales'),
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
