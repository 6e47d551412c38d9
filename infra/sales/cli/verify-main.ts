// npm run sales:verify

import { processContext } from './process-context.ts'
import { verifyCommand } from './verify-command.ts'

process.exitCode = await verifyCommand(process.argv.slice(2), processContext)
