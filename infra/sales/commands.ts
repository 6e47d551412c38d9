// The commands that prepare an organization and clean it up: arguments in, lines out, exit code back.

import { parseArgs } from 'node:util'
import { codeOf, explain } from './advice.ts'
import { carryOut } from './install.ts'
import { type Plan, planInstallation } from './plan.ts'
import { connect, type Environment, organizationUrl } from './sign-in.ts'
import { findInstalled, uninstallFromSales } from './uninstall.ts'

export type Surroundings = {
  readonly env: Environment
  readonly send: typeof fetch
  readonly now: () => number
  readonly say: (line: string) => void
}

/** The first key of SALES_EVENT_KEYS: while two are accepted, the new one stands first. @throws Error when it is unfit */
const firstEventKey = (keys: string | undefined): string => {
  const key = keys?.split(',')[0]?.trim() ?? ''
  if (/^\S{16,}$/.test(key)) return key
  throw new Error(
    'Set SALES_EVENT_KEYS as for the app: one key of at least 16 characters, or two separated by a comma; the webhook gets the first.',
  )
}

/** @throws Error unless Dataverse can send to it: https on its standard port, or this machine for a local organization */
export const eventsAddress = (text: string | undefined, env: Environment): string => {
  const given = text ?? (env['PUBLIC_URL'] ? new URL('/api/sales/events', env['PUBLIC_URL']).href : undefined)
  if (!given) throw new Error('Say where the app receives events: --events-url https://<app>/api/sales/events')
  const url = URL.canParse(given) ? new URL(given) : undefined
  const here = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  if (!url || (!here && (url.protocol !== 'https:' || url.port !== '')))
    throw new Error(`Dataverse sends events to https addresses without a port only; ${given} is none.`)
  return url.href
}

/** Without a secret the caller is a person or a deployment; the app's own user is the one with its client id. */
export const applicationIdOf = (option: string | undefined, env: Environment) => {
  const id = option ?? (env['DATAVERSE_CLIENT_SECRET'] ? undefined : env['DATAVERSE_CLIENT_ID'])
  return id ? { applicationId: id } : {}
}

const printPlan = (plan: Plan, say: (line: string) => void): void => {
  say('Plan:')
  for (const { action, what, differing } of plan.items)
    say(`  ${action.padEnd(7)} ${what}${action === 'update' ? ` (${differing.join(', ')})` : ''}`)
  say('  publish table lead')
  for (const table of plan.untracked)
    say(
      `  by hand table ${table}: switch on "Track changes" in its properties (Power Apps, Tables), or lost events are not caught up`,
    )
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
        'events-url': { type: 'string' },
        'application-id': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const url = organizationUrl(values.url ?? env['DATAVERSE_URL'])
    const eventsUrl = eventsAddress(values['events-url'], env)
    const eventKey = firstEventKey(env['SALES_EVENT_KEYS'])
    const { call, as } = connect(url, env, send, now)
    say(`Organization ${url}, signing in as ${as}`)
    const application = applicationIdOf(values['application-id'], env)
    const plan = await planInstallation(call, { eventsUrl, eventKey, ...application })
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
