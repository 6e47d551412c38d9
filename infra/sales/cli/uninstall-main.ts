// npm run sales:uninstall

import { processContext } from './process-context.ts'
import { uninstallCommand } from './uninstall-command.ts'

process.exitCode = await uninstallCommand(process.argv.slice(2), processContext)
