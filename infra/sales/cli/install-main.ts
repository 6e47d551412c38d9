// npm run sales:install

import { installCommand } from './install-command.ts'
import { processContext } from './process-context.ts'

process.exitCode = await installCommand(process.argv.slice(2), processContext)
