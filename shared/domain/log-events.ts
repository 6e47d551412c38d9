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
  'shown-in-sales': 'Rows of Sales show what headquarters made of them now.',
  'not-shown-in-sales': 'They could not be changed so; they are compared by their ids.',
  'bridge-paused': 'The bridge paused itself.',
  'bridge-not-read': 'A page could not tell whether the bridge runs.',
  'bridge-not-switched': 'The bridge could not be switched to waiting.',
  'channel-told': 'The channel knows a decision.',
  'mail-accepted': 'The mail provider took a mail.',
  'mail-skipped': 'A decision is told by no mail, because none was wanted.',
  'mail-event': 'The mail provider told what became of a mail.',
  'mail-unknown': 'Nobody knows whether a mail was sent.',
  'job-run': 'A job had something to do.',
  'jobs-look': 'Jobs look for work, and found none; written every ten minutes.',
  'job-not-recorded': 'That a job ran could not be stored; its work was done all the same.',
  'job-partition-failed': 'A job could not do a part of its work.',
  'audit-not-ended': 'An act was done, but what came of it could not be added to the audit trail.',
  'audit-broken': 'The audit trail has a line that was removed, changed or moved.',
  erased: 'Personal data of a prospect was erased, everywhere; the code says why.',
  'timelines-sealed': 'Digests of timelines that changed became lines of the audit trail.',
  'audit-verified': 'A part of the audit trail was checked.',
  'member-overridden': 'Terms of a member of a hierarchy were changed to those of the first Admin, or back.',
  'user-changed': 'A change of a user of a partner was applied, or not taken; its code says why.',
  'change-without-partner': 'A change of a user was asked for whose partner is not there.',
  'partner-told': 'The channel knows a partner and one of its users.',
  'signed-in': 'A user of a partner used a mailed link.',
  'act-applied': 'The prospect knows what its applicant did.',
  'act-without-prospect': 'An applicant did something about a request that is no prospect.',
  'request-failed': 'An HTTP request ended in a failure of ours.',
  'request-held': 'A form with the hidden field filled in was kept apart; staff can look at it.',
  'form-shown-again':
    'A form was refused for anything but its fields, and was shown again as it was; the code says for what.',
  security: 'Something was refused because of who sent it or what it tried; its kind says which.',
  'security-left-out': 'So many more of a kind were refused within five minutes.',
  'lines-left-out': 'So many more lines of an event were left out within five minutes; its type says of which.',
} as const satisfies Readonly<Record<string, string>>

export type LogEvent = keyof typeof logEvents

/** Those that anybody can cause as often as they like, so that only some of them are written. Refusals are bounded by kind. */
export const floodLogEvents = {
  'request-failed': true,
  'request-held': true,
  'form-shown-again': true,
} as const satisfies Partial<Record<LogEvent, true>>

export type FloodLogEvent = keyof typeof floodLogEvents

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
  'act',
] as const

export type LogFields = Readonly<Partial<Record<(typeof logFields)[number], string | number | boolean | undefined>>>

type Tell = (event: LogEvent, fields?: LogFields) => void

/** What is written to the log: an event's name and ids. Never names, addresses, bodies or keys. */
export type Log = { readonly info: Tell; readonly warn: Tell; readonly error: Tell }
