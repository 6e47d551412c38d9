// The short reference of a request: what applicants read aloud on the phone and staff look for. It is the beginning of the
// request's id in letters and digits that nobody takes for one another, so it needs no table of its own; a last character
// shows whether the others were heard and typed as they are.

// Without I, L, O and U: https://www.crockford.com/base32.html
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const hexDigits = 10
const characters = (hexDigits * 4) / 5

const hexOf = (id: string): string => id.replaceAll('-', '').slice(0, hexDigits)

/** Twice as much, in the field of 32 elements with x⁵ + x² + 1. */
const twice = (value: number): number => (value < 16 ? value * 2 : (value * 2) ^ 0b100101)

/**
 * The sum of all characters, each with a weight of its own: one wrong character, and any two that changed places, make it
 * another one. https://en.wikipedia.org/wiki/Reed%E2%80%93Solomon_error_correction
 */
const checkOf = (text: string): string => {
  let sum = 0
  for (const character of text) sum = twice(sum ^ alphabet.indexOf(character))
  return alphabet[sum] ?? ''
}

/** The reference of a request, as `BCF-KRA-MX2`. @param id a GUID */
export const referenceOf = (id: string): string => {
  let rest = Number.parseInt(hexOf(id), 16)
  let text = ''
  for (let at = 0; at < characters; at += 1) {
    text = `${alphabet[rest % 32]}${text}`
    rest = Math.floor(rest / 32)
  }
  return `${text}${checkOf(text)}`.replace(/(...)(?=.)/g, '$1-')
}

/** Whether a text is written as a reference is, right or mistyped: three by three. */
export const looksLikeReference = (text: string): boolean =>
  /^[0-9a-z]{3}[\s\p{Pd}][0-9a-z]{3}[\s\p{Pd}][0-9a-z]{3}$/iu.test(text.normalize('NFKC').trim())

/**
 * What the ids of requests with this reference begin with, or `undefined` where a text is none, or was mistyped.
 * Look-alikes are read as what they stand for; spaces, all kinds of dashes and what nobody sees do not matter.
 */
export const idsBeginWith = (reference: string): string | undefined => {
  const typed = reference
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
  const text = typed.replaceAll('O', '0').replace(/[IL]/g, '1')
  const id = text.slice(0, characters)
  if (text.length !== characters + 1 || [...text].some((character) => !alphabet.includes(character))) return undefined
  if (checkOf(id) !== text.slice(characters)) return undefined
  const hex = [...id]
    .reduce((sum, character) => sum * 32 + alphabet.indexOf(character), 0)
    .toString(16)
    .padStart(hexDigits, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}
