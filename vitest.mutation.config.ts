import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { cssAsText } from './tests/support/css-as-text.ts'

/** Tests that draw everything, or try much: asked last, as most changes are noticed by a smaller one. */
const isLarge = ({ moduleId }: TestSpecification): boolean =>
  /^pages-|properties|before-|many-|hostile|faster/.test(basename(moduleId))

class SmallestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files.filter((file) => !isLarge(file)), ...files.filter(isLarge)]
  }
}

/** The tests that answer within seconds and in memory: they are asked about each change that `npm run mutation` makes. */
export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: [
      'tests/unit/**/*.test.ts',
      'tests/integration/mail-send-grid.test.ts',
      'tests/faults/before-its-time.test.ts',
      'tests/proofs/somebody-faster.test.ts',
      'tests/mutation/*.test.ts',
    ],
    // These hold documents against the code; a changed copy of the code is no news to them.
    exclude: ['tests/unit/documents*.test.ts', 'tests/unit/generated.test.ts'],
    sequence: { sequencer: SmallestFirst },
    isolate: false,
    pool: 'threads',
    testTimeout: 20_000,
  },
})
