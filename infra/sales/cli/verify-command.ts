// The command that checks an organization: arguments in, a table out, exit code back.

import { parseArgs } from 'node:util'
import { explain } from '../organization/advice.ts'
import { readCredentials } from '../organization/credentials.ts'
import { printChecks } from '../verify/check.ts'
import { verifyFlow } from '../verify/verify-flow.ts'
import { verifyOrganization } from '../verify/verify-organization.ts'
import { applicationIdOf, type CommandContext, commonHelp, connectAloud, helped, organizationOf } from './command.ts'
import { eventsAddress, readEventsWanted } from './read-transport.ts'

const options = {
  url: { type: 'string' },
  'events-url': { type: 'string' },
  'application-id': { type: 'string' },
  'app-url': { type: 'string' },
  'test-email': { type: 'string' },
  'headquarters-resource': { type: 'string' },
  'wait-seconds': { type: 'string', default: '300' },
} as const

const help = {
  ...commonHelp,
  'events-url': 'where the webhook should call, if that is not below --app-url',
  'app-url': 'the app, https://<app>: tries the whole way with a test request; without it the checks only read',
  'test-email': 'where the rejection e-mail of the test goes',
  'headquarters-resource': 'api://<client id>: asks headquarters as the application that signs in here',
  'wait-seconds': 'how long is waited for each part of the whole way, 300 as long as nothing is said',
} as const

/**
 * `sales:verify`. The exit code: 0 when no check failed.
 * @param pollMs how often the test prospect is looked for
 */
export const verifyCommand = async (
  args: readonly string[],
  context: CommandContext,
  pollMs = 2000,
): Promise<number> => {
  const { env, send, now, say } = context
  if (helped<typeof options>(args, 'sales:verify', help, say)) return 0
  try {
    const { values } = parseArgs({ args: [...args], options })
    const url = organizationOf(values.url, env)
    const appUrl = values['app-url']
    const email = values['test-email']
    const waitMs = Number(values['wait-seconds']) * 1000
    if (appUrl !== undefined && !URL.canParse(appUrl)) throw new Error(`${appUrl} is not the address of the app.`)
    if (appUrl !== undefined && !email)
      throw new Error(
        'The test request needs an address of yours, because the rejection e-mail goes there: --test-email you@company.example',
      )
    if (!(waitMs > 0)) throw new Error('--wait-seconds must be a number of seconds.')
    const application = applicationIdOf(values['application-id'], env)
    const given = values['events-url'] ?? appUrl ?? env['PUBLIC_URL']
    const eventsUrl =
      given && eventsAddress(values['events-url'], { ...env, ...(appUrl ? { PUBLIC_URL: appUrl } : {}) })
    const connection = connectAloud(url, context)
    const checks = [
      ...(await verifyOrganization(
        connection,
        { ...application, ...readEventsWanted(undefined, env), ...(eventsUrl ? { eventsUrl } : {}) },
        now,
      )),
    ]
    const broken = () => checks.filter(({ outcome }) => outcome === 'FAILED').length
    const isTried = broken() === 0
    if (appUrl && email && isTried) {
      const orgNow = () => now() + (connection.clockAhead() ?? 0)
      const resource = values['headquarters-resource']
      const credentials = resource === undefined ? undefined : readCredentials(resource, env, send, now)
      const token = credentials ? { takeHeadquartersToken: async () => (await credentials.fetchToken()).token } : {}
      const flow = { ...token, appUrl, email, waitMs, pollMs, send, now: orgNow, say }
      checks.push(...(await verifyFlow(connection.call, flow)))
    }
    printChecks(checks, say)
    if (appUrl && !isTried) say('The whole way was not tried, as something above must be mended first.')
    if (!appUrl) say('The whole way was not tried; add --app-url https://<app> --test-email <your address> for that.')
    say(broken() === 0 ? 'No check failed.' : `${broken()} of ${checks.length} checks failed.`)
    return broken() === 0 ? 0 : 1
  } catch (error) {
    say(explain(error))
    return 1
  }
}
