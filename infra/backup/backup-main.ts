// npm run backup

import { backupCommand } from './commands.ts'
import { processContext } from './process-context.ts'

process.exitCode = await backupCommand(process.argv.slice(2), processContext)
