// The command that prepares an organization: arguments in, lines out, exit code back.

import { parseArgs } from 'node:util'
import { carryOut } from '../plan/install.ts'
import { type Plan, planInstallation } from '../plan/plan-installation.ts'
import { extendedTables } from '../wanted/columns.ts'
import {
  applicationIdOf,
  type CommandContext,
  commonHelp,
  connectAloud,
  helped,
  organizationOf,
  runRepeatable,
} from './command.ts'
import { readEventsWanted, readTransportName, readTransportSettings } from './read-transport.ts'

const options = {
  url: { type: 'string' },
  transport: { type: 'string', default: 'webhook' },
  'events-url': { type: 'string' },
  'application-id': { type: 'string' },
  events: { type: 'string' },
  'return-leads': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

const help = {
  ...commonHelp,
  transport: 'webhook (as long as nothing is said) or servicebus: how events reach the app',
  'events-url': 'where the webhook calls, https://<app>/api/sales/events (or below PUBLIC_URL)',
  events:
    'leads, all (of accounts and contacts, too) or customers (of new ones, too; so where CUSTOMERS_FROM_SALES is all): of what Sales tells',
  'return-leads': 'gives leads of ours that belong to the application user to the team',
  'dry-run': 'prints the plan and changes nothing',
} as const

const printPlan = (plan: Plan, say: (line: string) => void): void => {
  say('Plan:')
  for (const { action, what, differing } of plan.items)
    say(`  ${action.padEnd(7)} ${what}${action === 'update' ? ` (${differing.join(', ')})` : ''}`)
  say(`  publish tables ${Object.keys(extendedTables).join(', ')}`)
}

/** What whoever installs should know besides the plan. */
const notesOf = ({ unit, keptLeads }: Plan, returnLeads: boolean): string[] => [
  ...(unit.isRoot
    ? []
    : [
        `The application user belongs to ${unit.name}, a business unit below the root: roles and team are made there. Whoever works on the leads in another unit needs a role that reaches the whole organization, or becomes a member of the team.`,
      ]),
  ...(keptLeads > 0 && !returnLeads
    ? [`${keptLeads} leads of prospects belong to the application user; --return-leads gives them to the team.`]
    : []),
]

/** `sales:install`. The exit code. */
export const installCommand = (args: readonly string[], context: CommandContext): Promise<number> => {
  const { env, say, patience } = context
  if (helped<typeof options>(args, 'sales:install', help, say)) return Promise.resolve(0)
  return runRepeatable(say, async (begin) => {
    const { values } = parseArgs({ args: [...args], options })
    const url = organizationOf(values.url, env)
    const transport = readTransportSettings(readTransportName(values.transport), values['events-url'], env)
    const { call } = connectAloud(url, context)
    const application = applicationIdOf(values['application-id'], env)
    const events = readEventsWanted(values.events, env)
    const returnLeads = values['return-leads']
    const plan = await planInstallation(call, { transport, ...application, ...events, returnLeads })
    printPlan(plan, say)
    for (const note of notesOf(plan, returnLeads)) say(note)
    if (values['dry-run']) {
      say('Nothing was changed (--dry-run).')
      return 0
    }
    begin()
    await carryOut(call, plan, say, patience)
    say('Installed. Check it with npm run sales:verify.')
    return 0
  })
}
