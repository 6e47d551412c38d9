// Reads of an organization that the commands share.

import type { Dataverse } from '../../../shared/sales/dataverse.ts'
import { unlessUndefined } from '../../../shared/sales/failures.ts'

export type Row = Readonly<Record<string, unknown>>

/** A text as a filter has it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A filter that a row meets when one of its columns has one of the values, as filters have them. */
export const oneOf = (column: string, values: readonly string[]): string =>
  values.map((value) => `${column} eq ${value}`).join(' or ')

/** The rows of a set that fit a filter, of the first page. @param expand what is read with each of them */
export const readRows = async (
  call: Dataverse,
  set: string,
  filter: string,
  columns: string,
  expand = '',
): Promise<Row[]> => {
  const expanded = expand === '' ? '' : `&$expand=${expand}`
  const path = `${set}?$select=${columns}${expanded}&$filter=${encodeURIComponent(filter)}`
  const { value } = (await call({ method: 'GET', path })) as { value?: Row[] }
  return value ?? []
}

/** Whether there is something at a path. @param column one that it has */
export const exists = async (call: Dataverse, path: string, column: string): Promise<boolean> =>
  (await unlessUndefined(call({ method: 'GET', path: `${path}?$select=${column}` }))) !== undefined

/** Deletes what is at a path, if it is still there. */
export const remove = async (call: Dataverse, path: string): Promise<void> => {
  await unlessUndefined(call({ method: 'DELETE', path }))
}

/** The id of who is signed in. */
export const readOwnId = async (call: Dataverse): Promise<string> =>
  ((await call({ method: 'GET', path: 'WhoAmI' })) as { UserId: string }).UserId
