import { defineConfig } from 'vitest/config'
import { cssAsText } from './tests/support/css-as-text.ts'

/** The tests that answer within seconds and in memory: they are asked about each change that `npm run mutation` makes. */
export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: [
      'tests/unit/**/*.test.ts',
      'tests/integration/mail-send-grid.test.ts',
      'tests/faults/before-its-time.test.ts',
      'tests/mutation/*.test.ts',
    ],
    // These hold documents against the code; a changed copy of the code is no news to them.
    exclude: ['tests/unit/readme*.test.ts'],
    pool: 'threads',
    testTimeout: 20_000,
  },
})
