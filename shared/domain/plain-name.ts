// Whether a name that a stranger typed may stand in a mail of ours. Whoever fills in the form chooses who gets the mail, so a
// name that holds an address, a number to call or an advertisement would be sent in our name to people who never asked.

/** In UTF-16 code units. */
const longestCompany = 160
const longestPerson = 120

// Mail programs and browsers read these as the dot and the slash of an address.
const dots = /[\u3002\uff61]/gu
const slashes = /[\u2044\u2215\u29f8\uff3c\\]/gu

/** The name as a program that looks for links reads it: forms that look alike are one, and what shows as nothing is gone. */
const asLinksAreRead = (name: string): string =>
  name
    .toWellFormed()
    .replace(dots, '.')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(dots, '.')
    .replace(slashes, '/')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()

// A scheme needs no slashes (mailto:, tel:), so letters before a colon with no space behind it are one.
const scheme = /[a-z][a-z0-9+.-]*:(?! )|:\/\/|\/\//i
// Behind letters of other scripts, which are written without spaces, an address begins all the same.
const www = /(?<![a-z0-9])www\d*\./i
const addressMarks = /[@<>]/
/** Seven digits are a number to call, whatever stands between them but letters. */
const digitsToCall = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){6,}/u
const something = /[\p{L}\p{N}]/u

// B.V., S.p.A. and A.Ş. have single letters behind their dots, and no top-level domain is that short.
const hostWord = /[^\s.]\.(?:[^\s.]+\.)*(?=[^\s./:?#]*\p{L})[\p{L}\p{M}\p{N}-]{2,}/u
const networkAddress = /(?<!\p{Nd})\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}/u

const isHostLike = (word: string): boolean => hostWord.test(word) || networkAddress.test(word)

/** Letters without marks and case; the Turkish ones too. */
const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i')

// Legal forms that are often written without a space behind their dots: Co.Ltd., Tic.Ltd.Şti., Sp.zo.o.
const formWords =
  /^(?:(?:co|corp|inc|llc|ltd|mbh|oo|pte|pty|pvt|san|sp|sti|tic|ve|zo|[a-z])\.)*(?:ltd|llc|inc|corp|sti|mbh|oo|o)[.,]?$/

/** A company called by its address: that alone, bare, and nothing that could be read as a sentence about it. */
const calledByHost = /^[\p{L}\p{M}\p{N}-]+\.[\p{L}\p{M}]{2,}[,;]?$/u
const wordsWithHost = 4

const isPlain = (name: string, maxLength: number): boolean =>
  name.length <= maxLength &&
  something.test(name) &&
  ![scheme, www, addressMarks, digitsToCall].some((unwanted) => unwanted.test(name))

/** Tells whether some word reads as the address of a host, which mail programs turn into a link by themselves. */
export const holdsHost = (name: string): boolean => asLinksAreRead(name).split(' ').some(isHostLike)

/**
 * Tells whether a company's name may stand in a mail: bounded, without scheme, `www.`, `@`, angle brackets, a number to call,
 * a host with anything behind it or a sentence around a host. A company may be called by its host (Booking.com B.V.).
 */
export const isPlainCompanyName = (typed: string): boolean => {
  const name = asLinksAreRead(typed)
  if (!isPlain(name, longestCompany)) return false
  const words = name.split(' ')
  const [first = '', ...others] = words
  if (others.some((word) => isHostLike(word) && !formWords.test(folded(word)))) return false
  return !isHostLike(first) || (calledByHost.test(first) && words.length <= wordsWithHost)
}

/** Tells whether a person's whole name may stand in a mail: as of a company, but no person is called by a host. */
export const isPlainPersonName = (typed: string): boolean => {
  const name = asLinksAreRead(typed)
  return isPlain(name, longestPerson) && !holdsHost(name)
}
