// InsertOptionValue and DeleteOptionValue: add an option to a choice that was added, and take one away; also a status reason.

import { type Body, readBody, readWhole } from '../actions/parameters.ts'
import { type ApiRequest, type ApiResponse, noContent } from '../base/api.ts'
import { badRequest, invalidArgument, methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { checkLabel } from '../rules/languages.ts'
import { addNamed, componentTypes } from '../rules/solution-components.ts'
import type { Table } from '../schema/types.ts'
import { needPrivilege } from '../security/rights.ts'
import { attributeId } from '../security/secured-columns.ts'
import { removeStatus, setOptions } from './customizations.ts'
import { noSuchDefinition } from './named.ts'

const text = (body: Body, name: string): string => {
  const value = body[name]
  if (typeof value !== 'string' || value === '')
    throw badRequest(`The parameter '${name}' must be a value of type 'Edm.String'.`)
  return value
}

/** The table and the column that are named. @throws SalesError 404 for a table that is not there */
export const tableIn = ({ org }: Session, body: Body) => {
  const name = text(body, 'EntityLogicalName')
  const attribute = text(body, 'AttributeLogicalName')
  const table = org.schema.byName(name)
  if (!table) throw noSuchDefinition('an entity', name)
  return { table, attribute, column: table.columns[attribute] }
}

/** The text of the label that is sent. @throws SalesError 400 where there is none */
export const labelIn = (body: Body): string => {
  const list = (body['Label'] as { LocalizedLabels?: unknown } | undefined)?.LocalizedLabels
  const [first]: readonly { Label?: unknown }[] = Array.isArray(list) ? list : []
  if (typeof first?.Label !== 'string') throw invalidArgument("The parameter 'Label' must have a label.")
  return first.Label
}

/** The answer to both actions that add an option. */
export const added = ({ org }: Session, action: string, value: number): ApiResponse => ({
  status: 200,
  headers: {},
  body: {
    '@odata.context': `${org.serviceRoot()}$metadata#Microsoft.Dynamics.CRM.${action}Response`,
    NewOptionValue: value,
  },
})

/** Adds the column whose options were changed to the solution that is named. */
export const addToSolution = ({ org }: Session, body: Body, table: Table, attribute: string): void => {
  const name = body['SolutionUniqueName']
  addNamed(org, name === undefined ? undefined : String(name), componentTypes.column, attributeId(table, attribute))
}

/** The options of a choice. Those of stock choices are not changed here. */
const optionsIn = (session: Session, body: Body) => {
  const { table, attribute, column } = tableIn(session, body)
  if (column?.type !== 'picklist' || column.schemaName === undefined) throw noSuchDefinition('a choice', attribute)
  return { table, attribute, options: column.options }
}

/**
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/insertoptionvalue
 * @throws SalesError 403 without the right to customize, 400 for a value that is taken
 */
export const insertOptionValue = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'InsertOptionValue')
  const { org, user } = session
  needPrivilege(org, user.id, 'prvWriteAttribute')
  const body = readBody(request.body, 'InsertOptionValue', [
    'AttributeLogicalName',
    'EntityLogicalName',
    'Value',
    'Label',
    'SolutionUniqueName',
  ])
  const { table, attribute, options } = optionsIn(session, body)
  const value = readWhole(body, 'Value')
  if (options[value] !== undefined)
    throw invalidArgument(`The option value ${value} of ${table.logicalName}.${attribute} exists already.`)
  checkLabel(org, body['Label'])
  setOptions(org, table, attribute, { ...options, [value]: labelIn(body) })
  addToSolution(session, body, table, attribute)
  return added(session, 'InsertOptionValue', value)
}

const isRemoved = (session: Session, table: Table, body: Body, value: number): boolean => {
  if (body['AttributeLogicalName'] === 'statuscode') return removeStatus(session.org, table, value)
  const { attribute, options } = optionsIn(session, body)
  const { [value]: gone, ...others } = options
  if (gone !== undefined) setOptions(session.org, table, attribute, others)
  return gone !== undefined
}

/**
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/deleteoptionvalue
 * Rows keep the number of an option that is gone.
 * @throws SalesError 403 without the right to customize, 400 for a stock value or one that is not there
 */
export const deleteOptionValue = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'DeleteOptionValue')
  needPrivilege(session.org, session.user.id, 'prvWriteAttribute')
  const body = readBody(request.body, 'DeleteOptionValue', ['AttributeLogicalName', 'EntityLogicalName', 'Value'])
  const { table } = tableIn(session, body)
  const value = readWhole(body, 'Value')
  if (!isRemoved(session, table, body, value))
    throw invalidArgument(`The option value ${value} of ${table.logicalName} is none that was added.`)
  return noContent()
}
