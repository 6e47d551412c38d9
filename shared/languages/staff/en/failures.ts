// What staff read of work that was given up, in English.

import { createFailureText, type FailureWords } from '../failure-words.ts'

const lacksInstallation =
  'Sales does not have what the bridge relies on, such as a column of its leads. Run npm run sales:install, then retry.'

export const failureWords: FailureWords = {
  own: {
    'unreadable-message': 'The message could not be read. It cannot be retried.',
    'message-type-unknown': 'The message is of a kind that is not known here.',
    'dead-letter': 'The work failed unexpectedly, again and again. Retry it when the cause is mended.',
    'prospect-unknown': 'There is no such prospect.',
    'prospect-changed-meanwhile': 'The prospect kept changing while Sales was written to. Retry it.',
    'changed-meanwhile': 'The prospect or its customers kept changing while Sales was compared with them. Retry it.',
    'customer-unknown': 'There is no such customer.',
    'customer-not-in-sales-yet': 'The customer was never written to Sales.',
    'currency-not-in-sales':
      'The organization in Sales has no active currency like that of a credit limit, so the limit is not written.',
    'customer-changed-meanwhile': 'The customer or its record in Sales kept changing.',
    'several-contacts':
      'The account has several contacts with the address of a new user. Merge them in Sales, then retry.',
    'mail-unknown':
      'The mail provider never said whether it took the mail. It may have arrived; sent again, it may arrive twice.',
    'mail-claimed-elsewhere':
      'The mail was being sent by another process each time. Retry it: it is sent once at most.',
    'refused-by-client': 'The mail could not be put together as the mail provider wants it. It was not sent.',
    'connection-failed': 'The connection to the mail provider failed in a way that is not known here.',
    'storage-unavailable': 'Storage could not be reached for days.',
    'queue-unavailable': 'The queues could not be reached for days.',
    'storage-refused': 'Storage refused what was to be stored, and will refuse it again.',
    'message-too-large': 'A message was larger than the queue takes.',
    'unreadable-row': 'A stored row cannot be read, so what it is about goes on without it. Nothing was deleted.',
  },
  ofSales: {
    'sales-0x80048d19': lacksInstallation,
    'sales-0x80060888': lacksInstallation,
    'sales-0x80040220': 'The app lacks a privilege in Sales. Run npm run sales:install, then retry.',
    'sales-0x80042f09': 'The app has no security role in Sales. Run npm run sales:install, then retry.',
    'sales-0x80040217':
      'Sales lacks a row that this needs, such as the owning team, or a lead that somebody deleted. Run npm run sales:install, then retry.',
  },
  families: {
    sales: 'Sales refused this, or could not be reached for days. The code is the one Sales gave.',
    http: 'The mail provider refused this mail. The code is the one it gave.',
    site: 'A site could not be told of changes at the eventsUrl of its channel. The code is its answer, or site-unreachable. It learns of them when it reads its changes.',
    network: 'The mail provider could not be reached for days. The code is the one the connection gave.',
  },
  unknown: 'This could not be done.',
}

export const failureText = createFailureText(failureWords)
