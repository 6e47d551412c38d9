// npm run sales:verify

import { verifyCommand } from './verify-command.ts'

process.exitCode = await verifyCommand(process.argv.slice(2), {
  env: process.env,
  send: fetch,
  now: Date.now,
  say: (line) => console.log(line),
})
