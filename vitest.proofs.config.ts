import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { cssAsText } from './tests/support/css-as-text.ts'

/** The longest, begun first, so that they are not what everything waits for at the end. */
const longest = [
  'crash',
  'model',
  'pairs',
  'install-interrupted',
  'real-services',
  'start-kills',
  'single',
  'start-life',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(basename(moduleId, '.test.ts'))
      return at < 0 ? longest.length : at
    }
    return files.toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  plugins: [cssAsText],
  test: {
    include: ['tests/proofs/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    // Some proofs wait for processes of their own; one worker more than cores uses that time.
    maxWorkers: availableParallelism() + 1,
    // A busy machine may take longer than a second for what happens at once.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
})
