// Whether a stranger's text is nothing but a name. Only such a text stands in our mails: whoever gets a mail of ours that they
// never asked for must not read an advertisement in it, in the subject or behind "Dear".

// An address of the web: a scheme, www., or a host with something behind it. A host alone is a name: Booking.com B.V.
const scheme = /\b[a-z][a-z0-9+.-]{1,20}:(?=[^\s\d])/iu
const hostWithPath = /[\p{L}\p{N}-]\.[\p{L}]{2,}(?::\d+)?[/?#\\]/u
const host = /[\p{L}\p{N}-]\.[\p{L}]{2,}/u
const www = /\bwww\./iu
const forbidden = /[@<>{}[\]|\p{Cc}\p{Zl}\p{Zp}]/u
/** Seven digits and more, however they are grouped. */
const phoneLike = /(?:\p{Nd}[\s().+/-]*){7,}/u
/** A host among so many words is an invitation. */
const mostWordsWithHost = 4
const longest = 160

/**
 * @param text of a company's or a person's name, cleaned or not
 */
export const isPlainName = (text: string): boolean => {
  const name = text.normalize('NFKC')
  if (name.length > longest || !name.isWellFormed()) return false
  if ([scheme, hostWithPath, www, forbidden, phoneLike].some((form) => form.test(name))) return false
  return !host.test(name) || name.trim().split(/\s+/u).length <= mostWordsWithHost
}
