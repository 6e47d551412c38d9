// Columns of ours that an organization may lack, because an earlier version prepared it: what is asked with them is asked
// again without where the organization refuses that, and it is remembered for a while.

import { SalesRefused } from './failures.ts'

/** After this long the organization is asked again whether it has the columns by now. */
const askAgainMs = 10 * 60_000

type Answer<T> = {
  readonly answer: T
  /** Which of the questions was answered: 0 is the one with all columns. */
  readonly level: number
}

/**
 * Puts the first of some questions that the organization does not refuse, the one with the most columns first.
 * @param about what the questions are about, by which it is remembered
 */
export type AskOptional = <T>(about: string, questions: readonly (() => Promise<T>)[]) => Promise<Answer<T>>

// What a query names and a table lacks is refused for good, with codes that differ from version to version.
const mayLackThem = (error: unknown): boolean =>
  error instanceof SalesRefused && (error.kind === 'permanent' || error.kind === 'secured')

/** @param now milliseconds */
export const createAskOptional = (now: () => number): AskOptional => {
  const known = new Map<string, { readonly level: number; readonly until: number }>()
  return async (about, questions) => {
    const before = known.get(about)
    const from = before && before.until > now() ? before.level : 0
    for (const [at, question] of questions.slice(from).entries()) {
      const level = from + at
      try {
        const answer = await question()
        if (at > 0) known.set(about, { level, until: now() + askAgainMs })
        return { answer, level }
      } catch (error) {
        if (!mayLackThem(error) || level === questions.length - 1) throw error
      }
    }
    throw new Error('There is no question to put.')
  }
}
