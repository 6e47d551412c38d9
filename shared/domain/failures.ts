// Why work waits or was given up, as codes. They stand in stored errors and in the log, and staff read a text for each.

export const failureCodes = [
  'unreadable-message',
  'message-type-unknown',
  'dead-letter',
  'prospect-unknown',
  'prospect-changed-meanwhile',
  'changed-meanwhile',
  'customer-unknown',
  'customer-not-in-sales-yet',
  'customer-changed-meanwhile',
  'currency-not-in-sales',
  'several-contacts',
  'mail-unknown',
  'mail-claimed-elsewhere',
  'refused-by-client',
  'connection-failed',
  'storage-unavailable',
  'queue-unavailable',
  'storage-refused',
  'message-too-large',
  'unreadable-row',
] as const

/** Codes of our own. */
export type OwnFailureCode = (typeof failureCodes)[number]

/** Codes that somebody else gave: there is no end of them, so each kind has a form. */
type OthersCodes = {
  /** An error code of Dataverse, a status, or what its client says. */
  readonly sales: `sales-${string}`
  /** An answer of the mail service, with the field that it refused. */
  readonly http: `http-${string}`
  /** What the address of a site answered, or that it did not. */
  readonly site: `site-${string}`
  /** A failure of a connection, by the name that Node.js or the operating system has for it. */
  readonly network: Uppercase<string>
}

export type FailureFamily = keyof OthersCodes
export type NetworkFailureCode = OthersCodes['network']

export type FailureCode = OwnFailureCode | OthersCodes[FailureFamily]

/** What can come of handing over a mail. */
export type MailFailureCode = OthersCodes['http'] | NetworkFailureCode | 'refused-by-client' | 'connection-failed'

export const isOwnFailureCode = (code: string): code is OwnFailureCode =>
  (failureCodes as readonly string[]).includes(code)

export const isNetworkFailureCode = (code: string): code is NetworkFailureCode => /^[A-Z][A-Z0-9_]{2,79}$/.test(code)

/** The kind of a code that somebody else gave; `undefined` for any other text. */
export const failureFamilyOf = (code: string): FailureFamily | undefined => {
  if (code.startsWith('sales-')) return 'sales'
  if (code.startsWith('http-')) return 'http'
  if (code.startsWith('site-')) return 'site'
  return isNetworkFailureCode(code) ? 'network' : undefined
}
