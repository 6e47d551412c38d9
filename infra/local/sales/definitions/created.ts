// The answer to a definition that has been made.
import type { ApiResponse } from '../base/api.ts'
import type { Org } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'

/** @param part the collection of the table that it stands in, such as `Attributes` */
export const created = (org: Org, table: Table, part: string, id: string): ApiResponse => ({
  status: 204,
  headers: {
    'OData-EntityId': `${org.serviceRoot()}EntityDefinitions(LogicalName='${table.logicalName}')/${part}(${id})`,
  },
  body: undefined,
})
