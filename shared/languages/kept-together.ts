// Keeps words such as *e-mail* on one line: browsers would break them behind the hyphen, of which a lone letter is left.

/** Forbids to break a line where it stands, and cannot be seen; https://www.unicode.org/reports/tr14/#WJ */
export const wordJoiner = '\u2060'

/** A text in which no line ends behind a lone letter and its hyphen; at its beginning none can. */
export const keptText = (text: string): string => text.replace(/(?<=\s\p{L}-)(?=\p{L})/gu, wordJoiner)

const keptValue = (value: unknown): unknown => {
  if (typeof value === 'string') return keptText(value)
  if (Array.isArray(value)) return value.map(keptValue)
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, keptValue(member)]))
}

/** The same words, for pages. Mails do without: some mail programs show the mark. */
export const keptTogether = <T extends object>(words: T): T => keptValue(words) as T
