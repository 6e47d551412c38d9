import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'
import { longestFirst } from './tests/support/longest-first.ts'

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // No test fails because a machine is slow: this only ends what would never end.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    sequence: {
      sequencer: longestFirst([
        'accessibility',
        'accessibility-staff',
        'enlarged',
        'tables',
        'languages',
        'staff-looks',
      ]),
    },
    // A browser waits for its page and a page for its storage: two files beside each other use both cores.
    maxWorkers: 2,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
