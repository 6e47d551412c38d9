// Reads one row of Sales.

import type { Dataverse } from './dataverse.ts'
import { unlessMissing } from './failures.ts'
import type { SalesRow } from './sales-row.ts'

/** Reads one row; `undefined` when there is none. Labels come with the codes. */
export type ReadRow = (path: string) => Promise<SalesRow | undefined>

const annotated = { prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"' }

export const createRowReader =
  (call: Dataverse): ReadRow =>
  (path) =>
    unlessMissing(call({ method: 'GET', path, headers: annotated }) as Promise<SalesRow>)
