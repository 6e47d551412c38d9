// Prints the one line that continuous integration reads: "N passed, N failed".
import type { Reporter, TestModule } from 'vitest/node'

export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length
    console.log(`${passed} passed, ${failed + broken + errors.length} failed`)
  }
}

// Vitest loads a reporter given by path through its default export.
// biome-ignore lint/style/noDefaultExport: the loader asks for it
export default SummaryReporter
