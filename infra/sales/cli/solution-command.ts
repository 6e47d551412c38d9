// The command that writes the packages for the import wizard and for pipelines: arguments in, files and lines out, exit code
// back. It asks no organization.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packagedRoles, packagedTables, packagedViews } from '../package/customizations.ts'
import { packageName, solutionPackage } from '../package/solution-package.ts'
import { wantedColumns } from '../wanted/columns.ts'
import { type CommandContext, helped } from './command.ts'

const options = { out: { type: 'string', default: join('dist', 'sales') } } as const

const help = { out: 'the folder to write to (dist/sales as long as nothing is said)' } as const

/** `sales:solution`. The exit code. */
export const solutionCommand = async (args: readonly string[], { say }: CommandContext): Promise<number> => {
  if (helped<typeof options>(args, 'sales:solution', help, say)) return 0
  try {
    const { values } = parseArgs({ args: [...args], options })
    mkdirSync(values.out, { recursive: true })
    for (const managed of [false, true]) {
      const path = join(values.out, packageName(managed))
      writeFileSync(path, solutionPackage(managed))
      say(`Wrote ${path}, ${managed ? 'managed' : 'unmanaged'}.`)
    }
    const parts = [
      `${wantedColumns.length} columns of ${packagedTables.length} tables`,
      `${packagedViews.length} views`,
      `${packagedRoles.length} security roles`,
    ]
    say(`In each: ${parts.join(', ')}.`)
    say('Import one of them; then npm run sales:install adds status reasons, team, webhook endpoint and steps.')
    return 0
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return 1
  }
}
