// InsertStatusValue: adds a status reason to a table. What takes one away stands with the options of choices.

import { type Body, readBody, readWhole } from '../actions/parameters.ts'
import type { ApiRequest, ApiResponse } from '../base/api.ts'
import { invalidArgument, methodNotAllowed } from '../base/errors.ts'
import type { Session } from '../organization/session.ts'
import { checkLabel } from '../rules/languages.ts'
import type { Table } from '../schema/types.ts'
import { needPrivilege } from '../security/rights.ts'
import { addStatus } from './customizations.ts'
import { noSuchDefinition } from './named.ts'
import { added, addToSolution, labelIn, tableIn } from './option-values.ts'

/** The table that is named, and its status reasons. */
const statusesOf = (session: Session, body: Body) => {
  const { table, attribute, column } = tableIn(session, body)
  if (attribute !== 'statuscode' || column?.type !== 'status') throw noSuchDefinition('a status attribute', attribute)
  return { table, options: column.options }
}

const stateOf = ({ columns }: Table, state: number): number => {
  const column = columns['statecode']
  if (column?.type !== 'state' || !column.options[state]) throw invalidArgument(`The state ${state} does not exist.`)
  return state
}

/**
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/insertstatusvalue
 * @throws SalesError 403 without the right to customize, 400 for a value that is taken or a state that is not there
 */
export const insertStatusValue = (session: Session, request: ApiRequest): ApiResponse => {
  if (request.method !== 'POST') throw methodNotAllowed(request.method, 'InsertStatusValue')
  const { org, user } = session
  needPrivilege(org, user.id, 'prvWriteAttribute')
  const body = readBody(request.body, 'InsertStatusValue', [
    'AttributeLogicalName',
    'EntityLogicalName',
    'Value',
    'Label',
    'StateCode',
    'SolutionUniqueName',
  ])
  const { table, options } = statusesOf(session, body)
  const value = readWhole(body, 'Value')
  if (options[value]) throw invalidArgument(`The option value ${value} of ${table.logicalName} exists already.`)
  checkLabel(org, body['Label'])
  addStatus(org, table, value, { label: labelIn(body), state: stateOf(table, readWhole(body, 'StateCode')) })
  addToSolution(session, body, table, 'statuscode')
  return added(session, 'InsertStatusValue', value)
}
