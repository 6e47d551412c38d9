// One line of what the doctor finds: whether something will work, how it is, and what to do about it.

import { explain } from '../organization/advice.ts'

export type Finding = {
  readonly what: string
  /** `works`; `otherwise`: works, and not as people may expect; `not`: will not until something is done; `unknown`. */
  readonly outcome: 'works' | 'otherwise' | 'not' | 'unknown'
  readonly how: string
  readonly advice?: string
}

export const works = (what: string, how: string): Finding => ({ what, outcome: 'works', how })
export const otherwise = (what: string, how: string, advice: string): Finding => ({
  what,
  outcome: 'otherwise',
  how,
  advice,
})
export const not = (what: string, how: string, advice: string): Finding => ({ what, outcome: 'not', how, advice })

/** Looks at one thing. What cannot be read is unknown, with the reason. */
export const look = async (what: string, work: () => Promise<Finding>): Promise<Finding> => {
  try {
    return await work()
  } catch (error) {
    return { what, outcome: 'unknown', how: 'it could not be read', advice: explain(error) }
  }
}

/** The findings as a table, each advice below its line. */
export const printFindings = (findings: readonly Finding[], say: (line: string) => void): void => {
  const width = Math.max(...findings.map(({ what }) => what.length))
  const outcomeWidth = 'otherwise'.length
  for (const { outcome, what, how, advice } of findings) {
    say(`  ${outcome.padEnd(outcomeWidth)}  ${what.padEnd(width)}  ${how}`)
    if (advice) say(`  ${''.padEnd(outcomeWidth)}  ${''.padEnd(width)}  do: ${advice}`)
  }
}

const count = (findings: readonly Finding[], ...outcomes: readonly Finding['outcome'][]): number =>
  findings.filter(({ outcome }) => outcomes.includes(outcome)).length

/** The last line, and the exit code: 0 nothing to do, 1 works with something to know or do, 2 something will not work. */
export const conclusionOf = (findings: readonly Finding[]): { readonly line: string; readonly exitCode: 0 | 1 | 2 } => {
  const broken = count(findings, 'not')
  const noted = count(findings, 'otherwise', 'unknown')
  if (broken > 0) return { line: `${broken} of ${findings.length} will not work until something is done.`, exitCode: 2 }
  if (noted > 0) return { line: `Everything will work; look at ${noted} of ${findings.length} first.`, exitCode: 1 }
  return { line: 'Everything will work as it is.', exitCode: 0 }
}
