// npm run generate: writes what follows from the tables of the app, and says which files changed.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

for (const [path, text] of Object.entries(generatedFiles(read))) {
  if (existsSync(join(root, path)) && read(path) === text) continue
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`Written: ${path}`)
}
