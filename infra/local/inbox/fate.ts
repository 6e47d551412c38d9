// What becomes of a mail after it was accepted, decided by its recipient, so that people can try each case.

export type Fate = 'delivered' | 'bounce' | 'blocked' | 'dropped' | 'spamreport'

const fates: readonly (readonly [beginning: string, fate: Fate])[] = [
  ['bounce', 'bounce'],
  ['block', 'blocked'],
  ['drop', 'dropped'],
  ['spam', 'spamreport'],
]

/**
 * Addresses whose local part begins with "bounce" bounce, with "block" they are blocked, with "drop" dropped, and with "spam"
 * they get their mail and report it; all others get their mail.
 */
export const fateOf = (email: string): Fate => {
  const address = email.toLowerCase()
  return fates.find(([beginning]) => address.startsWith(beginning))?.[1] ?? 'delivered'
}
