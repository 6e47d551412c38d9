// The order of test files: the longest begin first, so that none of them is what everything waits for at the end.

import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** @param longest names of files without their ending; after them come those of folders that wait for processes */
export const longestFirst = (longest: readonly string[]) =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const place = ({ moduleId }: TestSpecification): number => {
        const at = longest.indexOf(basename(moduleId, '.test.ts'))
        return at >= 0 ? at : longest.length + (moduleId.includes('/unit/') ? 1 : 0)
      }
      return files.toSorted((a, b) => place(a) - place(b))
    }
  }
