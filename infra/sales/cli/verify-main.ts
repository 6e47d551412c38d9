// npm run sales:verify

import { verifyCommand } from './verify-command.ts'
import { processContext } from './process-context.ts'

process.exitCode = await verifyCommand(process.argv.slice(2), processContext)
