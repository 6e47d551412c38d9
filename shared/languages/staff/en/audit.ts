// What the page *Audit* says, in English.

import type { ActCode, ActOutcome, ObjectKind } from '../../../domain/acts.ts'

const acts: Readonly<Record<ActCode, string>> = {
  'look-at-prospect': 'Looked at again',
  'write-lead-again': 'Wrote the lead again',
  'look-at-customer': 'Looked at again',
  'write-customer-again': 'Wrote the account or contact again',
  'edit-customer': 'Changed the customer',
  'pause-bridge': 'Paused the bridge',
  'resume-bridge': 'Resumed the bridge',
  'retry-all-errors': 'Retried all errors',
  'retry-errors': 'Retried chosen errors',
  'write-missing': 'Wrote again what Sales lost',
  'compare-all': 'Compared everything with Sales',
  'retry-error': 'Retried the error',
  'dismiss-error': 'Dismissed the error',
  'run-job': 'Ran the job',
  'take-in-request': 'Took the request in',
  'discard-request': 'Discarded the request',
}

const objects: Readonly<Record<ObjectKind, string>> = {
  prospect: 'Prospect',
  customer: 'Customer',
  hierarchy: 'Customer hierarchy',
  'dual-write': 'Dual-write',
  error: 'Catch-up error',
  job: 'Job',
  request: 'Request kept apart',
}

const outcomes: Readonly<Record<Exclude<ActOutcome | 'begun', 'done'>, string>> = {
  nothing: 'Nothing to do',
  refused: 'Refused',
  failed: 'Failed',
  begun: 'End unknown',
}

export const audit = {
  title: 'Audit',
  intro:
    'Everything that staff did here. Each line is chained to the one before, so a changed or removed one is found.',
  acts,
  objects,
  outcomes,
  any: 'All',
  act: 'What',
  who: 'Who (object id)',
  kind: 'On what',
  id: 'Its id',
  since: 'From day',
  until: 'To day',
  show: 'Show',
  nobody: 'Nobody signed in',
  erased: 'What was said was erased.',
  newest: 'Newest',
  older: 'Older',
  paging: 'Pages of the trail',
  file: 'File for a spreadsheet',
  all: 'All of it in the audit trail',
  table: {
    caption: 'Audit trail',
    columns: { line: 'Line', at: 'When', who: 'Who', act: 'What', on: 'On what', said: 'Why, and what changed' },
    empty: 'Nothing was done.',
  },
}
