// What is written from the tables was written after the last change of them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generatedFiles } from '../../infra/generate/generated-files.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const files = generatedFiles(read)

it.each(Object.keys(files))('%s is as `npm run generate` writes it', (path) => {
  expect(read(path)).toBe(files[path])
})

it('the same tables give the same bytes', () => {
  expect(generatedFiles(read)).toEqual(files)
})
