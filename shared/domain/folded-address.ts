// The mailbox behind an e-mail address, as far as its spelling tells. Only limits use it: mail goes to what was typed.

/** Providers whose mailboxes have several domains, or ignore marks in the name. */
const google = ['gmail.com', 'googlemail.com']
const proton = ['proton.me', 'protonmail.com', 'pm.me']

const folded = (name: string, domain: string): string => {
  if (google.includes(domain)) return `${name.replaceAll('.', '')}@gmail.com`
  if (proton.includes(domain)) return `${name.replaceAll(/[._-]/g, '')}@proton.me`
  return `${name}@${domain}`
}

/**
 * Folds the addresses that end in one mailbox: letter case, what follows a plus sign, and dots where the provider ignores
 * them (https://support.google.com/mail/answer/7436150, https://proton.me/support/addresses-and-aliases).
 * @example foldedAddress('Ada.Roth+shop@GoogleMail.com') // 'adaroth@gmail.com'
 */
export const foldedAddress = (email: string): string => {
  const at = email.lastIndexOf('@')
  const domain = email
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, '')
  const full = email.slice(0, Math.max(at, 0)).toLowerCase()
  const [name = ''] = full.split('+')
  // A name that begins with the sign is no alias of anything.
  return folded(name === '' ? full : name, domain)
}
