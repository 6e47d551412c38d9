// The short reference of a request: what applicants read aloud on the phone and staff look for. It is the beginning of the
// request's id in letters and digits that nobody takes for one another, so it needs no table of its own.

// Without I, L, O and U: https://www.crockford.com/base32.html
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const hexDigits = 10
const characters = (hexDigits * 4) / 5

const hexOf = (id: string): string => id.replaceAll('-', '').slice(0, hexDigits)

/** The reference of a request, as `K7M2-9QXD`. @param id a GUID */
export const referenceOf = (id: string): string => {
  let rest = Number.parseInt(hexOf(id), 16)
  let text = ''
  for (let at = 0; at < characters; at += 1) {
    text = `${alphabet[rest % 32]}${text}`
    rest = Math.floor(rest / 32)
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/**
 * What the ids of requests with this reference begin with, or `undefined` where a text is none. Look-alikes are read as
 * what they stand for, spaces and hyphens do not matter.
 */
export const idsBeginWith = (reference: string): string | undefined => {
  const text = reference.toUpperCase().replace(/[\s-]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (text.length !== characters || [...text].some((character) => !alphabet.includes(character))) return undefined
  const hex = [...text]
    .reduce((sum, character) => sum * 32 + alphabet.indexOf(character), 0)
    .toString(16)
    .padStart(hexDigits, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}
