// Finds by how words of a name begin. Of each word no more than its first letters is kept, so what is kept is no name; which
// of those that begin so are meant, their names say.

import { latePattern } from '../late-pattern.ts'

const word = latePattern('[\\p{L}\\p{N}]+', 'gu')
const accents = latePattern('\\p{M}', 'gu')
const han = latePattern('^\\p{Script=Han}', 'u')
const lettersKept = 3
/** Of the words of a name the longest, which say most. */
const mostWords = { company: 3, person: 2 } as const

/** The words of a name without case and accents. */
export const foldedWords = (text: string): string[] => [
  ...new Set(text.normalize('NFKD').replace(accents(), '').toLowerCase().normalize('NFC').match(word()) ?? []),
]

/** One sign of Chinese says as much as three letters. */
const beginningOf = (folded: string): string | undefined => {
  const letters = [...folded]
  const kept = han().test(folded) ? 1 : lettersKept
  return letters.length < kept ? undefined : letters.slice(0, kept).join('')
}

const longestFirst = (words: readonly string[]): string[] => words.toSorted((a, b) => b.length - a.length)

/** How the words of the names of a company and a person begin, each once, some of each. */
export const beginningsOf = (company: string, person: string): string[] => {
  const some = (name: string, most: number) =>
    longestFirst(foldedWords(name))
      .flatMap((each) => beginningOf(each) ?? [])
      .slice(0, most)
  return [...new Set([...some(company, mostWords.company), ...some(person, mostWords.person)])]
}

export type Beginnings = {
  /** By which to look. */
  readonly beginning: string
  /** Whether names are meant: every word that was typed begins a word of them. */
  readonly isMeant: (company: string, person: string) => boolean
}

/** What is looked for by typed words; `undefined` where they are too short. */
export const typedBeginnings = (typed: string): Beginnings | undefined => {
  const words = foldedWords(typed)
  const [longest] = longestFirst(words)
  const beginning = longest === undefined ? undefined : beginningOf(longest)
  if (beginning === undefined) return undefined
  return {
    beginning,
    isMeant: (company, person) => {
      const there = [...foldedWords(company), ...foldedWords(person)]
      return words.every((each) => there.some((one) => one.startsWith(each)))
    },
  }
}
