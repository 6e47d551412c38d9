// Reads one row of Sales.

import type { Dataverse } from './dataverse.ts'
import { unlessMissing } from './failures.ts'
import type { SalesRow } from './sales-row.ts'

/** Reads one row; `undefined` when there is none. Labels come with the codes, and the tables of lookups. */
export type ReadRow = (path: string) => Promise<SalesRow | undefined>

const annotations = ['OData.Community.Display.V1.FormattedValue', 'Microsoft.Dynamics.CRM.lookuplogicalname']
const annotated = { prefer: `odata.include-annotations="${annotations.join(',')}"` }

export const createRowReader =
  (call: Dataverse): ReadRow =>
  (path) =>
    unlessMissing(call({ method: 'GET', path, headers: annotated }) as Promise<SalesRow>)
