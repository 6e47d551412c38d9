// npm run restore

import { restoreCommand } from './commands.ts'
import { processContext } from './process-context.ts'

process.exitCode = await restoreCommand(process.argv.slice(2), processContext)
