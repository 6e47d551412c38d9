// The command that cleans an organization up: arguments in, lines out, exit code back.

import { parseArgs } from 'node:util'
import { findInstalled, uninstallFromSales } from '../plan/uninstall.ts'
import { type CommandContext, connectAloud, organizationOf, runRepeatable } from './command.ts'

const options = {
  url: { type: 'string' },
  'delete-columns': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

/** `sales:uninstall`. The exit code. */
export const uninstallCommand = (args: readonly string[], context: CommandContext): Promise<number> => {
  const { env, say } = context
  return runRepeatable(say, async () => {
    const { values } = parseArgs({ args: [...args], options })
    const { call } = connectAloud(organizationOf(values.url, env), context)
    const installed = await findInstalled(call, values['delete-columns'])
    if (installed.length === 0) {
      say('Nothing of this installation is there.')
      return 0
    }
    if (values['dry-run']) {
      for (const { what, keep } of installed) say(keep ? `  keep    ${what}: ${keep}` : `  remove  ${what}`)
      say('Nothing was changed (--dry-run).')
      return 0
    }
    const kept = await uninstallFromSales(call, installed, say)
    for (const what of kept) say(`Kept ${what}.`)
    say('Removed. Leads, accounts, contacts and opportunities stay.')
    return 0
  })
}
