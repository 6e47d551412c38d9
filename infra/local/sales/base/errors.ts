// The errors the Web API answers with, each with its genuine code, so that clients can branch on it.

/** An expected refusal. `status` is the HTTP status, `code` the hexadecimal error code of Dataverse. */
export class SalesError extends Error {
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'SalesError'
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** A request that OData itself refuses: unknown properties, unreadable options. */
export const badRequest = (message: string): SalesError => new SalesError(400, '0x80060888', message)

/** A body that does not fit the table. https://go.microsoft.com/fwlink/?linkid=2195293 */
export const badPayload = (setName: string, message: string): SalesError =>
  new SalesError(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'${setName}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: ${message}`,
  )

export const notFound = (table: string, id: string): SalesError =>
  new SalesError(404, '0x80040217', `Entity '${table}' With Id = ${id} Does Not Exist`)

export const noSuchSegment = (segment: string): SalesError =>
  new SalesError(404, '0x8006088a', `Resource not found for the segment '${segment}'.`)

export const noSuchProperty = (property: string, table: string): SalesError =>
  badRequest(`Could not find a property named '${property}' on type 'Microsoft.Dynamics.CRM.${table}'.`)

export const methodNotAllowed = (method: string, what: string): SalesError =>
  new SalesError(405, '0x80060888', `The requested resource does not support http method '${method}' (${what}).`)

export const duplicateId = (): SalesError =>
  new SalesError(412, '0x80040237', 'A record with matching key values already exists.')

export const versionMismatch = (): SalesError =>
  new SalesError(
    412,
    '0x80060882',
    "The version of the existing record doesn't match the RowVersion property provided.",
  )

export const invalidArgument = (message: string): SalesError => new SalesError(400, '0x80040203', message)

/** @param principal who lacks it */
export const lacksPrivilege = (privilege: string, principal: { table: string; id: string }): SalesError =>
  new SalesError(
    403,
    '0x80040220',
    `Principal ${principal.table === 'team' ? 'team' : 'user'} (Id=${principal.id}) is missing ${privilege} privilege.`,
  )

/** @param owner the user or team that is to own a row */
export const ownerLacks = (privilege: string, owner: { table: string; id: string }): SalesError =>
  new SalesError(403, '0x80040231', `The owner (${owner.table} ${owner.id}) does not have ${privilege}.`)

/** The privilege is there, but it does not reach this row. */
export const beyondReach = (privilege: string, table: string, id: string): SalesError =>
  new SalesError(403, '0x80040220', `The access level of ${privilege} does not reach the ${table} with Id = ${id}.`)
