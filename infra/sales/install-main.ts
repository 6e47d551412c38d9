// npm run sales:install

import { installCommand } from './commands.ts'

process.exitCode = await installCommand(process.argv.slice(2), {
  env: process.env,
  send: fetch,
  now: Date.now,
  say: (line) => console.log(line),
})
