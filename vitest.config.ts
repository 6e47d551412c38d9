import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'
import { longestFirst } from './tests/support/longest-first.ts'

const longest = [
  'http-access-matrix',
  'host-service-bus',
  'package',
  'http-hostile-form',
  'azure-compiler',
  'host-life',
  'storage-durable',
  'install-flow',
  'host-timers',
  'http-hostile-addresses',
  'http-manners',
  'host-admin',
  'regressions-breaker',
  'earlier-state',
  'http-hostile-json',
  'before-approval',
  'http-strange-names',
]

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/{unit,integration,e2e,faults,contract}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Loading the modules anew for each file would take a fifth of the time.
    isolate: false,
    sequence: { sequencer: longestFirst(longest) },
    // Many tests wait for processes of their own; two workers more than cores use that time.
    maxWorkers: availableParallelism() + 2,
    // A busy machine may take longer than a second for what happens at once, and no test fails because it is slow: the
    // limits end what would never end.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
