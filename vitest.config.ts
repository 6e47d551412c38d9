import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/{unit,integration,e2e,faults,contract}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    isolate: false,
    // Half of the tests wait for processes of their own, so a core that is left free would be idle.
    maxWorkers: '100%',
    // A busy machine may take longer than a second for what happens at once.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
