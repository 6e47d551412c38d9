// How long a call may take: changes of definitions, and publishing, take minutes in a busy organization.
// https://learn.microsoft.com/power-apps/developer/data-platform/webapi/samples/webapiservice

import type { Dataverse, DataverseRequest } from '../../../shared/sales/dataverse.ts'

/** Milliseconds. */
export type Timeouts = { readonly rows: number; readonly definitions: number }

const usual: Timeouts = { rows: 120_000, definitions: 300_000 }

/** Whether a call is about the definitions of tables, or publishes them. */
const isOfDefinitions = ({ path }: DataverseRequest): boolean => /^(EntityDefinitions|PublishXml)/.test(path)

/**
 * A client whose calls of each kind have their own time, and whose reads of definitions ask for the newest: right after a
 * change other servers of the organization would still answer with the former one.
 * @param create makes a client with a time-out
 */
export const withTimeouts = (create: (timeoutMs: number) => Dataverse, timeouts: Timeouts = usual): Dataverse => {
  const [rows, definitions] = [create(timeouts.rows), create(timeouts.definitions)]
  return (request) => {
    if (!isOfDefinitions(request)) return rows(request)
    if (request.method !== 'GET') return definitions(request)
    return definitions({ ...request, headers: { ...request.headers, consistency: 'Strong' } })
  }
}
