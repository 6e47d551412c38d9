// Makes of what people paste what they meant: one way for each kind of field. Phones come out of contacts with marks around
// them, addresses out of web pages with spaces that only look like spaces, numbers out of forms of other scripts in other
// digits. Whatever is done here changes nothing that a reader sees, or gives what everybody would have typed.

import type { FieldKind } from './field.ts'
import { latePattern } from './late-pattern.ts'
import { cleanMoney } from './money.ts'
import { normalizeText } from './text.ts'

// Soft hyphens, zero-width spaces, direction marks, embeddings and isolates, word joiners, byte order marks. Joiners (U+200C,
// U+200D) stay: names in several scripts and emoji need them.
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu
const joiners = /\u200c|\u200d|[\ufe00-\ufe0f]/gu
const dashes = /[\u058a\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u30fc\ufe58\ufe63\uff0d]/gu

const withoutUnseen = (text: string): string => text.replace(unseen, '')
const oneLine = (text: string): string => withoutUnseen(text).replace(spaces, ' ')
/** As in an address of the web, where forms of a character that look alike are one. */
const compatible = (text: string): string => oneLine(text).replace(joiners, '').normalize('NFKC').replace(spaces, ' ')

const digit = latePattern('^\\p{Nd}$')

// The ranges of decimal digits begin at a zero and are ten long.
const digitsOf = (text: string): string =>
  text.replace(/[^\0-\x7f]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (!digit().test(character)) return character
    let zero = code
    while (code - zero < 9 && digit().test(String.fromCodePoint(zero - 1))) zero -= 1
    return String(code - zero)
  })

const phone = (text: string): string =>
  digitsOf(compatible(text).replace(dashes, '-'))
    .replace(/[\u00b7\u2022\u2024\u2027\u30fb]/gu, '.')
    .replace(/[\u2044\u2215]/gu, '/')
    .replace(/^(?:tel|phone)[ .:]+/i, '')
    .replace(/;ext=/gi, ' ext. ')
    .replace(/ {2,}/g, ' ')

// Looked for where it begins alone: from every place within a long run it would be read to its end again.
const endOfAddress = /(?<![\s;,.])[\s;,.]+$/

const email = (text: string): string => {
  const bare = compatible(text).replace(/^(?:mailto:)+/i, '')
  // As an address book writes it: Ada Roth <ada@fabrikam.example>.
  const address = (/<([^<>]+)>[\s;,]*$/.exec(bare)?.[1] ?? bare).replace(endOfAddress, '')
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return at > 0 && /[^\x20-\x7e]/.test(domain) ? `${address.slice(0, at)}@${asciiDomain(domain)}` : address
}

/** A domain as mail programs send it (xn--…), or as it is where it is none: no domain of mail has other signs than these. */
const asciiDomain = (domain: string): string => {
  const address = `https://${domain}`
  return /^[\p{L}\p{M}\p{N}.\u00b7\u30fb\u3002-]+$/u.test(domain) && URL.canParse(address)
    ? new URL(address).hostname
    : domain
}

// Wide forms of letters, digits and signs, as input methods of East Asia write them, and the stop that stands for a dot.
const narrow = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3002\uff61]/gu, '.')

const website = (text: string): string => {
  // In a path they may be meant.
  const address = withoutUnseen(text)
    .replace(/^(?:[\p{L}\uff1a:]{0,6}[/\uff0f]{0,2})?[^/?#\uff0f]*/u, narrow)
    .replace(/^https?:(?=[^/])|^https?:\/(?=[^/])/i, 'https://')
  if (address === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address
  return `https://${address.replace(/^\/+/, '')}`
}

/** What stands between a tag and its spelling: `zh_CN.UTF-8`, `nl_BE@euro`. */
const language = (text: string): string =>
  compatible(text)
    .replace(/^([^.@]*)[.@].*$/, '$1')
    .replaceAll('_', '-')

const ways: Readonly<Record<FieldKind, (text: string) => string>> = {
  text: oneLine,
  name: oneLine,
  multiline: (text) => withoutUnseen(text.replace(/[\u2028\u2029]/gu, '\n')).replace(/[\u00a0\u202f]/gu, ' '),
  // Wide forms only: other forms of a character may stand for many.
  code: (text) =>
    oneLine(text)
      .replace(/[\uff01-\uff5e]/gu, narrow)
      .replace(dashes, '-')
      .replace(/ {2,}/g, ' '),
  email,
  phone,
  website,
  country: (text) => compatible(text).toUpperCase(),
  language,
  channel: oneLine,
  money: (text) => cleanMoney(oneLine(text)),
  hold: oneLine,
  yes: oneLine,
}

// Joiners and fillers alone, which show as nothing.
const unseenOnly = latePattern('^[\\p{White_Space}\\p{Default_Ignorable_Code_Point}]*$')
const showsNothing = (text: string): boolean => !/[!-~]/.test(text) && unseenOnly().test(text)

/** Enough for whatever one step makes room for in another; a text that is not settled by then stays as it is. */
const steps = 4

/**
 * Cleans a text by its kind; clean text stays as it is. What cannot be shown anywhere is left for the check to find.
 * @param text any string
 * @returns the text as it is checked and stored, which may be longer than it was (`https://`, `xn--`)
 */
export const cleanText = (kind: FieldKind, text: string): string => {
  let clean = normalizeText(text)
  for (let step = 0; step < steps && !showsNothing(clean); step += 1) {
    const next = normalizeText(ways[kind](clean))
    if (next === clean) return clean
    clean = next
  }
  return showsNothing(clean) ? '' : clean
}
