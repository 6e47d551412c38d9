// npm run audit:verify

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { verifyCommand } from './verify-command.ts'

process.exitCode = await verifyCommand(process.argv.slice(2), {
  env: process.env,
  say: (line) => console.log(line),
  newId: randomUUID,
  root: join(import.meta.dirname, '..', '..'),
})
