// The command that cleans an organization up: arguments in, lines out, exit code back.

import { parseArgs } from 'node:util'
import { findInstalled, uninstallFromSales } from '../plan/uninstall.ts'
import { type CommandContext, commonHelp, connectAloud, helped, organizationOf, runRepeatable } from './command.ts'

const options = {
  url: { type: 'string' },
  'delete-columns': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

const help = {
  url: commonHelp.url,
  'delete-columns': 'takes columns away also where leads, accounts or contacts hold values in them',
  'dry-run': 'prints what would be removed and changes nothing',
} as const

/** `sales:uninstall`. The exit code. */
export const uninstallCommand = (args: readonly string[], context: CommandContext): Promise<number> => {
  const { env, say } = context
  if (helped<typeof options>(args, 'sales:uninstall', help, say)) return Promise.resolve(0)
  return runRepeatable(say, async (begin) => {
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
    begin()
    const kept = await uninstallFromSales(call, installed, say)
    for (const what of kept) say(`Kept ${what}.`)
    say('Removed. Leads, accounts, contacts and opportunities stay.')
    return 0
  })
}
