import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'
import { longestFirst } from './tests/support/longest-first.ts'

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: longestFirst(['accessibility', 'enlarged', 'tables', 'languages', 'staff-looks']) },
    // A browser waits for its page and a page for its storage: two files beside each other use both cores.
    maxWorkers: 2,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
