// Prints what failed, a line each, and then the one line that continuous integration reads: "N passed, N failed". A log
// of which only the end is kept still tells what failed first.

import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

const lineOf = (test: TestCase): string => {
  const [error] = test.result().errors ?? []
  const reason = stripVTControlCharacters(error?.message ?? '').split('\n')[0]
  return `failed: ${test.module.relativeModuleId}: ${test.fullName}: ${reason}`
}

export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed')
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length
    for (const test of failed) console.log(lineOf(test))
    console.log(`${passed} passed, ${failed.length + broken + errors.length} failed`)
  }
}

// Vitest loads a reporter given by path through its default export.
// biome-ignore lint/style/noDefaultExport: the loader asks for it
export default SummaryReporter
