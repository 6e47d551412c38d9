// A request for one row, as far as its address has been read, and what its body says.
import type { Query } from '../addresses/address.ts'
import type { ApiRequest } from '../base/api.ts'
import { badRequest } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'

export type RowRequest = {
  readonly session: Session
  readonly request: ApiRequest
  readonly table: Table
  readonly id: string
  readonly query: Query
}

/** The address of the row to be linked. @throws SalesError 400 when the body names none */
export const linkedAddress = ({ body }: ApiRequest): string => {
  const address = typeof body === 'object' && body !== null && '@odata.id' in body ? body['@odata.id'] : undefined
  if (typeof address !== 'string') throw badRequest("The body must carry '@odata.id'.")
  return address
}
