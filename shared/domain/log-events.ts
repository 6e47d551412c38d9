// The one table of what the app logs. Alerts, queries and the tests of both are held against it, so that nobody waits for
// an event that is never written.

export const logEvents = {
  'request-submitted': 'A request was stored.',
  'request-pulled': 'Headquarters has the request.',
  'prospect-created': 'The request became a prospect.',
  'prospect-exists': 'An earlier run had made the prospect already.',
  'work-done': 'A queued message was worked on; its type says what was done.',
  'work-parked': 'A message waits because the bridge is paused.',
  'work-put-off': 'A message will be tried again.',
  'work-failed': 'A neighbour failed or refused while a message was worked on.',
  'catch-up-error': 'A message was given up; it waits for a person.',
  'message-unreadable': 'A message could not be read; it waits for a person.',
  'dead-letter': 'A message failed unexpectedly too often; it waits for a person.',
  'sales-event-received': 'A webhook of Sales was stored.',
  'events-lost': 'The comparison with Sales found changes that no webhook told of.',
  'change-found': 'One of those changes; it is on its way now.',
  'catch-up-failed': 'The comparison with Sales failed, or one of its tables was refused.',
  'round-refused': 'A part of the round of all that is ours was refused by Sales.',
  'customers-marked': 'Accounts and contacts bear the number of their customer now.',
  'customers-not-marked': 'They could not be given it; they are compared by their ids.',
  'bridge-paused': 'The bridge paused itself.',
  'bridge-not-read': 'A page could not tell whether the bridge runs.',
  'bridge-not-switched': 'The bridge could not be switched to waiting.',
  'channel-told': 'The channel knows a decision.',
  'mail-accepted': 'The mail provider took a mail.',
  'mail-event': 'The mail provider told what became of a mail.',
  'mail-unknown': 'Nobody knows whether a mail was sent.',
  'job-run': 'A job had something to do.',
  'job-not-recorded': 'That a job ran could not be stored; its work was done all the same.',
  'job-partition-failed': 'A job could not do a part of its work.',
  'audit-not-ended': 'An act was done, but what came of it could not be added to the audit trail.',
  'audit-broken': 'The audit trail has a line that was removed, changed or moved.',
  'audit-verified': 'A part of the audit trail was checked.',
  'request-failed': 'An HTTP request ended in a failure of ours.',
  'request-held': 'A form with the hidden field filled in was kept apart; staff can look at it.',
  'form-shown-again': 'A form came back too fast, too old, used before or too often, and was shown again as it was.',
  security: 'Something was refused because of who sent it or what it tried; its kind says which.',
  'security-left-out': 'So many more of a kind were refused within a minute.',
} as const satisfies Readonly<Record<string, string>>

export type LogEvent = keyof typeof logEvents

/** What a line may say beside its event: ids, names of our own, counts. */
export const logFields = [
  'function',
  'invocationId',
  /** The request's id, which is the prospect's and the lead's as well: one id from the submission to the mail. */
  'correlationId',
  'opportunityId',
  'mailId',
  'errorId',
  'queue',
  'type',
  'attempt',
  'delayMs',
  'code',
  'error',
  'status',
  'state',
  'job',
  'shard',
  'table',
  'processed',
  'failed',
  'found',
  'errors',
  /** A place in the audit trail, and the hash there. */
  'line',
  'hash',
  'kind',
  'count',
] as const

export type LogFields = Readonly<Partial<Record<(typeof logFields)[number], string | number | boolean | undefined>>>

type Tell = (event: LogEvent, fields?: LogFields) => void

/** What is written to the log: an event's name and ids. Never names, addresses, bodies or keys. */
export type Log = { readonly info: Tell; readonly warn: Tell; readonly error: Tell }
