// Checks an organization without changing it: is everything there that the bridge relies on?

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { codeOf, explain } from '../organization/advice.ts'
import type { Connection } from '../organization/connection.ts'
import { exists, readOwnId } from '../organization/read-rows.ts'
import { planInstallation } from '../plan/plan-installation.ts'
import { type Events, endpointIds } from '../wanted/steps.ts'
import type { TransportName } from '../wanted/transport.ts'
import { type Check, failed, ok, runCheck, skipped } from './check.ts'
import { checkComparison } from './verify-comparison.ts'
import { checkEvents } from './verify-events.ts'
import { checkLengths } from './verify-lengths.ts'
import { checkRights } from './verify-rights.ts'
import { checkSurroundings } from './verify-surroundings.ts'

/** Whether the address answers and lets us in; the other checks make no sense until it does. */
const checkSignIn = async ({ call, as }: Connection): Promise<readonly Check[]> => {
  try {
    const ownId = await readOwnId(call)
    return [ok('reachable', 'the Web API answers'), ok('signed in', `as ${as}, user ${ownId}`)]
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (code === 'unreachable' || code === 'http-404' || code === 'answer-cut-off')
      return [failed('reachable', explain(error))]
    return [failed('signed in', explain(error))]
  }
}

export type OrganizationSettings = {
  /** Where the webhook should call; absent = whatever is set is right. */
  readonly eventsUrl?: string
  /** Client id of the application user; absent = who is signed in. */
  readonly applicationId?: string
  /** Of what Sales has to tell; absent = what is installed is right. */
  readonly events?: Events
}

const installInstead: Record<string, string> = {
  remove: 'is left over from the other transport; run npm run sales:install',
  create: 'is missing; run npm run sales:install',
  update: 'differs; run npm run sales:install',
}

/** Installed are the steps for the way whose endpoint is there. */
const readTransport = async (call: Dataverse): Promise<TransportName> =>
  (await exists(call, `serviceendpoints(${endpointIds.servicebus})`, 'serviceendpointid')) ? 'servicebus' : 'webhook'

const checkInstalled = async (
  call: Dataverse,
  { eventsUrl, ...application }: OrganizationSettings,
): Promise<readonly Check[]> => {
  const name = await readTransport(call)
  const transport = name === 'webhook' && eventsUrl ? { name, url: eventsUrl } : { name }
  const { items, applicationUserId } = await planInstallation(call, { ...application, transport })
  const rights = await runCheck('rights of the application user', () => checkRights(call, applicationUserId))
  const parts = items.map(({ action, what, differing, renamed = [] }) => {
    if (action === 'keep') return ok(what, renamed.length > 0 ? `there; ${renamed.join(', ')}` : 'as installed')
    return failed(what, `${installInstead[action]}${differing.length > 0 ? ` (${differing.join(', ')})` : ''}`)
  })
  return [...parts, ...rights]
}

const secondsAllowed = 60

const checkClock = (ahead: number | undefined): Check => {
  if (ahead === undefined) return skipped('clocks', 'the organization did not tell its time')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  if (seconds <= secondsAllowed) return ok('clocks', `${seconds} s apart`)
  return failed('clocks', `${seconds} s apart; set the clock of this machine, or sign-ins and logs will not agree`)
}

const hour = 3_600_000

/** All checks that only read. */
export const verifyOrganization = async (
  connection: Connection,
  settings: OrganizationSettings,
  now: () => number,
): Promise<readonly Check[]> => {
  const { call } = connection
  const signIn = await checkSignIn(connection)
  if (signIn.some(({ outcome }) => outcome === 'FAILED')) return signIn
  const groups = await Promise.all([
    runCheck('installation', () => checkInstalled(call, settings)),
    checkComparison(call, now),
    runCheck('lengths of the lead’s columns', () => checkLengths(call)),
    runCheck('events of the last hour', () =>
      checkEvents(call, new Date(now() + (connection.clockAhead() ?? 0) - hour)),
    ),
  ])
  const ahead = () => connection.clockAhead() ?? 0
  const surroundings = await checkSurroundings(call, settings.applicationId, now, ahead)
  return [...signIn, ...groups.flat(), ...surroundings, checkClock(connection.clockAhead())]
}
