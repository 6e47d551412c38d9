// Looks at an organization without changing it: is everything there that the bridge relies on?

import type { Dataverse } from '../../shared/sales/dataverse.ts'
import { codeOf, explain } from './advice.ts'
import { type Check, failed, look, ok, skipped } from './check.ts'
import { planInstallation } from './plan.ts'
import { depthsOf, readPrivilegeIds } from './plan-rights.ts'
import { type Row, readChangeTracking, readRows, unlessMissing } from './read-org.ts'
import type { Connection } from './sign-in.ts'
import type { TransportName } from './transport.ts'
import { checkLengths } from './verify-lengths.ts'
import { endpointIds, trackedTables, wantedSteps } from './wanted.ts'
import { wantedPrivileges } from './wanted-security.ts'

/** Whether the address answers and lets us in; the other checks make no sense until it does. */
export const checkSignIn = async ({ call, as }: Connection): Promise<readonly Check[]> => {
  try {
    const { UserId } = (await call({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }
    return [ok('reachable', 'the Web API answers'), ok('signed in', `as ${as}, user ${UserId}`)]
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (code === 'unreachable' || code === 'http-404' || code === 'answer-cut-off')
      return [failed('reachable', explain(error))]
    return [failed('signed in', explain(error))]
  }
}

export type OrgSettings = {
  /** Where the webhook should call; absent = whatever is set is right. */
  readonly eventsUrl?: string
  /** Client id of the application user; absent = who is signed in. */
  readonly applicationId?: string
}

const installInstead: Record<string, string> = {
  remove: 'is left over from the other transport; run npm run sales:install',
  create: 'is missing; run npm run sales:install',
  update: 'differs; run npm run sales:install',
}

const levels = ['None', 'Basic', 'Local', 'Deep', 'Global']
const levelOf = (depth: string | undefined): number => levels.indexOf(depth ?? 'None')

/** What the application user may really do, whatever roles it has it from. */
const checkRights = async (call: Dataverse, applicationUserId: string): Promise<Check> => {
  const name = 'rights of the application user'
  const path = `systemusers(${applicationUserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`
  const [ids, answer] = await Promise.all([readPrivilegeIds(call), call({ method: 'GET', path })])
  const held = depthsOf(answer)
  const lacking = wantedPrivileges.filter(
    (wanted) => levelOf(held.get(ids.get(wanted.name) ?? '')) < levelOf(wanted.depth),
  )
  if (lacking.length === 0) return ok(name, `all ${wantedPrivileges.length} privileges given`)
  return failed(name, `lacks ${lacking.map((wanted) => wanted.name).join(', ')}; run npm run sales:install`)
}

/** Installed are the steps for the way whose endpoint is there. */
const readTransport = async (call: Dataverse): Promise<TransportName> => {
  const path = `serviceendpoints(${endpointIds.servicebus})?$select=serviceendpointid`
  return (await unlessMissing(call({ method: 'GET', path }))) === undefined ? 'webhook' : 'servicebus'
}

const checkInstalled = async (
  call: Dataverse,
  { eventsUrl, ...application }: OrgSettings,
): Promise<readonly Check[]> => {
  const name = await readTransport(call)
  const transport = name === 'webhook' && eventsUrl ? { name, url: eventsUrl } : { name }
  const { items, applicationUserId } = await planInstallation(call, { ...application, transport })
  const rights = await look('rights of the application user', () => checkRights(call, applicationUserId))
  const parts = items.map(({ action, what, differing }) => {
    if (action === 'keep') return ok(what, 'as installed')
    return failed(what, `${installInstead[action]}${differing.length > 0 ? ` (${differing.join(', ')})` : ''}`)
  })
  return [...parts, ...rights]
}

const checkTracking = async (call: Dataverse, table: string): Promise<Check> => {
  const name = `change tracking of ${table}`
  const tracked = await readChangeTracking(call, table)
  if (tracked === true) return ok(name, 'on')
  if (tracked === 'unknown') return skipped(name, 'its definition may not be read by this user')
  return failed(name, 'off; run npm run sales:install')
}

const secondsAllowed = 60

const checkClock = (ahead: number | undefined): Check => {
  if (ahead === undefined) return skipped('clocks', 'the organization did not tell its time')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  if (seconds <= secondsAllowed) return ok('clocks', `${seconds} s apart`)
  return failed('clocks', `${seconds} s apart; set the clock of this machine, or sign-ins and logs will not agree`)
}

export type EventJobs = { readonly failed: number; readonly waiting: number; readonly message: string }

/**
 * How the system jobs fared that send our events. Jobs that succeeded are gone.
 * https://learn.microsoft.com/power-apps/developer/data-platform/asynchronous-service
 */
export const readEventJobs = async (call: Dataverse, since: Date): Promise<EventJobs> => {
  const steps = wantedSteps.map(({ id }) => `_owningextensionid_value eq ${id}`).join(' or ')
  const filter = `createdon ge ${since.toISOString()} and (${steps})`
  const jobs: readonly Row[] = await readRows(call, 'asyncoperations', filter, 'statecode,statuscode,friendlymessage')
  const broken = jobs.filter((job) => job['statuscode'] === 31)
  return {
    failed: broken.length,
    waiting: jobs.filter((job) => job['statecode'] !== 3).length,
    message: String(broken[0]?.['friendlymessage'] ?? ''),
  }
}

const checkEvents = async (call: Dataverse, since: Date): Promise<Check> => {
  const name = 'events of the last hour'
  const jobs = await readEventJobs(call, since)
  if (jobs.failed === 0) return ok(name, `none failed, ${jobs.waiting} waiting`)
  return failed(
    name,
    `${jobs.failed} failed: ${jobs.message} Check the address of the app and that it accepts the key.`,
  )
}

const hour = 3_600_000

/** All checks that only read. */
export const verifyOrg = async (
  connection: Connection,
  settings: OrgSettings,
  now: () => number,
): Promise<readonly Check[]> => {
  const { call } = connection
  const signIn = await checkSignIn(connection)
  if (signIn.some(({ outcome }) => outcome === 'FAILED')) return signIn
  const groups = await Promise.all([
    look('installation', () => checkInstalled(call, settings)),
    ...trackedTables.map((table) => look(`change tracking of ${table}`, () => checkTracking(call, table))),
    look('lengths of the lead’s columns', () => checkLengths(call)),
    look('events of the last hour', () => checkEvents(call, new Date(now() + (connection.clockAhead() ?? 0) - hour))),
  ])
  return [...signIn, ...groups.flat(), checkClock(connection.clockAhead())]
}
