// npm run sales:uninstall

import { uninstallCommand } from './commands.ts'

process.exitCode = await uninstallCommand(process.argv.slice(2), {
  env: process.env,
  send: fetch,
  now: Date.now,
  say: (line) => console.log(line),
})
