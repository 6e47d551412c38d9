// npm run sales:doctor

import { doctorCommand } from './doctor-command.ts'
import { processContext } from './process-context.ts'

process.exitCode = await doctorCommand(process.argv.slice(2), processContext)
