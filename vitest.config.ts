import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/{unit,integration,e2e,faults,contract}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Loading the modules anew for each file would take a fifth of the time.
    isolate: false,
    // Many tests wait for processes of their own; one worker more than cores uses that time.
    maxWorkers: availableParallelism() + 1,
    // A busy machine may take longer than a second for what happens at once.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
