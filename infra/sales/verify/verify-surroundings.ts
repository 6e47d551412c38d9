// What the organization around the installation is like: its languages, secured columns, sellers, speed and backlog.

import { customerFields } from '../../../shared/domain/customer-fields.ts'
import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { readLanguages } from '../organization/languages.ts'
import { readRows } from '../organization/read-rows.ts'
import { readApplicationUser } from '../plan/application-user.ts'
import { grantAdvice, lackingWords, readSecured } from '../readings/secured.ts'
import { reachWords, readReach } from '../readings/sellers.ts'
import { isBehind, minutesOf, readOldestJob, readSpeed, slowMs } from '../readings/speed.ts'
import { everyStep } from '../wanted/steps.ts'
import { isTranslated, languageName } from '../wanted/texts.ts'
import { type Check, failed, ok, runCheck, skipped } from './check.ts'

const checkLanguages = async (call: Dataverse): Promise<Check> => {
  const { base, all } = await readLanguages(call)
  const labelled = [...new Set([base, ...all.filter(isTranslated)])].map(languageName)
  return ok('languages', `base language ${languageName(base)}; columns and views are named in ${labelled.join(', ')}`)
}

const checkSecured = async (call: Dataverse, userId: string): Promise<Check> => {
  const name = 'secured columns'
  const secured = await readSecured(call, userId)
  const lacking = lackingWords(secured)
  if (secured.length === 0) return ok(name, 'none of those that the app uses')
  if (lacking === undefined) return ok(name, `the app may use all ${secured.length}`)
  const isTold = secured.every((column) => column.lacking !== undefined)
  return (isTold ? failed : skipped)(name, `not allowed: ${lacking}. ${grantAdvice}`)
}

const dualWriteColumns = customerFields.Organization.flatMap(({ dualWriteColumn }) => dualWriteColumn ?? [])

/** Which value of `SALES_CREDIT_COLUMNS` the organization allows. */
const checkCreditColumns = async (call: Dataverse): Promise<Check> => {
  const filter = dualWriteColumns.map((column) => `LogicalName eq '${column}'`).join(' or ')
  const there = (await readRows(call, "EntityDefinitions(LogicalName='account')/Attributes", filter, 'LogicalName'))
    .length
  if (there === 0)
    return ok('columns of credit', 'SALES_CREDIT_COLUMNS=standard: the organization has none of dual-write')
  const lacking = dualWriteColumns.length - there
  return lacking === 0
    ? ok('columns of credit', 'the organization has those of dual-write: SALES_CREDIT_COLUMNS=dual-write uses them')
    : ok('columns of credit', `SALES_CREDIT_COLUMNS=standard: of those of dual-write ${lacking} are missing`)
}

const checkOldest = async (call: Dataverse, now: number): Promise<Check> => {
  const name = 'oldest waiting event'
  const oldest = await readOldestJob(
    call,
    now,
    everyStep.map(({ id }) => id),
  )
  if (isBehind(oldest))
    return failed(name, `waits for ${minutesOf(oldest)}; see System Jobs in the organization for what holds it up`)
  return ok(name, oldest === undefined ? 'none waits' : 'none waits for long')
}

const checkSpeed = async (call: Dataverse, now: () => number): Promise<Check> => {
  const ms = await readSpeed(call, now)
  return ok('speed', `${(ms / 1000).toFixed(1)} s a call, the middle one of ten${ms < slowMs ? '' : '; that is slow'}`)
}

/**
 * @param applicationId client id of the application user; absent = who is signed in
 * @param now milliseconds
 * @param ahead by how much the organization's clock is ahead
 */
export const checkSurroundings = async (
  call: Dataverse,
  applicationId: string | undefined,
  now: () => number,
  ahead: () => number,
): Promise<readonly Check[]> => {
  const user = () => readApplicationUser(call, applicationId)
  const speed = await runCheck('speed', () => checkSpeed(call, now))
  const others = await Promise.all([
    runCheck('languages', () => checkLanguages(call)),
    runCheck('secured columns', async () => checkSecured(call, (await user()).id)),
    runCheck('columns of credit', () => checkCreditColumns(call)),
    runCheck('sellers and the leads', async () =>
      ok('sellers and the leads', reachWords[await readReach(call, (await user()).unit.id)]),
    ),
    runCheck('oldest waiting event', () => checkOldest(call, now() + ahead())),
  ])
  return [...others.flat(), ...speed]
}
