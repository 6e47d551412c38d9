// npm run deploy:check

import { randomBytes } from 'node:crypto'
import { deployCheckCommand } from './deploy-check-command.ts'

process.exitCode = await deployCheckCommand(process.argv.slice(2), {
  say: (line) => console.log(line),
  marker: `m${randomBytes(8).toString('hex')}`,
})
