// npm run sales:solution

import { processContext } from './process-context.ts'
import { solutionCommand } from './solution-command.ts'

process.exitCode = await solutionCommand(process.argv.slice(2), processContext)
