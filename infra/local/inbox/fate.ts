// What becomes of a mail after it was accepted, decided by its recipient, so that people can try each case.

export type Fate = 'delivered' | 'bounce' | 'dropped'

/** Addresses whose local part begins with "bounce" bounce, with "drop" they are dropped; all others get their mail. */
export const fateOf = (email: string): Fate => {
  const address = email.toLowerCase()
  if (address.startsWith('bounce')) return 'bounce'
  return address.startsWith('drop') ? 'dropped' : 'delivered'
}
