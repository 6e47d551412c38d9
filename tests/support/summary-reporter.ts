// Prints which files took longest and what failed, a line each, and then the one line that continuous integration reads:
// "N passed, N failed". A log of which only the end is kept still tells what failed first and where the time went.

import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestModule } from 'vitest/node'

type Failure = { readonly message: string }

const lineOf = (where: string, failure: Failure | undefined): string =>
  `failed: ${where}: ${stripVTControlCharacters(failure?.message ?? '').split('\n')[0]}`

/** Failed tests, and files and suites that failed outside their tests, such as in a hook. */
const failuresIn = (module: TestModule): string[] => {
  const file = module.relativeModuleId
  const suites = [...module.children.allSuites()].map((suite) => ({ where: `${file}: ${suite.fullName}`, part: suite }))
  const outside = [{ where: file, part: module }, ...suites].flatMap(({ where, part }) =>
    part.errors().length > 0 ? [lineOf(where, part.errors()[0])] : [],
  )
  const tests = [...module.children.allTests('failed')]
  return [...outside, ...tests.map((test) => lineOf(`${file}: ${test.fullName}`, test.result().errors?.[0]))]
}

/** Files beyond these take little of the whole. */
const shown = 15

const longestOf = (modules: readonly TestModule[]): string[] =>
  modules
    .map((module) => ({ file: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, shown)
    .map(({ file, seconds }) => `took ${seconds.toFixed(0)} s: ${file}`)

export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly Failure[]): void {
    const passed = modules.flatMap((module) => [...module.children.allTests('passed')]).length
    const failures = [...modules.flatMap(failuresIn), ...errors.map((error) => lineOf('outside of the tests', error))]
    if (modules.length > 1) for (const line of longestOf(modules)) console.log(line)
    for (const failure of failures) console.log(failure)
    console.log(`${passed} passed, ${failures.length} failed`)
  }
}

// Vitest loads a reporter given by path through its default export.
// biome-ignore lint/style/noDefaultExport: the loader asks for it
export default SummaryReporter
