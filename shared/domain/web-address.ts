// What an address in a setting must look like.

// What is sent there must be encrypted; only this machine is an exception. A name and password before the host (they
// would be logged and shown with the address) are refused, and so is what browsers take for a slash.
const host = '(https:\\/\\/[^\\s/@?#\\\\]+|http:\\/\\/(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?)'

/** An address with a path or without. */
export const addressForm = new RegExp(`^${host}(/\\S*)?$`)

/** An address that people are sent to: with a query, too. */
export const linkForm = new RegExp(`^${host}([/?#]\\S*)?$`)
