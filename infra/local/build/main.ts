// npm run build: writes the bundle to dist/ and says how large its files are.

import { join } from 'node:path'
import { buildApp } from './build.ts'

const sizes = await buildApp(join(import.meta.dirname, '..', '..', '..'))
for (const [name, bytes] of Object.entries(sizes))
  console.log(`${name.padEnd(20)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`)
