// Change tracking: which rows changed or went away since a token was given out.
// https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
import { badRequest, invalidArgument, SalesError } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import { isCurrent } from '../organization/tracking.ts'
import type { Table } from '../schema/types.ts'

const dayLength = 86_400_000
const shape = /^(\d+)!(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d)$/

/** A token in the service's form: `<row version>!<MM/dd/yyyy HH:mm:ss>` in UTC. */
export const writeDeltaToken = (org: Org, version: number): string => {
  const [date = '', time = ''] = org.now().toISOString().slice(0, 19).split('T')
  const [year, month, day] = date.split('-')
  return `${version}!${month}/${day}/${year} ${time}`
}

const keptDays = (org: Org): number => {
  for (const row of org.store.rows('organization')) return Number(row.values['expirechangetrackingindays'] ?? 7)
  return 7
}

/**
 * Reads a token back.
 * @returns the row version after which changes are wanted
 * @throws SalesError 400: 0x80040203 when it is no token, 0x80044352 when it is older than the organization
 *   keeps changes, or of before the table was defined anew or the organization restored
 */
export const readDeltaToken = (org: Org, table: Table, token: string): number => {
  const match = shape.exec(token)
  if (!match) throw invalidArgument('Version stamp associated with the client is invalid.')
  const [, version = '', month, day, year, hour, minute, second] = match
  const given = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const expired = org.now().getTime() - given > keptDays(org) * dayLength
  if (!expired && isCurrent(org, table.logicalName, Number(version))) return Number(version)
  throw new SalesError(
    400,
    '0x80044352',
    'Version stamp associated with the client has expired. Please perform a full sync.',
  )
}

/** Refuses options that change tracking does not go together with, and tables it is off for. */
export const checkTracking = (table: Table, query: ReadonlyMap<string, string>): void => {
  for (const option of ['filter', 'orderby', 'expand', 'top']) {
    if (query.has(`$${option}`)) {
      throw badRequest(`The "${option}" query parameter isn't supported when Change Tracking is enabled.`)
    }
  }
  if (table.changeTracking) return
  throw new SalesError(
    400,
    '0x80072491',
    `The entity "${table.logicalName}" doesn't have Change Tracking enabled. Enable Change Tracking and try again.`,
  )
}
