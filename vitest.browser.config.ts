import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
