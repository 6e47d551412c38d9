// What a catch-up error means, for the people who decide what becomes of it.

const lacksInstallation =
  'Sales does not have what the bridge relies on, such as a column of its leads. Run npm run sales:install, then retry.'

const texts: Readonly<Record<string, string>> = {
  'unreadable-message': 'The message could not be read. It cannot be retried.',
  'dead-letter': 'The work failed unexpectedly, again and again. Retry it when the cause is mended.',
  'prospect-unknown': 'There is no such prospect.',
  'customer-unknown': 'There is no such customer.',
  'customer-not-in-sales-yet': 'The customer was never written to Sales.',
  'customer-changed-meanwhile': 'The customer or its record in Sales kept changing.',
  'message-type-unknown': 'The message is of a kind that is not known here.',
  'mail-unknown':
    'The mail provider never said whether it took the mail. It may have arrived; sent again, it may arrive twice.',
  'storage-unavailable': 'Storage could not be reached for days.',
  'queue-unavailable': 'The queues could not be reached for days.',
  'sales-0x80048d19': lacksInstallation,
  'sales-0x80060888': lacksInstallation,
  'sales-0x80040220': 'The app lacks a privilege in Sales. Run npm run sales:install, then retry.',
  'sales-0x80042f09': 'The app has no security role in Sales. Run npm run sales:install, then retry.',
  'sales-0x80040217':
    'Sales lacks a row that this needs, such as the owning team, or a lead that somebody deleted. Run npm run sales:install, then retry.',
}

/** A sentence for an error's code. */
export const errorDetail = (code: string): string => {
  const known = texts[code.replace(/0x[0-9a-f]+$/i, (hex) => hex.toLowerCase())]
  if (known) return known
  if (code.startsWith('sales-'))
    return 'Sales refused this, or could not be reached for days. The code is the one Sales gave.'
  if (code.startsWith('http-')) return 'The mail provider refused this mail. The code is the one it gave.'
  return 'This could not be done.'
}
