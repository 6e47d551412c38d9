// Reads the parameters of an action from its body, refusing missing, unknown and wrongly typed ones.

import { existing } from '../addresses/target.ts'
import { badRequest } from '../base/errors.ts'
import type { Org } from '../organization/session.ts'
import type { Reference } from '../schema/types.ts'

export type Body = Readonly<Record<string, unknown>>

/** The body as an object whose members are all among the parameters of the action. */
export const readBody = (body: unknown, action: string, names: readonly string[]): Body => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest(`The action '${action}' expects a JSON object with its parameters.`)
  }
  for (const name of Object.keys(body)) {
    if (names.includes(name) || name.includes('@')) continue
    throw badRequest(
      `The parameter '${name}' in the request payload is not a valid parameter for the operation '${action}'.`,
    )
  }
  return body as Body
}

/** A parameter that must be true or false. */
export const readFlag = (body: Body, name: string): boolean => {
  const value = body[name]
  if (typeof value !== 'boolean') throw badRequest(`The parameter '${name}' must be a value of type 'Edm.Boolean'.`)
  return value
}

/** A parameter that must be a whole number. */
export const readWhole = (body: Body, name: string): number => {
  const value = body[name]
  if (!Number.isInteger(value)) throw badRequest(`The parameter '${name}' must be a value of type 'Edm.Int32'.`)
  return Number(value)
}

/**
 * A parameter that names a row by its key, with `@odata.type` when it may be of several tables.
 * @throws SalesError 400 for another form, 404 when the row does not exist
 */
export const readEntity = (org: Org, body: Body, name: string, tables: readonly string[]): Reference | undefined => {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object') throw badRequest(`The parameter '${name}' must be an entity.`)
  const fields = value as Body
  const typed = typeof fields['@odata.type'] === 'string' ? fields['@odata.type'].split('.').at(-1) : undefined
  const table = org.schema.byName(typed ?? (tables.length === 1 ? (tables[0] ?? '') : ''))
  const id = table ? fields[table.primaryId] : undefined
  if (!table || !tables.includes(table.logicalName) || typeof id !== 'string') {
    throw badRequest(
      `The parameter '${name}' must be an entity with '@odata.type' and its key (${tables.join(' or ')}).`,
    )
  }
  return { table: table.logicalName, id: existing(org, table, { by: 'id', id: id.toLowerCase() }) }
}
