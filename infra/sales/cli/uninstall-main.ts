// npm run sales:uninstall

import { uninstallCommand } from './uninstall-command.ts'
import { processContext } from './process-context.ts'

process.exitCode = await uninstallCommand(process.argv.slice(2), processContext)
