// The commands that prepare an organization and clean it up: arguments in, lines out, exit code back.

import { parseArgs } from 'node:util'
import { codeOf, explain } from './advice.ts'
import { carryOut } from './install.ts'
import { type Plan, planInstallation } from './plan.ts'
import { connect, type Environment, organizationUrl } from './sign-in.ts'
import { transportName, wantedTransport } from './transport.ts'
import { findInstalled, uninstallFromSales } from './uninstall.ts'

export type Surroundings = {
  readonly env: Environment
  readonly send: typeof fetch
  readonly now: () => number
  readonly say: (line: string) => void
}

/** Without a secret or certificate the caller is a person or a deployment; the app's own user is the one with its client id. */
export const applicationIdOf = (option: string | undefined, env: Environment) => {
  const own = env['DATAVERSE_CLIENT_SECRET'] || env['DATAVERSE_CLIENT_CERTIFICATE']
  const id = option ?? (own ? undefined : env['DATAVERSE_CLIENT_ID'])
  return id ? { applicationId: id } : {}
}

const printPlan = (plan: Plan, say: (line: string) => void): void => {
  say('Plan:')
  for (const { action, what, differing } of [...plan.items, ...plan.tracking])
    say(`  ${action.padEnd(7)} ${what}${action === 'update' ? ` (${differing.join(', ')})` : ''}`)
  say('  publish table lead')
}

/** Reports what went wrong. */
const orExplain = async (say: (line: string) => void, work: () => Promise<number>): Promise<number> => {
  try {
    return await work()
  } catch (error) {
    say(explain(error))
    if (codeOf(error) !== undefined) say('Running the same command again continues where this one stopped.')
    return 1
  }
}

/** `sales:install`. The exit code. */
export const installCommand = (args: readonly string[], { env, send, now, say }: Surroundings): Promise<number> =>
  orExplain(say, async () => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        transport: { type: 'string', default: 'webhook' },
        'events-url': { type: 'string' },
        'application-id': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const url = organizationUrl(values.url ?? env['DATAVERSE_URL'])
    const transport = wantedTransport(transportName(values.transport) ?? 'webhook', values['events-url'], env)
    const { call, as } = connect(url, env, send, now)
    say(`Organization ${url}, signing in as ${as}`)
    const application = applicationIdOf(values['application-id'], env)
    const plan = await planInstallation(call, { transport, ...application })
    printPlan(plan, say)
    if (values['dry-run']) {
      say('Nothing was changed (--dry-run).')
      return 0
    }
    await carryOut(call, plan, say)
    say('Installed. Check it with npm run sales:verify.')
    return 0
  })

/** `sales:uninstall`. The exit code. */
export const uninstallCommand = (args: readonly string[], { env, send, now, say }: Surroundings): Promise<number> =>
  orExplain(say, async () => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        'delete-columns': { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const url = organizationUrl(values.url ?? env['DATAVERSE_URL'])
    const { call, as } = connect(url, env, send, now)
    say(`Organization ${url}, signing in as ${as}`)
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
