import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'
import { longestFirst } from './tests/support/longest-first.ts'

const longest = [
  'single',
  'single-others',
  'crash',
  'pairs',
  'model',
  'mutants',
  'start-kills',
  'real-services',
  'install-interrupted',
  'start-life',
]

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/proofs/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    sequence: { sequencer: longestFirst(longest) },
    // Some proofs wait for processes of their own; one worker more than cores uses that time.
    maxWorkers: availableParallelism() + 1,
    // A proof counts what it does, and no slow machine makes it fail: this only ends what would never end.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    expect: { poll: { timeout: 120_000 } },
    env: { PATIENCE: '6', HOSTILE_STRINGS: 'all' },
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
