// What functions of the Web API have in common: their parameters and the form of their answers.
import { belowRoot, readAddress, type Segment, splitTop } from '../addresses/address.ts'
import { rowOfSegment } from '../addresses/target.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { badRequest, methodNotAllowed, notFound } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import type { Table } from '../schema/types.ts'
import type { Row } from '../store/row.ts'

/** The answer of a function. */
export const functionAnswer = ({ org }: Session, name: string, members: object): ApiResponse => ({
  status: 200,
  headers: {},
  body: { '@odata.context': `${org.serviceRoot()}$metadata#Microsoft.Dynamics.CRM.${name}Response`, ...members },
})

/** @throws SalesError 405 for another method than GET */
export const onlyGet = (request: ApiRequest, name: string): void => {
  if (request.method !== 'GET') throw methodNotAllowed(request.method, name)
}

/** The parameters of a function, in its brackets or as aliases of the query. */
export const parametersOf = (request: ApiRequest, { key }: Segment): ReadonlyMap<string, string> => {
  const { query } = readAddress(request.path)
  return new Map(
    splitTop(key ?? '', ',').map((part) => {
      const at = part.indexOf('=')
      const value = part.slice(at + 1).trim()
      const meant = value.startsWith('@') ? query.get(value) : value
      if (at < 0 || meant === undefined) throw badRequest(`The parameter '${part}' of the function has no value.`)
      return [part.slice(0, at).trim(), meant] as const
    }),
  )
}

/** A parameter in JSON, whose quotes may be single ones. @throws SalesError 400 when it is none */
export const readJson = (name: string, text: string | undefined): unknown => {
  try {
    return JSON.parse((text ?? '').replaceAll("'", '"'))
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest(`The parameter '${name}' is missing or cannot be read.`)
    throw error
  }
}

/** A parameter that names a row by `@odata.id`. @throws SalesError 400 when it names none, 404 when there is no such row */
export const readRowParameter = (
  { org }: Session,
  name: string,
  parameters: ReadonlyMap<string, string>,
): { readonly table: Table; readonly row: Row } => {
  const named = readJson(name, parameters.get(name))
  const address = typeof named === 'object' && named !== null && '@odata.id' in named ? named['@odata.id'] : undefined
  const [segment] = typeof address === 'string' ? readAddress(belowRoot(address)).segments : []
  if (!segment) throw badRequest(`The parameter '${name}' must name a row by '@odata.id'.`)
  const { table, id } = rowOfSegment(org, segment)
  const row = org.store.get(table.logicalName, id)
  if (!row) throw notFound(table.logicalName, id)
  return { table, row }
}
