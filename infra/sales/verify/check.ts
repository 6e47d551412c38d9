// One line of the verification: what was checked, how it stands, and what to do about it.

import { explain } from '../organization/advice.ts'

export type Check = {
  readonly name: string
  readonly outcome: 'ok' | 'FAILED' | 'skipped'
  readonly detail: string
}

export const ok = (name: string, detail: string): Check => ({ name, outcome: 'ok', detail })
export const failed = (name: string, detail: string): Check => ({ name, outcome: 'FAILED', detail })
export const skipped = (name: string, detail: string): Check => ({ name, outcome: 'skipped', detail })

/** Runs a check. One that throws is a failed check that says what to do. */
export const runCheck = async (
  name: string,
  work: () => Promise<Check | readonly Check[]>,
): Promise<readonly Check[]> => {
  try {
    const result = await work()
    return 'name' in result ? [result] : result
  } catch (error) {
    return [failed(name, explain(error))]
  }
}

/** The checks as a table for people. */
export const printChecks = (checks: readonly Check[], say: (line: string) => void): void => {
  const width = Math.max(...checks.map(({ name }) => name.length))
  for (const { name, outcome, detail } of checks) say(`  ${outcome.padEnd(7)}  ${name.padEnd(width)}  ${detail}`)
}
